"""Guarantee C7: without this session's token nothing is changed, at no address.

Signing in, signing out and what scripts save are among them.
"""

from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.security.house import Call, House
from tests.security.test_fields import rows

REFUSED = {400, 403}


def tokens(house: House) -> dict[str, str | None]:
    """Tokens that are none for a visitor: the true one is a signed `visitor`."""
    signer = URLSafeTimedSerializer(str(house.app.secret_key), salt="wtf-csrf-token")
    foreign = URLSafeTimedSerializer("another key", salt="wtf-csrf-token")
    true = str(signer.dumps("visitor"))
    return {
        "none": None,
        "empty": "",
        "wrong": "wrong",
        "of another site": str(foreign.dumps("visitor")),
        "of another session": str(signer.dumps("another")),
        "shortened": true[:-1],
    }


def sent(house: House, call: Call, token: str | None) -> TestResponse:
    """The answer to a call with a token in the form, or in the header of a script."""
    visitor = house.as_(call.actor)
    if call.is_json:
        headers = {} if token is None else {"X-CSRFToken": token}
        return visitor.send("POST", call.path, json=call.fields, headers=headers)
    plain = {n: v for n, v in call.fields.items() if not isinstance(v, bytes)}
    data = plain if token is None else plain | {"csrf_token": token}
    return visitor.send("POST", call.path, data=data)


def test_without_the_token_of_this_session_nothing_is_changed(house: House) -> None:
    before, wrong = rows(), []
    for kind, token in tokens(house).items():
        for name, call in house.calls.items():
            answer = sent(house, call, token)
            if answer.status_code not in REFUSED:
                wrong.append((kind, name, answer.status))
    assert wrong == []
    assert rows() == before
