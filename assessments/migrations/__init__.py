"""One revision a file, up and down, on every database."""
