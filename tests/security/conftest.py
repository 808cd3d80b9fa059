"""One agency for all attacks, put back as it was after each test."""

from collections.abc import Iterator

import pytest

from assessments.database import db
from tests.security import house as houses
from tests.security.house import House


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The agency, its pages read once."""
    with houses.opened(tmp_path_factory.mktemp("attacked")) as found:
        yield found


@pytest.fixture
def house(built: House) -> Iterator[House]:
    """The agency inside its application's context."""
    with built.app.app_context():
        yield built
        built.restore()
        db.session.remove()
