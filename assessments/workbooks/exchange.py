"""Framework files of every kind: bytes to frameworks, and back."""

from collections.abc import Callable, Mapping

from assessments.workbooks import framework as workbook
from assessments.workbooks import limesurvey, reading
from assessments.workbooks.reading import Limits
from competency.frameworks import LARGEST, Framework, decoded, dump, moodle
from competency.frameworks import read as read_yaml
from competency.frameworks.importing import Imported
from competency.problems import Place, Problem

YAML, EXCEL = ".yaml", ".xlsx"
MOODLE, SURVEY = ".csv", ".lss"
_TEXT_LIMITS = Limits(unpacked=4 * LARGEST)

Reader = Callable[[bytes, str], Imported]
Writer = Callable[[Framework, str], bytes]


def kind_of(name: str, data: bytes = b"") -> str:
    """The kind of a file by its name; a workbook's by how it begins."""
    if is_workbook(data):
        return EXCEL
    ending = name[name.rfind(".") :].lower() if "." in name else YAML
    return YAML if ending == ".yml" else ending


def is_workbook(data: bytes) -> bool:
    """Whether a file begins as a workbook does."""
    return data.startswith(reading.PACKED)


def read(kind: str, data: bytes, language: str = "th") -> Imported:
    """The framework of a file, with every problem of it and what was left out.

    The language is that of a file which holds texts in one only.
    """
    if kind not in READERS:
        known = ", ".join(READERS)
        return Imported(None, (Problem(Place(), "file-kind", kind, known),))
    return READERS[kind](data, language)


def text_of(kind: str, data: bytes, framework: Framework) -> str:
    """The YAML text to keep: the author's own where the file is one."""
    return decoded(data)[0] if kind == YAML else dump(framework)


def _yaml(data: bytes, _language: str) -> Imported:
    text, problems = decoded(data)
    return Imported(None, problems) if problems else Imported(*read_yaml(text))


def _excel(data: bytes, _language: str) -> Imported:
    return Imported(*workbook.read(data))


def _moodle(data: bytes, language: str) -> Imported:
    text, problems = reading.decoded(data, _TEXT_LIMITS)
    return Imported(None, problems) if problems else moodle.read(text, language)


def _survey(data: bytes, _language: str) -> Imported:
    return limesurvey.read(data)


def _to_yaml(framework: Framework, _language: str) -> bytes:
    return dump(framework).encode()


def _to_excel(framework: Framework, language: str) -> bytes:
    return workbook.write(framework, language=language)


def _to_moodle(framework: Framework, language: str) -> bytes:
    return moodle.write(framework, language).encode()


def _to_survey(framework: Framework, _language: str) -> bytes:
    return limesurvey.write(framework)


READERS: Mapping[str, Reader] = {
    YAML: _yaml,
    EXCEL: _excel,
    MOODLE: _moodle,
    SURVEY: _survey,
}
"""What reads each kind of file."""

WRITERS: Mapping[str, Writer] = {
    YAML: _to_yaml,
    EXCEL: _to_excel,
    MOODLE: _to_moodle,
    SURVEY: _to_survey,
}
"""What writes each kind of file; the language is that of headers, or of all texts."""
