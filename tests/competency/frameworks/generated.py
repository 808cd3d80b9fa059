"""Frameworks of any shape that pass every check, for laws that hold for all."""

import json
from typing import Any
from unicodedata import category

from hypothesis import strategies as st

from competency.frameworks import Framework
from competency.frameworks.checks import faults

ODD = (
    " leading and trailing ",
    "=1+1",
    '""',
    '"""',
    "สองบรรทัด\nกำ",
    "_x0041_",
    "0012",
    "1.10",
    "yes",
    "\r\n\ttab",
    "bell\x07",
    "ไฟล์ ✓ 𝄞",
    "[1, 2]",
    "-5",
    "2569-11-25",
)
_SIGNS = st.characters(codec="utf-8", exclude_characters="\x00")
anything = st.one_of(st.sampled_from(ODD), st.text(_SIGNS, max_size=12))
filled = anything.map(lambda t: t if t.strip() else f"x{t}")
"""Texts that hold more than blanks, whatever else is in them."""

ids = st.from_regex(r"[0-9A-Za-zก-ฮ][0-9A-Za-zก-ฮ._-]{0,5}", fullmatch=True)
codes = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}", fullmatch=True)
pairs = st.fixed_dictionaries({"th": filled, "en": filled})
statuses = st.sampled_from(("official", "ours", "agency", "assumed"))


def _some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=1, max_size=most, unique=True)


@st.composite
def _answers(draw: st.DrawFn, levels: list[int] | None) -> list[dict[str, Any]]:
    """An answer scale: of levels where there are some, else of any values."""
    values = st.sampled_from(levels) if levels else st.integers(-9, 9)
    found = draw(st.lists(values, min_size=2, max_size=4, unique=True))
    return [{"value": value, "name": draw(pairs)} for value in found]


@st.composite
def _item(
    draw: st.DrawFn,
    id_: str,
    content: dict[str, Any],
    level: int | None = None,
    *,
    question: bool = False,
) -> dict[str, Any]:
    name = draw(st.sampled_from(sorted(content["answers"])))
    values = [answer["value"] for answer in content["answers"][name]]
    more = {
        "weight": st.floats(1e-9, 1e9),
        "reversed": st.booleans(),
        "unit": anything,
        "example": pairs,
    }
    if level is None:
        levels = [step["level"] for step in content["scale"]]
        more["level"] = st.sampled_from(levels)
    plain = {"id": id_, "answers": name, "text": draw(pairs)}
    plain |= {} if level is None else {"level": level}
    if question:
        several = st.lists(st.sampled_from(values), min_size=1, unique=True)
        plain["key"] = draw(st.one_of(st.sampled_from(values), several))
    return plain | draw(st.fixed_dictionaries({}, optional=more))


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """The content of a framework of any shape."""
    lowest = draw(st.integers(0, 3))
    levels = [*range(lowest, lowest + draw(st.integers(2, 4)))]
    rule = draw(st.sampled_from(("mean", "ladder", "direct")))
    scale = [
        {"level": v, "name": draw(pairs), "status": draw(statuses)} for v in levels
    ]
    used = draw(_some(ids))
    answers = {
        name: draw(_answers(levels if rule == "direct" else None)) for name in used
    }
    content: dict[str, Any] = {
        "id": draw(ids),
        "version": draw(st.sampled_from(("1.0.0", "2569.1.10", "1.0.0-draft.1"))),
        "name": draw(pairs),
        "source": {"title": draw(anything)}
        | draw(
            st.fixed_dictionaries(
                {}, optional={"licence": anything, "url": anything, "note": pairs}
            )
        ),
        "scale": scale,
        "rule": {"name": rule},
        "answers": answers,
        "areas": [
            {"id": id_, "name": draw(pairs), "status": draw(statuses)}
            | draw(
                st.fixed_dictionaries(
                    {}, optional={"group": anything, "source": anything}
                )
            )
            for id_ in draw(_some(ids))
        ],
        "notes": draw(st.lists(pairs, max_size=2)),
    }
    if rule == "ladder":
        met = draw(st.integers(-9, 9))
        content["rule"] |= {"met": met, "share": draw(st.floats(0.01, 1.0))}
        for scale_ in answers.values():
            if met not in [answer["value"] for answer in scale_]:
                scale_.append({"value": met, "name": draw(pairs)})
    elif rule == "mean":
        content["rule"] |= draw(
            st.fixed_dictionaries({}, optional={"answered": st.floats(0, 1)})
        )
    content["competencies"] = draw(_competencies(content))
    content["profiles"] = draw(_profiles(content))
    return content


