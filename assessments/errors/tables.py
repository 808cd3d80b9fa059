"""Problems of rosters, answers, courses and files: the sentence of each rule.

%(value)s is what stands there, %(expected)s what could stand there instead.
"""

from flask_babel import LazyString, lazy_gettext

RULES: dict[str, LazyString] = {
    "value-duplicate": lazy_gettext(
        "“%(value)s” stands in row %(expected)s already; it may stand only once."
    ),
    "citizen-number": lazy_gettext(
        "A citizen's identification number may not be kept. Use the agency's own staff "
        "number."
    ),
    "code-unknown": lazy_gettext(
        "“%(value)s” is not a known code. Expected one of: %(expected)s."
    ),
    "date-wrong": lazy_gettext(
        "“%(value)s” is not a date. Expected day/month/year of the Buddhist era, such "
        "as %(expected)s."
    ),
    "email-wrong": lazy_gettext(
        "“%(value)s” is not an e-mail address. Expected one such as %(expected)s."
    ),
    "position-half": lazy_gettext(
        "Position type and level belong together: fill in both, or leave both blank."
    ),
    "supervisor-self": lazy_gettext("Nobody is their own supervisor (%(value)s)."),
    "supervisor-unknown": lazy_gettext(
        "“%(value)s” is not the staff number of anybody in this roster."
    ),
    "supervisor-loop": lazy_gettext(
        "Supervisors go round in a circle: %(value)s. Somebody has to be at the top."
    ),
    "unit-unknown": lazy_gettext("There is no unit with the code “%(value)s”."),
    "units-unknown": lazy_gettext(
        "No units are known yet. Add the sheet of units, or its own file."
    ),
    "unit-orphan": lazy_gettext(
        "There is no unit with the code “%(value)s” to stand above this one."
    ),
    "unit-under-itself": lazy_gettext(
        "The unit “%(value)s” cannot stand above itself."
    ),
    "unit-loop": lazy_gettext(
        "Units go round in a circle: %(value)s. One has to be at the top."
    ),
    "unit-no-root": lazy_gettext(
        "Every unit has a parent. One unit, the agency itself, must have none."
    ),
    "unit-second-root": lazy_gettext(
        "“%(value)s” has no parent, but neither has “%(expected)s”. Only one unit, the "
        "agency itself, has none."
    ),
    "file-not-a-workbook": lazy_gettext(
        "This is not an Excel workbook (%(expected)s)."
    ),
    "file-not-text": lazy_gettext("This is not a CSV text in %(expected)s."),
    "file-not-gzip": lazy_gettext(
        "This is not a whole file packed by gzip (%(expected)s)."
    ),
    "file-too-large": lazy_gettext(
        "The file is too large: at most %(expected)s bytes are read."
    ),
    "file-parts": lazy_gettext(
        "The workbook has %(value)s parts; at most %(expected)s are read."
    ),
    "file-sheets": lazy_gettext(
        "The workbook has %(value)s sheets; at most %(expected)s are read."
    ),
    "file-rows": lazy_gettext(
        "A sheet has %(value)s rows; at most %(expected)s are read."
    ),
    "file-columns": lazy_gettext(
        "A sheet is %(value)s columns wide; at most %(expected)s are read."
    ),
    "sheet-missing": lazy_gettext("The sheet is missing."),
    "sheet-empty": lazy_gettext("The sheet holds no rows."),
    "column-missing": lazy_gettext("The column is missing."),
    "column-twice": lazy_gettext("The column stands there twice."),
    "value-missing": lazy_gettext("A value is missing."),
    "value-too-long": lazy_gettext(
        "“%(value)s…” is too long; at most %(expected)s characters."
    ),
    "value-not-number": lazy_gettext(
        "“%(value)s” is not a number; expected: %(expected)s."
    ),
    "value-not-whole": lazy_gettext(
        "“%(value)s” is not a whole number; expected: %(expected)s."
    ),
    "value-not-money": lazy_gettext(
        "“%(value)s” is not an amount of money; the smallest unit is %(expected)s baht."
    ),
    "value-out-of-range": lazy_gettext(
        "“%(value)s” is out of range; expected: %(expected)s."
    ),
    "value-unknown": lazy_gettext(
        "“%(value)s” is not known; expected one of: %(expected)s."
    ),
    "value-twice": lazy_gettext("“%(value)s” is already there (%(expected)s)."),
    "block-too-large": lazy_gettext(
        "The block has %(value)s cells, but from its first cell on there is room for "
        "%(expected)s (rows × columns)."
    ),
    "no-item-column": lazy_gettext(
        "No column is named after an item of the framework (such as “%(expected)s”). "
        "Say in a map which column is which item."
    ),
    "person-not-asked": lazy_gettext(
        "This round asks nobody with the number “%(value)s”."
    ),
    "staff-unknown": lazy_gettext(
        "Nobody of today's staff whom you look after has the number “%(value)s”."
    ),
    "row-too-wide": lazy_gettext(
        "The row has %(value)s cells, but only %(expected)s columns have a header."
    ),
    "not-a-map": lazy_gettext("The file holds no map of columns and answers."),
    "cell-is-formula": lazy_gettext(
        "The cell holds a formula. Type what it shows, as a value."
    ),
    "cell-is-error": lazy_gettext("The cell shows an error instead of a value."),
    "cell-is-date": lazy_gettext(
        "The cell holds a date (%(value)s). Format it as text and type the value again."
    ),
    "cell-is-number": lazy_gettext(
        "The cell holds the number %(value)s, where 1.10 and 1.1 are the same. Format "
        "it as text and type the value again."
    ),
    "cell-not-read": lazy_gettext(
        "“%(value)s” is not read from here; the value belongs in: %(expected)s."
    ),
    "cell-without-header": lazy_gettext(
        "“%(value)s” stands in a column without a header."
    ),
    "column-unknown": lazy_gettext("No column is called “%(value)s” on this sheet."),
    "sheet-unknown": lazy_gettext(
        "No sheet is called “%(value)s”; the sheets are: %(expected)s."
    ),
    "sheet-twice": lazy_gettext(
        "The sheet “%(expected)s” holds the same part already."
    ),
    "course-unknown": lazy_gettext(
        "No course has the code “%(value)s” on the sheet %(expected)s."
    ),
    "file-kind": lazy_gettext(
        "Files of this kind (“%(value)s”) are not read; known are: %(expected)s."
    ),
}
