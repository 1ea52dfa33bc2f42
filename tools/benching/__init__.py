"""What `hall bench` is made of: one file for each peer, each run in a process of its own with the same task."""
