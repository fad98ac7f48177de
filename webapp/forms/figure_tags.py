"""What was said of a case for the statistics: contents ticked per subject, and rows of results and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.rules.dates_vi import BadDate, parse_date
from webapp.services.figures import NewTag

BLANK_ROWS = 4
MOST_ROWS = 200


@dataclass(frozen=True)
class TagRow:
    """One row as typed."""

    measure: str = ""
    amount: str = ""
    known_on: str = ""
    subject: str = ""


def read_tags(
    contents: Mapping[str, Sequence[str]], rows: Sequence[TagRow]
) -> tuple[list[NewTag], list[tuple[str, str]]]:
    """The tags, and the mistakes as (field, sentence)."""
    tags = [NewTag(measure, subject_id=subject) for subject, ticked in contents.items() for measure in ticked]
    wrong: list[tuple[str, str]] = []
    for place, row in enumerate(rows):
        if not row.measure:
            if row.amount or row.known_on:
                wrong.append((f"measure-{place}", f"Dòng {place + 1}: chưa chọn mục thống kê."))
            continue
        amount = row.amount.replace(".", "") or "1"
        if not (amount.isascii() and amount.isdigit() and len(amount) < 16):
            wrong.append((f"amount-{place}", f"Dòng {place + 1}: số “{row.amount}” chưa đúng; ghi số từ 0 trở lên."))
            continue
        try:
            day = parse_date(row.known_on) if row.known_on else None
        except BadDate as error:
            wrong.append((f"known_on-{place}", f"Dòng {place + 1}: {error.sentence}"))
            continue
        tags.append(NewTag(row.measure, int(amount), day, row.subject))
    return tags, wrong
