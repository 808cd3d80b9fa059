"""The columns of Moodle's competency CSV, in its order and its English words."""

import re

HEADERS: tuple[str, ...] = (
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
)
(
    PARENT,
    ID,
    NAME,
    DESCRIPTION,
    FORMAT,
    SCALE,
    SCALE_CONFIG,
    RULE,
    OUTCOME,
    RULE_CONFIG,
    RELATED,
    EXPORTED,
    IS_FRAMEWORK,
    TAXONOMY,
) = range(len(HEADERS))

HTML = "1"
MARKED_UP = {"", "0", HTML}
"""Formats of descriptions that hold HTML; the others are plain text or Markdown."""

_SIGNS = re.compile(r"[^a-z0-9]")


def known(header: str) -> int | None:
    """Which column a header means; older versions wrote some of them otherwise."""
    plain = _SIGNS.sub("", header.lower())
    names = [_SIGNS.sub("", each.lower()) for each in HEADERS]
    return names.index(plain) if plain in names else None
