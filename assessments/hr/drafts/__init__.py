"""Drafts of framework versions: edited part by part, then published."""
