"""The base of every error that a broken rule raises."""


class CompetencyError(Exception):
    """A rule was broken; the arguments are values, never sentences."""
