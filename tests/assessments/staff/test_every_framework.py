"""Every shipped framework can be answered, closed and read, in both languages."""

import re

import pytest
from flask import Flask

from assessments.jobs import rounds as closing
from competency.frameworks import Framework, parse, shipped
from tests import factories
from tests.assessments.clusterings import quiet
from tests.visitor import Visitor

EVERYBODY = 5
"""As many as a group needs to be shown."""

HIGH = 3
"""The packed code of the third answer: "on my own", or the third level."""


def _answer(visitor: Visitor, name: str, framework: Framework, language: str) -> None:
    """Fill in every page as a person without JavaScript does, and hand in."""
    visitor.in_(language)
    for competency, span in framework.spans.items():
        page = visitor.get(f"/staff/answers/{name}/{competency}").text
        text = framework.items[span.start].text.of(language)
        assert re.sub(r"\W", "", text) in re.sub(r"\W", "", _plain(page))
        (version,) = re.findall(r'name="version" value="(\d+)"', page)
        codes = {str(place): HIGH for place in range(span.start, span.stop)}
        fields = {"version": version, "competency": competency, **codes}
        assert visitor.post(f"/staff/answers/{name}", **fields).status_code == 302
    assert visitor.post(f"/staff/answers/{name}/submit").status_code == 302


def _plain(page: str) -> str:
    return re.sub(r"&#?\w+;", "", re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("framework", sorted(shipped()))
def test_a_round_on_it_goes_from_the_first_page_to_the_report(
    app: Flask, visitor: Visitor, framework: str
) -> None:
    content = parse(shipped()[framework])
    unit = factories.unit(code="00")
    staff = [factories.person(unit) for _ in range(EVERYBODY)]
    number = factories.round_(factories.framework_version(shipped()[framework]))
    names = [factories.response(number, person) for person in staff]
    for person, name, language in zip(staff, names, ["th", "en"] * 3, strict=False):
        visitor.as_(factories.account(person))
        _answer(visitor, name, content, language)
    closing.close(number, quiet)
    for language in ("th", "en"):
        result = visitor.in_(language).get(f"/staff/answers/{names[-1]}/result")
        assert result.status_code == 200
        assert content.competencies[0].name.of(language)[:12] in result.text
        assert f"{content.name.of(language)} {content.version}" in result.text
    visitor.as_(factories.account(roles={"manager": unit}))
    for language in ("th", "en"):
        page = visitor.in_(language).get("/manager/gaps")
        assert page.status_code == 200
        assert content.competencies[-1].name.of(language)[:12] in page.text
        assert f"{content.name.of(language)} {content.version}" in page.text
