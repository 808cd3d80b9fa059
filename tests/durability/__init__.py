"""Kills in the middle of work: what was acknowledged is there afterwards."""
