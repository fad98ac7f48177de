"""`make bench`: the 22 forms of a whole province and the year at a glance at 1k, 10k and 100k cases.

A province in one database: 170 bodies, four acts a case and about 7.5 marks an act, over a term of five years. The acts
are made in bulk and stand for their cases, the totals are made by the service that mends them. Prints a Markdown table
and writes it into docs/benchmarks.md. On PostgreSQL too: `.ci/postgres .venv/bin/python -m tests.bench.figures`.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.orm import Session

from tests.bench.report import machine, write_section
from webapp.config import ROOT
from webapp.models import FigureAct, Office, figure_mark, figure_total
from webapp.models.base import Base
from webapp.queries.figures import fill_forms, glance
from webapp.rules.figures.cycles import Cycle, Period, own_period, period_of, term_period
from webapp.rules.figures.forms import Statistics, load_statistics
from webapp.services.figures.rebuilding import mend_totals

SIZES = (1_000, 10_000, 100_000)
BODIES = 170
ACTS = 4  # a case: several subjects, and the discipline of some of them
FIRST = date(2020, 8, 1)
DAYS = 5 * 365
ROUNDS = 7
BATCH = 20_000
PERIODS: dict[str, Period] = {
    "tháng": period_of(Cycle.MONTH, 2023, month=10),
    "năm": period_of(Cycle.YEAR, 2023),
    "từ 15/12 đến 14/12": own_period(date(2022, 12, 15), date(2023, 12, 14)),
    "nhiệm kỳ": term_period(FIRST, FIRST + timedelta(DAYS + 60)),
}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--no-write", action="store_true")
    arguments = parser.parse_args()
    forms = load_statistics(ROOT / "workflows" / "_figures")
    server = os.environ.get("ANTHU_TEST_DATABASE", "")
    columns = [dict(_measure(forms, size, server)) for size in arguments.sizes]
    names = list(columns[0])
    heads = " | ".join(f"{_number(size)} hồ sơ" for size in arguments.sizes)
    lines = [f"| phần: trung vị (nhanh nhất) | {heads} |"]
    lines += ["|---|" + "---|" * len(columns)]
    lines += [f"| {name} | {' | '.join(column[name] for column in columns)} |" for name in names]
    system = "PostgreSQL" if server else "SQLite"
    page = "\n".join([machine(), "", *lines])
    print(page)
    if not arguments.no_write:
        write_section(f"Số liệu của cả tỉnh trên {system} (make bench)", page)


def _measure(forms: Statistics, cases: int, server: str) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="anthu-bench-") as folder:
        engine = create_engine(server or f"sqlite:///{Path(folder) / 'figures.db'}")
        Base.metadata.drop_all(engine)
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            acts, marks = _fill(session, forms, cases)
            mend_totals(session)
            session.commit()
            session.execute(text("ANALYZE"))
            session.commit()
            yield "lượt đối tượng", _number(acts)
            yield "dấu số liệu (facts)", _number(marks)
            yield "dòng cộng dồn", _number(session.scalar(select(func.count()).select_from(figure_total)) or 0)
            yield from _times(session, forms)
        Base.metadata.drop_all(engine)
        engine.dispose()


def _times(session: Session, forms: Statistics) -> Iterator[tuple[str, str]]:
    """A row per question: median of the rounds, and the fastest of them, which a busy machine disturbs less."""
    year, one = PERIODS["năm"], ["body-000"]
    questions: dict[str, Callable[[], object]] = {
        **{f"22 biểu cả tỉnh, {name}": partial(fill_forms, session, forms, period) for name, period in PERIODS.items()},
        "22 biểu của một cơ quan, năm": partial(fill_forms, session, forms, year, offices=one),
        "toàn cảnh năm (dashboard), cả tỉnh": partial(glance, session, year),
        "toàn cảnh năm (dashboard), một cơ quan": partial(glance, session, year, offices=one),
    }
    for name, question in questions.items():
        question()  # the first one warms up
        times = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            question()
            times.append(time.perf_counter() - begin)
        yield name, f"{1000 * median(times):.0f} ms ({1000 * min(times):.0f})"


def _fill(session: Session, forms: Statistics, cases: int) -> tuple[int, int]:
    """Acts spread evenly over the term and the bodies, with the same random numbers every time."""
    dice = random.Random(7)
    session.execute(insert(Office), [_office(number) for number in range(BODIES)])
    session.commit()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET session_replication_role = replica"))  # what is written refers to what is there
    written = 0
    for begin in range(0, cases * ACTS, BATCH):
        acts = [_act(dice, forms, number) for number in range(begin, min(begin + BATCH, cases * ACTS))]
        marks = [mark for act, measures in acts for mark in _marks(dice, act, measures)]
        session.execute(insert(FigureAct), [act for act, _ in acts])
        session.execute(insert(figure_mark), marks)
        session.commit()
        written += len(marks)
    return cases * ACTS, written


def _office(number: int) -> dict[str, Any]:
    name = f"body-{number:03d}"
    return {
        "id": name, "commission": "Ủy ban Kiểm tra", "committee": name, "superior": "", "level": "commune",
        "symbol": name, "committee_symbol": name, "place": "", "layout": "", "tone_marks": "new", "is_sample": False,
    }  # fmt: skip


def _act(dice: random.Random, forms: Statistics, number: int) -> tuple[dict[str, Any], list[str]]:
    """An act of a form chosen by chance, with the measures of the columns it falls into."""
    form = dice.choice(forms.sets[0].forms[:20])
    columns = [column.measures[0] for column in form.columns]
    position = dice.choice([row.code for row in forms.rows if row.object == form.object and not row.numeral])
    act = {
        "id": f"{number:032x}", "office_id": f"body-{dice.randrange(BODIES):03d}", "source": f"bench:{number}",
        "task": form.task, "side": form.sides[0], "body": "", "object_kind": form.object, "position": position,
        "person": f"{number % 100_000}", "counted_on": FIRST + timedelta(dice.randrange(DAYS)),
    }  # fmt: skip
    return act, [columns[0], *dice.sample(columns[1:], min(len(columns) - 1, dice.randint(5, 8)))]


def _marks(dice: random.Random, act: dict[str, Any], measures: list[str]) -> Iterator[dict[str, Any]]:
    for measure in measures:
        late = dice.random() < 0.1
        known = act["counted_on"] + timedelta(dice.randint(1, 60) if late else 0)
        yield {"act_id": act["id"], "measure": measure, "known_on": known, "amount": 1, "late": late}


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


if __name__ == "__main__":
    main()
