"""A fictional city, made through operations with a fixed seed."""
