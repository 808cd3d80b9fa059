"""Which passwords are refused, in which spelling, and that all others are taken."""

from string import ascii_letters, digits, punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.passwords import (
    About,
    CommonPasswordError,
    PasswordError,
    PasswordLengthError,
    PersonalPasswordError,
    SimplePasswordError,
    require,
)
from competency.passwords.making import PLACE, made, words
from competency.passwords.rule import common

NOBODY = About()
SOMSRI = About(
    ("000123", "สมศรี", "ทองดีงาม", "somsri.t", "เมืองพัทยา", "Pattaya City", "กองคลัง")
)


@pytest.mark.parametrize("length", [0, 11, 129, 100_000])
def test_a_password_has_12_to_128_characters(length: int) -> None:
    with pytest.raises(PasswordLengthError) as raised:
        require("กx" * (length // 2) + "y" * (length % 2), NOBODY)
    assert raised.value.args == (length,)


def test_characters_are_counted_in_one_spelling() -> None:
    two_signs = "ทำน้ำพริกเอง"
    assert len(two_signs) == 12
    require(two_signs, NOBODY)
    with pytest.raises(PasswordLengthError):
        require("e\u0301" * 11, NOBODY)


@pytest.mark.parametrize(
    "password",
    [
        "P@ssw0rd2569",
        "P@ssw0rd๒๕๖๙",
        "2569P@$$w0rd!",
        "password12345",
        "PASSWORD!!!!",
        "passwordpassword",
        "Admin@Pattaya2026",
        "@dmin_P4ttaya_2569",
        "Thailand2569!",
        "รหัสผ่าน2569",
        "isylzjko2569",
        "iSylzjko@2569",
        "สวัสดีครับ123",
        "1l0v3y0u12345",
        "welcome-12345678",
        "Administrator1",
    ],
)
def test_common_passwords_are_refused_in_any_spelling(password: str) -> None:
    with pytest.raises(CommonPasswordError):
        require(password, NOBODY)


@pytest.mark.parametrize(
    "password",
    [
        "123456789012",
        "111111111111",
        "กกกกกกกกกกกก",
        "abcabcabcabc",
        "qwertyuiop[]",
        "]['poiuytrewq"[0:1] + "[poiuytrewq",
        "1qaz2wsx3edc",
        "asdfghjkl;'123",
        "ฟหกดเ้่าสวง123",
        "๑๒๓๔๕๖๗๘๙๐๑๒",
        "01/01/2530 2530",
        "311225302569",
        "19870101 1987",
        "aaaabbbbcccc",
    ],
)
def test_walks_rows_and_dates_are_refused(password: str) -> None:
    with pytest.raises(SimplePasswordError):
        require(password, NOBODY)


@pytest.mark.parametrize(
    "password",
    [
        "000123-000123!",
        "Somsri.T2569!!",
        "S0msr1@@2569!",
        "สมศรีทองดีงาม",
        "สมศรี_2569_งาม",
        "l,Liu12345678",
        "เมืองพัทยา2569",
        "P4ttay@City2569",
        "somsripassword",
        "1101700203450",
        "1-1017-00203-45-0",
    ],
)
def test_what_others_know_of_a_person_is_refused(password: str) -> None:
    with pytest.raises(PersonalPasswordError):
        require(password, SOMSRI)


@pytest.mark.parametrize(
    "password",
    [
        "แมวของป้านอนบนหลังคา",
        "correct horse battery staple",
        "ฝนตกขี้หมูไหล",
        "สมศรีชอบกินข้าวเหนียวมูน",
        "a small office by the sea",
        "我每天早上都喝一杯热茶再上班",
        "kq7fmw2zxt9b",
        "7390 2618 4457 0932",
        "        vvzq pk",
    ],
)
def test_other_passwords_of_any_script_are_taken(password: str) -> None:
    require(password, SOMSRI)


def _is_long(word: str) -> bool:
    return len(word) >= 6 and not set(word) & {*digits, *punctuation}


@given(
    st.sampled_from(sorted(words())).filter(_is_long),
    st.text(digits, min_size=6, max_size=12),
    st.booleans(),
)
def test_digits_around_a_common_word_never_make_it_good(
    word: str, number: str, before: bool
) -> None:
    password = number + word.upper() if before else word.capitalize() + number
    with pytest.raises(PasswordError):
        require(password, NOBODY)


@given(st.text(ascii_letters + digits, min_size=16, max_size=16))
def test_the_name_in_front_never_makes_a_refused_password_good(password: str) -> None:
    try:
        require(password, SOMSRI)
    except PasswordError:
        with pytest.raises(PasswordError):
            require("สมศรี" + password, SOMSRI)


def fault(password: str) -> PasswordError | None:
    """What is raised of a password."""
    try:
        require(password, SOMSRI)
    except PasswordError as error:
        return error
    return None


@given(st.text(max_size=200))
def test_any_text_is_taken_or_refused_with_a_reason_that_holds_nothing_of_it(
    password: str,
) -> None:
    found = fault(password)
    assert type(found) is not PasswordError
    assert not any(isinstance(value, str) for value in (found.args if found else ()))


def test_the_list_is_what_its_maker_makes_and_holds_thousands() -> None:
    assert tuple(PLACE.read_text("utf-8").split()) == made()
    assert len(common()) > 3_000
