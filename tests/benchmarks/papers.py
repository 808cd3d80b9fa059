"""Results of many people in one job, against as many bare pages of the typesetter.

A person's paper has three or four pages with tables, bars and a radar, and its numbers
come from the database; the limit is one page of text a person in the same fonts.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import typst
from flask_babel import force_locale
from flask_migrate import upgrade

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from assessments.demo import framework as demo
from assessments.documents import typesetting
from assessments.jobs import printing
from assessments.jobs import rounds as closing
from assessments.queries import papers, people, rounds
from assessments.queries.papers import Subject
from assessments.queries.rounds import RoundFacts
from competency.frameworks import dump
from tests import factories
from tests.assessments.clusterings import quiet
from tests.benchmarks import Benchmark, cpu_seconds
from tests.benchmarks.people import SEED
from tests.conftest import NOW

PEOPLE, WARM = 1_000, 20
PLACINGS = ("OPR", "SUP", "EXE")
LINES = 25
TEXT = "วิเคราะห์ข้อมูลจากหลายแหล่งเพื่อการตัดสินใจของหน่วยงาน และถ่ายทอดให้ผู้อื่นได้"
BARE = b"""
#set document(title: "bare")
#set text(font: "Sarabun", size: 10.5pt, lang: "th")
#set par(leading: .95em)
#for line in json(bytes(sys.inputs.lines)) { par(line) }
"""
Job = tuple[RoundFacts, tuple[Subject, ...]]


@contextmanager
def closed(count: int) -> Iterator[Job]:
    """A closed round of the demo's framework in which so many have answered."""
    rng = np.random.default_rng(SEED)
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder), testing=True))
        with app.app_context(), force_locale("th"):
            upgrade()
            unit, framework = factories.unit("01"), demo.framework()
            staff = [_person(unit, number) for number in range(count)]
            number = factories.round_(factories.framework_version(dump(framework)))
            for person in staff:
                codes = rng.integers(1, 5, len(framework.items), np.uint8)
                factories.answered(number, person, codes.tobytes())
            closing.close(number, quiet)
            yield rounds.round_(number), papers.subjects(number, people.unit_ids())
            db.session.remove()
            db.engine.dispose()


def _person(unit: int, number: int) -> int:
    placings = {"work-2567": "NONIT", "role-2567": PLACINGS[number % len(PLACINGS)]}
    return factories.person(unit, f"{number:06d}", placings=placings)


def make(job: Job, copy: str, most: int | None = None) -> None:
    """Make the papers of a job, or of the first of its people."""
    facts, subjects = job[0], job[1][:most]
    parts = printing.COPIES[copy](subjects)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "results.zip"
        printing.archive(place, facts, parts, NOW, quiet, len(subjects))


def bare(count: int) -> None:
    """As many documents of one page of text, tagged as ours are."""
    for number in range(count):
        lines = ",".join(f'"{number} {line} {TEXT}"' for line in range(LINES))
        typst.compile(
            BARE,
            font_paths=typesetting._fonts(),
            ignore_system_fonts=True,
            sys_inputs={"lines": f"[{lines}]"},
            pdf_standards=["ua-1"],
        )


def _resident(kind: str) -> int:
    """Megabytes of memory that this process has now (RSS) or had at most (HWM)."""
    status = Path("/proc/self/status").read_text()
    found = re.search(rf"Vm{kind}:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else 0


def _with_peak(work: Callable[[], None]) -> float:
    """CPU seconds of some work, and a line that says how much memory it took."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _resident("RSS")
    seconds = cpu_seconds(work)
    print(f"  {seconds:.1f} CPU s, {_resident('HWM') - before} MB more at the peak")
    return seconds


def results_vs_bare(count: int, copy: str) -> float:
    """CPU time of a job's papers over that of bare pages: one pair."""
    with closed(count) as job:
        make(job, copy, WARM)
        bare(WARM)
        ours = _with_peak(lambda: make(job, copy))
        return ours / _with_peak(lambda: bare(count))


BENCHMARKS = tuple(
    Benchmark(
        f"result_pdfs_{copy}_1k_vs_bare_pages",
        bar,
        "lower",
        lambda copy=copy: results_vs_bare(PEOPLE, copy),  # type: ignore[misc]
    )
    for copy, bar in (("people", 7.0), ("units", 4.0))
)
