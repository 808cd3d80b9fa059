"""Framework versions: what each holds, and adding another."""
