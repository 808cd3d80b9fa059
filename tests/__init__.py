"""Tests mirror the two packages."""
