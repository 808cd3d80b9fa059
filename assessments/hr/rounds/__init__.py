"""Rounds from draft to archive."""
