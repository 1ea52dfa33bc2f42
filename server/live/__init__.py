"""What changes while one looks, pushed to every open page as it happens."""
