"""Problems of frameworks, crosswalks and master plans: the sentence of each rule.

%(value)s is what stands there, %(expected)s what could stand there instead.
"""

from flask_babel import LazyString, lazy_gettext

RULES: dict[str, LazyString] = {
    "yaml-wrong": lazy_gettext("This is not YAML text: %(value)s."),
    "yaml-anchor": lazy_gettext(
        "Anchors and aliases (%(value)s) may not be used; write the content out."
    ),
    "yaml-deep": lazy_gettext(
        "The content is nested too deeply; at most %(expected)s steps are read."
    ),
    "yaml-kind": lazy_gettext("“%(value)s” is a kind of value that is not read here."),
    "key-twice": lazy_gettext("The key “%(value)s” stands there twice."),
    "key-not-text": lazy_gettext(
        "“%(value)s” has become a number or another value; write it in quotes."
    ),
    "file-not-utf-8": lazy_gettext("The file is not a text in UTF-8."),
    "not-a-framework": lazy_gettext("The file holds no framework."),
    "field-missing": lazy_gettext("A field is missing."),
    "field-unknown": lazy_gettext("The format has no field of this name."),
    "field-wrong": lazy_gettext("“%(value)s” cannot stand here."),
    "not-text": lazy_gettext(
        "“%(value)s” is not a text; codes that look like numbers stand in quotes."
    ),
    "text-empty": lazy_gettext("The text is empty."),
    "not-whole": lazy_gettext("“%(value)s” is not a whole number."),
    "not-number": lazy_gettext("“%(value)s” is not a number."),
    "not-yes-or-no": lazy_gettext("“%(value)s” is neither true nor false."),
    "not-one-of": lazy_gettext(
        "“%(value)s” is not possible here; expected: %(expected)s."
    ),
    "not-list": lazy_gettext("A list is expected here."),
    "not-mapping": lazy_gettext("Fields with names are expected here."),
    "list-short": lazy_gettext(
        "The list is too short; it needs at least %(expected)s."
    ),
    "number-small": lazy_gettext(
        "“%(value)s” is too small; the limit is %(expected)s."
    ),
    "number-large": lazy_gettext(
        "“%(value)s” is too large; the limit is %(expected)s."
    ),
    "version-form": lazy_gettext("“%(value)s” is not a version such as 1.0.0."),
    "id-form": lazy_gettext(
        "“%(value)s” cannot be an id: letters, digits, dots, hyphens and "
        "underlines, at most 100."
    ),
    "id-twice": lazy_gettext("“%(value)s” stands there twice."),
    "answer-count": lazy_gettext(
        "An answer scale has %(expected)s answers; this one has %(value)s."
    ),
    "area-unknown": lazy_gettext(
        "There is no area “%(value)s”; the file knows: %(expected)s."
    ),
    "answers-unknown": lazy_gettext(
        "There is no answer scale “%(value)s”; the file knows: %(expected)s."
    ),
    "competency-unknown": lazy_gettext(
        "There is no competency “%(value)s”; the file knows: %(expected)s."
    ),
    "level-unknown": lazy_gettext("Level %(value)s is not on the scale: %(expected)s."),
    "level-off-scale": lazy_gettext("Level %(value)s is off the scale: %(expected)s."),
    "level-of-not-required": lazy_gettext(
        "What is not required has no level (%(value)s)."
    ),
    "key-unknown": lazy_gettext(
        "The right answer “%(value)s” is none of the item's answers: %(expected)s."
    ),
    "profile-twice": lazy_gettext("Two profiles are for the same people (%(value)s)."),
    "items-missing": lazy_gettext("The competency “%(value)s” has no items."),
    "scale-hole": lazy_gettext("The scale leaves out level %(value)s."),
    "item-without-level": lazy_gettext(
        "The rule “ladder” needs the level of every item (%(value)s)."
    ),
    "level-without-item": lazy_gettext(
        "The rule “ladder” needs an item at each level; there is none at "
        "level %(value)s."
    ),
    "item-at-lowest-level": lazy_gettext(
        "Everybody has the lowest level (%(value)s); items stand above it."
    ),
    "met-unknown": lazy_gettext(
        "An item is met from the answer “%(value)s” on, but the answers are: "
        "%(expected)s."
    ),
    "one-item-wanted": lazy_gettext(
        "The rule “direct” needs exactly one item for each competency; here are "
        "%(value)s."
    ),
    "id-retired": lazy_gettext(
        "“%(value)s” was the code of something else in version %(expected)s. It was "
        "given up there and is not used again: choose another code."
    ),
    "own-target-wrong": lazy_gettext(
        "“%(value)s” is no target. Write a level (%(expected)s), “-” where nothing is "
        "required, or leave it blank: then the target of the profile holds."
    ),
    "target-wrong": lazy_gettext(
        "“%(value)s” is no target. Write a level (%(expected)s), “-” where nothing is "
        "required, or leave the cell blank where the target is unknown."
    ),
    "item-unknown": lazy_gettext(
        "There is no item “%(value)s” in the framework %(expected)s."
    ),
    "not-a-crosswalk": lazy_gettext("The file holds no crosswalk."),
    "framework-other": lazy_gettext(
        "The crosswalk names the framework “%(value)s”; here it is “%(expected)s”."
    ),
    "edge-twice": lazy_gettext("The relation %(value)s stands there twice."),
    "edge-to-nothing": lazy_gettext(
        "A relation of the kind “none” (%(value)s) has neither an end nor a weight."
    ),
    "edge-without-weight": lazy_gettext(
        "A relation needs a weight above 0: the share of the competency it speaks for."
    ),
    "profile-unknown": lazy_gettext(
        "There is no profile “%(value)s”; the file knows: %(expected)s."
    ),
    "moodle-frameworks": lazy_gettext(
        "A file holds one framework; here %(value)s rows say that they are one."
    ),
    "parent-unknown": lazy_gettext(
        "There is no row with the ID number “%(value)s” to stand above this one."
    ),
    "parent-circle": lazy_gettext(
        "The rows above this one (%(value)s) go round in a circle."
    ),
    "texts-copied": lazy_gettext(
        "The file has texts in one language only (%(value)s). They stand for both "
        "languages, and a note in the framework says so, until they are translated."
    ),
    "levels-from-answers": lazy_gettext(
        "The file knows no levels. The steps of its longest answer scale stand in for "
        "them, under the rule “mean”."
    ),
    "question-not-read": lazy_gettext(
        "The question “%(value)s” is of the type %(expected)s; it was left out. What "
        "is read are arrays, scales of points, and lists whose answers have "
        "assessment values."
    ),
    "nothing-rated": lazy_gettext(
        "No question of this survey rates anything that could become an item."
    ),
    "question-text-left": lazy_gettext(
        "The words above the rows of the question “%(value)s” have no place here; they "
        "were left out. Where an item needs them, write them into it."
    ),
    "question-condition": lazy_gettext(
        "“%(value)s” is asked under a condition only (%(expected)s). Here it is asked "
        "of everybody."
    ),
    "text-filled-in": lazy_gettext(
        "The text of “%(value)s” has a part that LimeSurvey fills in (%(expected)s). "
        "It stands there as it is written."
    ),
    "answers-uneven": lazy_gettext(
        "The answers of the question “%(value)s” count as %(expected)s. Take away what "
        "is no rating, such as “no answer”: every item has that answer anyway."
    ),
    "languages-left": lazy_gettext(
        "Texts in other languages than Thai and English were left out: %(value)s."
    ),
    "not-a-survey": lazy_gettext(
        "The file is no survey structure of LimeSurvey (%(expected)s)."
    ),
    "column-not-kept": lazy_gettext(
        "A framework has no place for what stands in this column (rows: %(value)s). It "
        "was left out."
    ),
    "not-a-master-plan": lazy_gettext("The file holds no master plan."),
    "years-order": lazy_gettext(
        "The last year (%(value)s) stands before the first (%(expected)s)."
    ),
    "year-outside": lazy_gettext(
        "The year %(value)s is not one of the plan's years (%(expected)s)."
    ),
    "year-twice": lazy_gettext("The year %(value)s stands there twice."),
    "framework-unknown": lazy_gettext(
        "There is no framework “%(value)s”; known are: %(expected)s."
    ),
    "link-twice": lazy_gettext(
        "The competency “%(value)s” carries this strategy twice."
    ),
    "goal-without-value": lazy_gettext(
        "The goal “%(value)s” has no value to reach in any year."
    ),
    "measured-by-report": lazy_gettext(
        "A goal of the kind “%(value)s” is measured from closed rounds; values of your "
        "own belong to goals of the kind “manual”."
    ),
    "better-by-report": lazy_gettext(
        "A goal of the kind “%(expected)s” is better when higher; only one of the kind "
        "“manual” may be better when lower."
    ),
}
