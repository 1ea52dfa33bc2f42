"""The hall itself: publishing it, its files, its windows, ways through it, and the pages that show it."""
