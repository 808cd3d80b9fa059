"""Writing a styled workbook, against the bare rows by the same library."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook

from assessments.workbooks.cells import Value
from assessments.workbooks.writer import Column, Sheet, Table, write
from tests.benchmarks import Benchmark, cpu_ratio

ROWS = 20_000
COLUMNS = (
    Column("รหัสบุคลากร", "code"),
    Column("ชื่อ", width=30),
    Column("ตำแหน่ง", width=28),
    Column("รหัสหน่วยงาน", "code"),
    Column("หน่วยงาน", width=38),
    Column("รหัสหลักสูตร", "code"),
    Column("หลักสูตร", width=46),
    Column("รุ่น", "whole"),
    Column("ชั่วโมง", "number"),
    Column("ระดับที่ปิดได้", "level"),
    Column("ระดับ", "level"),
    Column("ช่องว่าง", "gap"),
    Column("สัดส่วน", "share"),
    Column("ค่าใช้จ่าย (บาท)", "baht"),
    Column("เพื่ออะไร", width=30),
)


def rows(count: int) -> Iterator[Sequence[Value]]:
    """Lines of a plan by person: nine texts and numbers of every kind."""
    for number in range(count):
        unit, course, run = number % 350, number % 40, number % 12
        yield (
            f"{number:06d}",
            f"นางสาวสมศรี ใจดี{number}",
            "เจ้าพนักงานธุรการชำนาญงาน",
            f"U{unit:04d}",
            f"ฝ่ายบริหารงานทั่วไป {unit}",
            f"DG-{course:03d}",
            f"การใช้ข้อมูลเพื่อการทำงานและการตัดสินใจ รุ่นที่ {course}",
            run + 1,
            6.0 * (1 + run % 3),
            1.0,
            number % 50 / 10,
            number % 30 / 10 - 2,
            number % 100 / 100,
            125_000 / (1 + run),
            f"DLit +{1 + run % 2}",
        )


def _styled(count: int) -> bytes:
    table = Table(COLUMNS, rows(count))
    return write([Sheet("แผนรายบุคคล", "แผนรายบุคคล", (table,), fixed=2)])


def _plain(count: int) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("แผนรายบุคคล")
    page.append([column.header for column in COLUMNS])
    for row in rows(count):
        page.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def workbook_vs_plain(count: int) -> float:
    """CPU time of our styled sheet over that of the same rows without any style."""
    return cpu_ratio(lambda: _styled(count), lambda: _plain(count))


BENCHMARKS = (
    Benchmark("workbook_20k_vs_plain", 1.6, "lower", lambda: workbook_vs_plain(ROWS)),
)
