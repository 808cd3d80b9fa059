"""What the parts of a development plan are called."""

from flask_babel import LazyString, lazy_gettext

from competency.development import Move, State

METHODS: dict[str, LazyString] = {
    "self-study": lazy_gettext("Self-study"),
    "e-learning": lazy_gettext("E-learning"),
    "training": lazy_gettext("Training course or seminar"),
    "workshop": lazy_gettext("Workshop"),
    "coaching": lazy_gettext("Coaching by a supervisor or mentor"),
    "on-the-job": lazy_gettext("Learning on the job"),
    "assignment": lazy_gettext("Assignment or project"),
    "shadowing": lazy_gettext("Following somebody at work"),
    "rotation": lazy_gettext("Rotation of duties"),
    "visit": lazy_gettext("Study visit"),
}
"""Ways to develop, in words of our own."""

FIELDS: dict[str, LazyString] = {
    "competency": lazy_gettext("Competency"),
    "topic": lazy_gettext("Topic in words"),
    "goal": lazy_gettext("Goal of the development"),
    "from_level": lazy_gettext("Level now"),
    "to_level": lazy_gettext("Level aimed at"),
    "methods": lazy_gettext("How to develop"),
    "course": lazy_gettext("Course of the catalogue"),
    "starts_on": lazy_gettext("Starts on"),
    "ends_on": lazy_gettext("Ends on"),
    "budget_satang": lazy_gettext("Budget in baht"),
    "measure": lazy_gettext("How success is measured"),
    "result": lazy_gettext("Result"),
}

STATES: dict[State, LazyString] = {
    State.DRAFT: lazy_gettext("Draft"),
    State.PROPOSED: lazy_gettext("Proposed, waits for approval"),
    State.AGREED: lazy_gettext("Approved"),
    State.DONE: lazy_gettext("Result acknowledged"),
}

BUTTONS: dict[Move, LazyString] = {
    Move.PROPOSE: lazy_gettext("Save and propose to my supervisor"),
    Move.APPROVE: lazy_gettext("Save and approve the plan"),
    Move.ACKNOWLEDGE: lazy_gettext("Save and acknowledge the results"),
}

SAID: dict[State, LazyString] = {
    State.DRAFT: lazy_gettext("The plan is saved as a draft."),
    State.PROPOSED: lazy_gettext("The plan is saved and proposed to the supervisor."),
    State.AGREED: lazy_gettext("The plan is saved and approved."),
    State.DONE: lazy_gettext("The results are saved and acknowledged."),
}
"""What a save has led to."""
