"""Competency frameworks as data: read, checked, told apart, shipped.

The form is the product's own; docs/frameworks.md describes it. Facts about the
frameworks of the Office of the Civil Service Commission stand in the files of
`competency/catalogue`, each with its source and status.
"""

from competency.frameworks.reading import (
    LARGEST,
    FrameworkError,
    decoded,
    digest,
    dump,
    parse,
    read,
    shipped,
)
from competency.frameworks.values import (
    Answer,
    Area,
    Competency,
    Framework,
    Item,
    Level,
    Profile,
    Rule,
    Source,
    Status,
    Target,
    Text,
    Unit,
)

__all__ = [
    "LARGEST",
    "Answer",
    "Area",
    "Competency",
    "Framework",
    "FrameworkError",
    "Item",
    "Level",
    "Profile",
    "Rule",
    "Source",
    "Status",
    "Target",
    "Text",
    "Unit",
    "decoded",
    "digest",
    "dump",
    "parse",
    "read",
    "shipped",
]
