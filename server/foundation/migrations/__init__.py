"""What changed in the tables, in order; a file is never edited once it is on main."""
