"""Problems of a development plan: the sentence of each rule."""

from flask_babel import LazyString, lazy_gettext

RULES: dict[str, LazyString] = {
    "topic-missing": lazy_gettext("Choose a competency, or write what is developed."),
    "field-missing": lazy_gettext("This has to be filled in first."),
    "choice-unknown": lazy_gettext("“%(value)s” is not in the list any more."),
    "goal-below-level": lazy_gettext(
        "The level aimed at (%(value)s) is below the level now (%(expected)s)."
    ),
    "ends-before-start": lazy_gettext("It ends before it begins."),
    "day-wrong": lazy_gettext(
        "“%(value)s” is not a date. Write it such as %(expected)s."
    ),
    "level-wrong": lazy_gettext("“%(value)s” is not a level. Write a number."),
    "baht-wrong": lazy_gettext(
        "“%(value)s” is not an amount in baht. Write it such as %(expected)s."
    ),
    "plan-empty": lazy_gettext("The plan has no row yet."),
    "plan-too-long": lazy_gettext(
        "The plan has %(value)s rows; at most %(expected)s are kept."
    ),
}
"""%(value)s is what stands there, %(expected)s what could stand there instead."""
