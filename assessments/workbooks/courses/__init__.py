"""The course catalogue as a workbook: three sheets, every fault named at once."""

from assessments.workbooks.courses.layout import COURSES, EFFECTS, HEADERS, NOTES
from assessments.workbooks.courses.reading import Scope, read, scope
from assessments.workbooks.courses.writing import template

__all__ = [
    "COURSES",
    "EFFECTS",
    "HEADERS",
    "NOTES",
    "Scope",
    "read",
    "scope",
    "template",
]
