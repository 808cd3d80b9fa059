"""Competency frameworks of Moodle as CSV: what its import tool writes and reads.

The columns are those of `admin/tool/lpimportcsv` of Moodle 3.1 and later: one row for
the framework, one for each competency, which may stand below another.
"""

from competency.frameworks.moodle.reading import read
from competency.frameworks.moodle.writing import write

__all__ = ["read", "write"]
