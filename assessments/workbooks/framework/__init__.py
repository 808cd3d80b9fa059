"""A framework as a workbook: one sheet for each part, nothing lost either way."""

from assessments.workbooks.framework.reading import read
from assessments.workbooks.framework.writing import template, write

__all__ = ["read", "template", "write"]
