"""Windows as they are now: open or not by the office hours, and how many wait where a queue machine says so."""
