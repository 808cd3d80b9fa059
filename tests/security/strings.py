"""Guarantee C11: hostile texts in every parameter, part of an address and field.

Nothing may answer with an error of ours or take long. In short, each place gets some
of the texts in turn; in whole, each place gets each of them, alone.
"""

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import cycle, islice
from time import perf_counter
from urllib.parse import urlencode

from werkzeug.routing import Rule

from tests.security.house import NO_FORMS, ORDER, Call, House, may
from tests.security.test_matrix import POLICY
from tests.test_routes import rules

SLOW = 3.0
"""Seconds that no answer may take."""

STRINGS: tuple[str, ...] = (
    "' OR 1=1--",
    "'; SELECT pg_sleep(5)--",
    "1 UNION SELECT password FROM accounts",
    "%",
    "_",
    "a\0b",
    "x" * 10_000,
    "9" * 40,
    "-1",
    "99999999999999999999",
    "ก้อง' ณ อยุธยา \u0e33\u200b",
    "\"'`(([",
    "{{7*7}}",
    "%s%n%(x)s{x}",
    "a\r\nSet-Cookie: planted=1",
    "../../../etc/passwd",
    "\U0001f600\ud7ff\ufffe",
    "nan",
    "",
)
"""What people try, and what breaks careless code."""

ASKED = re.compile(
    r'request\.(?:args|values)\.get\(\s*"(\w+)"|"(\w+)" in request\.args'
)
SEARCHED = ("since", "until", "actor", "action", "noun", "noun_id", "result")
"""Fields of the one form that is sent by GET."""


@dataclass(frozen=True)
class Fault:
    """A request that was answered by an error of ours, or late."""

    who: str
    what: str
    told: str


def asked(house: House, endpoint: str) -> tuple[str, ...]:
    """Names of parameters that the code of a page, and beside it, asks for."""
    view = inspect.unwrap(house.app.view_functions[endpoint])
    folder = view.__module__.rsplit(".", 1)[0]
    near = [
        module
        for name, module in tuple(sys.modules.items())
        if name == view.__module__ or name.startswith(f"{folder}.")
    ]
    found = {
        one or other
        for module in near
        for one, other in ASKED.findall(inspect.getsource(module))
    }
    more = SEARCHED if endpoint.startswith("admin.audit") else ()
    return tuple(sorted({*found, *more, "page"}))


def gets(house: House, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Reader and address: pages with hostile parameters, and hostile addresses."""
    turn = cycle(STRINGS)
    for (actor, endpoint), path in house.pages.items():
        names, bare = asked(house, endpoint), path.partition("?")[0]
        for text in STRINGS if whole else islice(turn, 3):
            yield actor, f"{bare}?{urlencode(dict.fromkeys(names, text))}"
        for name in names:
            for text in STRINGS if whole else islice(turn, 1):
                yield actor, f"{bare}?{urlencode({name: text})}"
    for rule, actor, values in placed(house, "GET"):
        for name in rule.arguments:
            for text in STRINGS if whole else islice(turn, 2):
                yield actor, built(house, rule, {**values, name: text})


def placed(house: House, method: str) -> Iterator[tuple[Rule, str, Mapping[str, str]]]:
    """Addresses that name an object, with somebody who reaches one of them."""
    for rule in rules(house.app):
        if method not in (rule.methods or ()):
            continue
        for name, readers in POLICY.get(rule.endpoint, {}).items():
            actor = next((a for a in ORDER if a in readers and may(a, rule)), "")
            if actor:
                yield rule, actor, house.world.objects[name]
                break


def built(house: House, rule: Rule, values: Mapping[str, str]) -> str:
    """An address of a rule with these parts, whatever they hold."""
    parts = {
        name: value if value not in {"", ".", ".."} else "-"
        for name, value in values.items()
    }
    found = str(rule)
    for name in rule.arguments:
        quoted = urlencode({"": parts[name]})[1:].replace("+", "%20")
        before, _, after = re.split(rf"(<[^<>]*\b{name}>)", found)
        found = f"{before}{quoted}{after}"
    return found


def posts(house: House, *, whole: bool) -> Iterator[Call]:
    """Calls with hostile fields and hostile addresses."""
    turn = cycle(STRINGS)
    for call in house.calls.values():
        names = [n for n in {*call.fields, *call.names} if n != "csrf_token"]
        for text in STRINGS if whole else islice(turn, 2):
            yield replace(call, fields={**call.fields, **dict.fromkeys(names, text)})
        for name in names if whole else ():
            for text in STRINGS:
                yield replace(call, fields={**call.fields, name: text})
    for rule, actor, values in placed(house, "POST"):
        for name in rule.arguments:
            for text in STRINGS if whole else islice(turn, 1):
                yield Call(
                    rule.endpoint, actor, built(house, rule, {**values, name: text})
                )


def faults(house: House, *, whole: bool) -> tuple[int, list[Fault]]:
    """How many requests were made, and what went wrong."""
    made, found = 0, list[Fault]()
    for (actor, endpoint), path in house.pages.items():
        if endpoint.endswith(NO_FORMS):
            # the first picture and the first file load what draws them
            house.as_(actor).get(path).close()
    for actor, path in gets(house, whole=whole):
        made += 1
        visitor = house.as_(actor)
        found += _tried(actor, path, lambda v=visitor, p=path: v.get(p))
    for call in posts(house, whole=whole):
        made += 1
        what = f"{call.endpoint} {call.path[:80]} {str(call.fields)[:200]}"
        found += _tried(call.actor, what, lambda c=call: house.ask(c))
        house.restore()
    return made, found


def _tried(who: str, what: str, ask: object) -> Iterator[Fault]:
    begun = perf_counter()
    try:
        with closing(ask()) as answer:  # type: ignore[operator]
            status, planted = answer.status_code, "planted" in str(answer.headers)
        # a body that is large lies in a file, which nobody else closes
        answer.request.environ["wsgi.input"].close()
    except Exception as error:  # noqa: BLE001 -- whatever a page lets through is a fault
        yield Fault(who, what[:300], repr(error)[:300])
        return
    took = perf_counter() - begun
    if status >= 500 or took > SLOW:
        yield Fault(who, what[:300], f"{status} after {took:.1f} s")
    if planted and "location" not in str(answer.headers).lower():
        yield Fault(who, what[:300], "a header was planted")
