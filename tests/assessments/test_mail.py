"""Letters as a real mail server takes them, and what is told where it does not."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Event

import pytest

from assessments import mail
from assessments.config import Settings
from assessments.mail import Fate, Letter, MailOffError, MailServerError
from tests import post_office
from tests.conftest import NOW
from tests.post_office import Office

SUBJECT = "แบบประเมินที่ยังไม่ได้ส่ง: รอบที่ ๑/๒๕๗๐ ของสำนักงานปลัดกระทรวงน้ำและป่าไม้ / Not yet"
TEXT = "เรียน นางน้ำผึ้ง ศรีสุข\n\n.ขึ้นต้นด้วยจุด\nรอท่านอยู่ถึง 30 พ.ย. 2569 16:30 น.\n"
LETTER = Letter(1, "somsri@city.example", SUBJECT, TEXT, NOW)


@pytest.fixture
def office() -> Iterator[Office]:
    with post_office.opened() as found:
        yield found


@pytest.fixture
def settings(office: Office, tmp_path: Path) -> Settings:
    return office.settings(Settings(data=tmp_path))


def fates(letters: list[Letter], settings: Settings) -> list[Fate]:
    """What became of each letter, in order."""
    return [fate for _letter, fate in mail.send(letters, settings)]


def some(*names: str) -> list[Letter]:
    """A letter to each of these names."""
    return [
        replace(LETTER, mark=n, to=f"{name}@city.example")
        for n, name in enumerate(names)
    ]


def test_a_thai_letter_arrives_as_it_was_written(
    office: Office, settings: Settings
) -> None:
    assert fates([LETTER], settings) == [Fate.SENT]
    found = office.read()
    assert found["Subject"] == SUBJECT
    assert found.get_content().replace("\r\n", "\n") == TEXT
    assert found.get_content_type() == "text/plain"
    assert found.get_content_charset() == "utf-8"


def test_the_letter_says_who_sends_it_when_and_that_a_program_wrote_it(
    office: Office, settings: Settings
) -> None:
    fates([LETTER], settings)
    found = office.read()
    assert found["From"].addresses[0].addr_spec == "hr@city.example"
    assert [to.addr_spec for to in found["To"].addresses] == ["somsri@city.example"]
    assert parsedate_to_datetime(found["Date"]) == NOW
    assert found["Message-ID"].endswith("@skills.city.example>")
    assert found["Auto-Submitted"] == "auto-generated"
    assert office.senders == {"hr@city.example"}
    assert office.names == {"skills.city.example"}


def test_every_byte_is_one_that_an_old_server_passes_on(
    office: Office, settings: Settings
) -> None:
    fates([LETTER], settings)
    (content,) = office.letters
    assert content.isascii()
    assert office.read()["Content-Transfer-Encoding"] == "quoted-printable"
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_no_thai_letter_of_a_subject_is_torn_apart(
    office: Office, settings: Settings
) -> None:
    fates([LETTER], settings)
    words = re.findall(rb"=\?utf-8\?b\?([^?]*)\?=", office.letters[0])
    assert len(words) > 2
    for word in words:
        b64decode(word).decode("utf-8")


def test_each_letter_has_an_id_of_its_own(office: Office, settings: Settings) -> None:
    fates(some("a", "b"), settings)
    assert office.read(0)["Message-ID"] != office.read(1)["Message-ID"]


@pytest.mark.parametrize(
    "planted",
    [
        "รอบ\r\nBcc: all@city.example",
        "รอบ\nBcc: all@city.example\n\nข้อความ",
        "รอบ\r\x0b\x85x",
    ],
)
def test_a_line_break_in_a_subject_makes_no_header(
    office: Office, settings: Settings, planted: str
) -> None:
    assert fates([replace(LETTER, subject=planted)], settings) == [Fate.SENT]
    found = office.read()
    assert found["Bcc"] is None
    assert office.to == ["somsri@city.example"]
    assert set(found.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    }
    assert found["Subject"].startswith("รอบ")


@pytest.mark.parametrize(
    "address",
    [
        "a@city.example\r\nRCPT TO:<b@city.example>",
        "a@city.example>\x00",
        "ก@city.example",
        "a b@city.example",
        "a@",
        "@city.example",
        "a@b@city.example",
        "",
        f"a@{'ย' * 80}.example",
    ],
)
def test_what_no_server_takes_as_an_address_is_refused_and_never_said(
    office: Office, settings: Settings, address: str
) -> None:
    letters = [replace(LETTER, to=address), LETTER]
    assert fates(letters, settings) == [Fate.REFUSED, Fate.SENT]
    assert office.to == ["somsri@city.example"]


def test_a_thai_domain_is_written_as_servers_know_it(
    office: Office, settings: Settings
) -> None:
    assert fates([replace(LETTER, to="somsri@เมือง.ไทย")], settings) == [Fate.SENT]
    (to,) = office.to
    assert re.fullmatch(r"somsri@xn--[a-z0-9]+\.xn--o3cw4h", to)


def test_many_letters_go_over_one_connection(
    office: Office, settings: Settings
) -> None:
    assert set(fates(some(*"abcdefgh"), settings)) == {Fate.SENT}
    assert len(office.letters) == 8
    assert len(office.sessions) == 1


def test_a_server_that_leaves_after_some_letters_is_called_again(
    office: Office, settings: Settings
) -> None:
    office.most = 3
    found = []
    for _letter, fate in mail.send(some(*"abcdefg"), settings):
        found.append(fate)
        if len(found) % 3 == 0:
            Event().wait(0.2)
    assert found == [Fate.SENT] * 7
    assert len(office.sessions) == 3
    assert len(set(office.to)) == len(office.to) == 7


@pytest.mark.parametrize(
    ("said", "fate"),
    [
        ("550 5.1.1 no such user", Fate.REFUSED),
        ("553 5.1.3 bad address", Fate.REFUSED),
        ("450 4.2.0 greylisted, come back", Fate.LATER),
        ("452 4.2.2 mailbox full", Fate.LATER),
    ],
)
def test_what_the_server_says_of_an_address_is_told_and_the_others_go_on(
    office: Office, settings: Settings, said: str, fate: Fate
) -> None:
    office.of_address["b@city.example"] = said
    assert fates(some("a", "b", "c"), settings) == [Fate.SENT, fate, Fate.SENT]
    assert office.to == ["a@city.example", "c@city.example"]


@pytest.mark.parametrize(
    ("said", "fate"),
    [("554 5.7.1 looks like spam", Fate.REFUSED), ("451 4.3.0 try later", Fate.LATER)],
)
def test_what_the_server_says_of_a_text_is_told(
    office: Office, settings: Settings, said: str, fate: Fate
) -> None:
    office.of_text["b@city.example"] = said
    assert fates(some("a", "b", "c"), settings) == [Fate.SENT, fate, Fate.SENT]


@pytest.mark.parametrize(("when", "kept"), [("before", 2), ("after", 3)])
def test_a_connection_that_breaks_in_mid_text_is_unclear_and_is_made_anew(
    office: Office, settings: Settings, when: str, kept: int
) -> None:
    office.drops["b@city.example"] = when
    assert fates(some("a", "b", "c"), settings) == [
        Fate.SENT,
        Fate.UNCLEAR,
        Fate.SENT,
    ]
    assert len(office.letters) == kept


def test_a_letter_is_asked_for_only_when_the_one_before_has_its_fate(
    office: Office, settings: Settings
) -> None:
    told: list[tuple[str, int]] = []

    def asked() -> Iterator[Letter]:
        for letter in some("a", "b"):
            told.append(("asked", letter.mark))
            yield letter

    for letter, _fate in mail.send(asked(), settings):
        told.append(("fate", letter.mark))
    assert told == [("asked", 0), ("fate", 0), ("asked", 1), ("fate", 1)]


def test_without_a_server_no_letter_is_asked_for(tmp_path: Path) -> None:
    with post_office.opened() as office:
        settings = office.settings(Settings(data=tmp_path))
    letters = iter([LETTER])
    with pytest.raises(MailServerError):
        list(mail.send(letters, settings))
    assert list(letters) == [LETTER]


def test_a_server_that_takes_nothing_from_this_sender_ends_the_run(
    office: Office, settings: Settings
) -> None:
    office.of_sender = "550 5.7.1 who are you"
    sending = mail.send(some("a", "b"), settings)
    assert next(sending)[1] is Fate.LATER
    with pytest.raises(MailServerError):
        next(sending)


def test_where_mail_is_off_nothing_is_sent(tmp_path: Path) -> None:
    with pytest.raises(MailOffError):
        fates([LETTER], Settings(data=tmp_path))


def test_a_password_goes_over_starttls_to_a_server_that_proves_its_name(
    tmp_path: Path,
) -> None:
    certificate = post_office.certificate(tmp_path)
    with post_office.opened(**post_office.secured(certificate)) as office:
        known: dict[str, object] = {
            "mail_security": "starttls",
            "mail_user": post_office.USER,
            "mail_password": post_office.PASSWORD,
            "mail_ca": certificate,
        }
        plain = Settings(data=tmp_path)
        assert fates([LETTER], office.settings(plain, **known)) == [Fate.SENT]
        assert office.secret
        for wrong in (
            {"mail_password": "wrong"},
            {"mail_password": "ไม่ใช่"},
            {"mail_ca": None},
            {"mail_host": "localhost"},
        ):
            with pytest.raises(MailServerError):
                fates([LETTER], office.settings(plain, **(known | wrong)))
        assert len(office.letters) == 1


def test_a_server_may_want_tls_from_the_first_byte(tmp_path: Path) -> None:
    certificate = post_office.certificate(tmp_path)
    with post_office.opened(ssl_context=post_office.tls(certificate)) as office:
        wishes = {"mail_security": "tls", "mail_ca": certificate}
        settings = office.settings(Settings(data=tmp_path), **wishes)
        assert fates([LETTER], settings) == [Fate.SENT]


def test_a_server_without_tls_gets_nothing_where_tls_is_wanted(
    office: Office, tmp_path: Path
) -> None:
    settings = office.settings(Settings(data=tmp_path), mail_security="starttls")
    with pytest.raises(MailServerError):
        fates([LETTER], settings)
    assert office.letters == []


def test_what_does_not_show_is_left_out_of_one_line() -> None:
    assert mail.one_line(" รอบ\r\n ที่\t1\x00\u200b\u2028ก่ำ ") == "รอบ ที่ 1 ก่ำ"
