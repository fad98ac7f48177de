"""The law as tables: a row survives the way to the form and back, a file the way to text and back."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from webapp.rules import tables
from webapp.rules.law import FILES, Law, build_law
from webapp.rules.table_words import COLUMNS, FILE_TITLES

EMPTY = (False, [], "")


@pytest.mark.parametrize("file", list(FILES))
def test_a_file_means_the_same_after_it_is_written_anew(law: Law, file: str) -> None:
    data = tomllib.loads(law.texts[file])
    assert tomllib.loads(tables.dump(data)) == data


@pytest.mark.parametrize("file", list(FILES))
def test_every_row_survives_the_form(law: Law, file: str) -> None:
    for one in tables.tables(file):
        for row in tables.rows_of(law.texts[file], one.name):
            back = tables.row_from(one.columns, tables.cells(one.columns, row))
            assert {k: v for k, v in back.items() if v not in EMPTY} == {k: v for k, v in row.items() if v not in EMPTY}


def test_every_file_and_column_has_a_name_in_vietnamese() -> None:
    assert set(FILE_TITLES) == set(FILES)
    named = {column.name for file in FILES for one in tables.tables(file) for column in one.columns}
    assert named <= set(COLUMNS)


def test_a_law_written_anew_is_the_same_law(law: Law) -> None:
    again = build_law({file: tables.dump(tomllib.loads(text)) for file, text in law.texts.items()})
    assert again.deadlines == law.deadlines and again.days == law.days and again.sha256 != law.sha256


def test_the_office_s_own_days_win(law: Law) -> None:
    day, lunar_new_year = date(2026, 4, 6), date(2026, 2, 17)
    text = tables.dump({
        "closed": [{"on": day, "name": "nghỉ bù của cơ quan", "source": "Thông báo số 3"}],
        "worked": [{"on": lunar_new_year, "name": "trực cả cơ quan", "source": "Thông báo số 4"}],
    })  # fmt: skip
    own = build_law({**law.texts, "office_days.toml": text})
    assert law.days.is_working(day) and own.days.reason_off(day) == "nghỉ bù của cơ quan"
    assert not law.days.is_working(lunar_new_year) and own.days.is_working(lunar_new_year)


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("length", "mười", "phải là số nguyên"),
        ("valid_from", "31/2/2026", "Hiệu lực từ: "),
    ],
)
def test_a_cell_that_cannot_be_understood_names_its_column(column: str, text: str, sentence: str) -> None:
    with pytest.raises(tables.BadCell) as bad:
        tables.row_from(tables.table("deadlines.toml", "deadline").columns, {column: text})
    assert bad.value.column == column and sentence in bad.value.sentence
