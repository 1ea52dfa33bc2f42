"""Where a case stands: by its number and the last four digits of the phone."""
