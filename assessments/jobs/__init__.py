"""What runs apart from a request; a command runs the same functions."""
