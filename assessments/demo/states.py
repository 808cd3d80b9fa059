"""What a database is to the demo, read from its own log."""

from enum import StrEnum

from assessments.queries import audit, people

BEGUN, DONE, NOUN = "begin", "finish", "demo"


class State(StrEnum):
    """Empty, a demo's that was left half built, a finished demo's, or not ours."""

    EMPTY = "empty"
    HALF = "half"
    BUILT = "built"
    FOREIGN = "foreign"


def state() -> State:
    """What this database is."""
    if audit.written(DONE, NOUN):
        return State.BUILT
    if audit.written(BEGUN, NOUN):
        return State.HALF
    return State.FOREIGN if people.unit_ids() else State.EMPTY