def _several(count: int, taken: set[str]) -> st.SearchStrategy[list[str]]:
    """So many ids that nothing has yet."""
    free = ids.filter(lambda name: name not in taken)
    return st.lists(free, min_size=count, max_size=count, unique=True)


@st.composite
def _competencies(draw: st.DrawFn, content: dict[str, Any]) -> list[dict[str, Any]]:
    levels = [step["level"] for step in content["scale"]]
    areas = st.sampled_from([area["id"] for area in content["areas"]])
    found, taken = [], set[str]()
    for id_ in draw(_some(ids)):
        if content["rule"]["name"] == "ladder":
            wanted: list[int | None] = [*levels[1:]]
        elif content["rule"]["name"] == "direct":
            wanted = [None]
        else:
            wanted = [None] * draw(st.integers(1, 3))
        own = draw(_several(len(wanted), taken))
        asked = draw(_several(draw(st.integers(0, 2)), taken | set(own)))
        taken |= {*own, *asked}
        more = {
            "levels": st.dictionaries(st.sampled_from(levels), pairs, max_size=2),
            "description": pairs,
            "source": anything,
            "units": st.lists(
                st.fixed_dictionaries(
                    {"code": filled, "name": pairs, "status": statuses},
                    optional={"source": anything},
                ),
                max_size=2,
                unique_by=lambda unit: str(unit["code"]),
            ),
        }
        found.append(
            {
                "id": id_,
                "area": draw(areas),
                "name": draw(pairs),
                "status": draw(statuses),
                "items": [
                    draw(_item(name, content, level))
                    for name, level in zip(own, wanted, strict=True)
                ]
                + [draw(_item(name, content, question=True)) for name in asked],
            }
            | draw(st.fixed_dictionaries({}, optional=more))
        )
    return found


@st.composite
def _profiles(draw: st.DrawFn, content: dict[str, Any]) -> list[dict[str, Any]]:
    levels = [step["level"] for step in content["scale"]]
    known = [competency["id"] for competency in content["competencies"]]
    target = st.one_of(
        st.fixed_dictionaries(
            {"status": statuses, "level": st.floats(min(levels), max(levels))},
            optional={"source": anything},
        ),
        st.fixed_dictionaries({"status": statuses, "required": st.booleans()}),
    )
    axes = st.dictionaries(anything, anything, max_size=2)
    fors = draw(
        st.lists(axes, max_size=3, unique_by=lambda axes: tuple(sorted(axes.items())))
    )
    own = draw(st.lists(ids, min_size=len(fors), max_size=len(fors), unique=True))
    return [
        {
            "id": id_,
            "name": draw(pairs),
            "for": axes,
            "targets": draw(
                st.dictionaries(st.sampled_from(known), target, max_size=3)
            ),
        }
        for id_, axes in zip(own, fors, strict=True)
    ]


def frameworks() -> st.SearchStrategy[Framework]:
    """Frameworks of any shape."""
    return contents().map(framework_of)


def worded_frameworks() -> st.SearchStrategy[Framework]:
    """Frameworks of any shape, whose texts are words with single blanks between them.

    Markup has no other blanks, and no signs that nobody sees.
    """
    return contents().map(_worded).map(framework_of)


def _worded(content: Any) -> Any:  # noqa: ANN401 -- plain values of any kind
    if isinstance(content, dict):
        tidy = _tidy if set(content) == {"th", "en"} else _worded
        return {key: tidy(value) for key, value in content.items()}
    return list(map(_worded, content)) if isinstance(content, list) else content


def _tidy(text: str) -> str:
    seen = (" " if category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join("".join(seen).split()) or "x"


def framework_of(content: dict[str, Any]) -> Framework:
    """The framework of a content, whatever signs its texts hold."""
    found = Framework.model_validate_json(json.dumps(content))
    assert list(faults(found)) == []
    return found
