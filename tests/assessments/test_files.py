"""Files are kept once, and what is made from the same inputs is made once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from assessments import files


class Maker:
    """Something that counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> bytes:
        """The same bytes each time."""
        self.asked += 1
        return b"made"


def test_the_same_inputs_make_once(app: Flask) -> None:
    maker = Maker()
    key, path = files.made(b"once", maker)
    again = files.made(b"once", maker)
    assert (key, path) == again
    assert path.read_bytes() == b"made"
    assert files.path(key) == path
    assert maker.asked == 1


def test_other_inputs_make_something_else(app: Flask) -> None:
    one, _path = files.made(b"one", lambda: b"1")
    two, path = files.made(b"two", lambda: b"2")
    assert one != two
    assert path.read_bytes() == b"2"


def test_two_who_make_it_at_once_get_the_whole(app: Flask) -> None:
    def ask(_number: int) -> bytes:
        with app.app_context():
            _key, path = files.made(b"at once", lambda: b"x" * 100_000)
            return path.read_bytes()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(32))) == {b"x" * 100_000}


def test_what_was_dropped_is_made_again(app: Flask) -> None:
    maker = Maker()
    key, _path = files.made(b"again", maker)
    files.drop(key)
    assert files.made(b"again", maker)[1].read_bytes() == b"made"
    assert maker.asked == 2


def test_what_cannot_be_made_leaves_nothing(app: Flask) -> None:
    def fail() -> bytes:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        files.made(b"failing", fail)
    assert files.path(files.key_of(b"failing")) is None
