"""A wrong facts file: every mistake at once, each with its line and key, and nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect

from webapp.cli.walk import SAMPLE
from webapp.cli.walk.facts import read_facts
from webapp.errors import DataFileError
from webapp.extensions import db

RIGHT = SAMPLE.read_text(encoding="utf-8")
Change = Callable[[str], str]


def swapped(old: str, new: str) -> Change:
    assert RIGHT.count(old) >= 1, old
    return lambda text: text.replace(old, new, 1)


def without(line: str) -> Change:
    return lambda text: re.sub(rf"(?m)^{re.escape(line)}.*\n", "", text, count=1)


MISTAKES = [
    # what is changed, the key the mistake names, words of its sentence
    (swapped('symbol       = "UBKTThU"', 'symbol       = ""'), "office.symbol", "không được để trống"),
    (swapped('level        = "district"', 'level        = "huyện"'), "office.level",
     "không phải một trong các giá trị"),
    (without("superior"), "office.superior", "thiếu khoá bắt buộc này"),
    (swapped("place        =", "plase        ="), "office.plase", "khoá lạ"),
    (swapped("from = 2020-08-01", 'from = "2020-08-01"'), "office.term.from", "phải là ngày viết dạng 2021-07-12"),
    (swapped('role = "chair"', 'role = "boss"'), "people[1].role", "không phải một trong các giá trị"),
    (swapped('name = "Hoàng Minh Tuấn"', 'name = "Phạm Đức Thịnh"'), "people[5].name", "mỗi người chỉ khai một lần"),
    (swapped('role = "records_clerk"', 'role = "official"'), "people", "records_clerk (văn thư)"),
    (swapped("decision_on = 2021-07-12", "decision_on = 2021-06-12"), "case[1].decision_on",
     "ngày quyết định (2021-06-12) trước ngày đề xuất (2021-06-28)"),
    (swapped("sanction_on = 2021-09-24", "sanction_on = 2021-09-21"), "case[1].sanction_on", "trước ngày biểu quyết"),
    (swapped("on = 2021-09-20", "on = 2021-09-01"), "case[1].hearing.on",
     "ngày nghe trình bày (2021-09-01) trước ngày kết luận"),
    (swapped("to = 2021-05-31", "to = 2018-05-31"), "case[1].period_under_review",
     "kết thúc (2018-05-31) trước khi bắt đầu"),
    (swapped("working_days = 45", "working_days = 0"), "case[1].working_days", "số nhỏ hơn mức cho phép"),
    (swapped("working_days = 45", 'working_days = "45"'), "case[1].working_days", "phải là số nguyên"),
    (swapped('member_in_charge = "Nguyễn Văn Quyết"', 'member_in_charge = "Nguyễn Văn Q"'), "case[1].member_in_charge",
     "“Nguyễn Văn Q” không có trong danh sách [[people]]"),
    (swapped('role = "leader"', 'role = "member"'), "case[1].team", "đúng một trưởng đoàn (leader); đang có 0"),
    (swapped('Nguyệt", role = "secretary"', 'Nguyệt", role = "leader"'), "case[1].team",
     "đúng một trưởng đoàn (leader); đang có 2"),
    (swapped('nature = "violation"', 'nature = "bad"'), "case[1].finding[1].nature",
     "không phải một trong các giá trị"),
    (swapped('by = "Nguyễn Văn Quyết"', 'by = "Ai đó"'), "case[1].hearing.by", "không có trong danh sách [[people]]"),
    (swapped("warn = 6", "warn = 7"), "case[1].vote.ballots",
     "tổng số phiếu các hình thức là 10, phải bằng số hợp lệ 9 - 0 = 9"),
    (swapped("present = 9", "present = 10"), "case[1].vote.present",
     "số có mặt (10) nhiều hơn số người có quyền biểu quyết (9)"),
    (swapped("warn = 6", "warn = -6"), "case[1].vote.ballots.warn", "số nhỏ hơn mức cho phép"),
]  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """The sample file with changes."""

    def made(*changes: Change) -> Path:
        text = RIGHT
        for change in changes:
            text = change(text)
        path = tmp_path / "ho-so.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return made


def mistakes_of(path: Path) -> list[str]:
    with pytest.raises(DataFileError) as refused:
        read_facts(path)
    return refused.value.details


@pytest.mark.parametrize(("change", "key", "sentence"), MISTAKES, ids=[f"{i}-{m[1]}" for i, m in enumerate(MISTAKES)])
def test_a_mistake_is_named_by_line_and_key(
    written: Callable[..., Path], change: Change, key: str, sentence: str
) -> None:
    path = written(change)
    found = [detail for detail in mistakes_of(path) if f": {key}: " in detail and sentence in detail]
    assert len(found) == 1, mistakes_of(path)
    line = int(found[0].removeprefix(f"{path}:").split(":")[0])
    last = re.sub(r"\[\d+\]", "", key.rsplit(".", 1)[-1])
    assert last in path.read_text(encoding="utf-8").splitlines()[line - 1] or sentence.startswith("thiếu khoá")


def test_ten_mistakes_are_ten_lines_in_the_order_of_the_file(written: Callable[..., Path]) -> None:
    chosen = [MISTAKES[number] for number in (0, 1, 3, 5, 8, 12, 14, 17, 18, 19)]
    details = mistakes_of(written(*(change for change, _, _ in chosen)))
    numbers = [int(detail.split(".toml:")[1].split(":")[0]) for detail in details]
    assert numbers == sorted(numbers)
    for _, key, sentence in chosen:
        assert any(f": {key}: " in detail and sentence in detail for detail in details), key


def test_text_that_is_not_toml_is_said_with_its_line(written: Callable[..., Path]) -> None:
    (detail,) = mistakes_of(written(swapped("[case.subject]", "[case.subject")))
    assert f"at line {RIGHT[: RIGHT.index('[case.subject]')].count(chr(10)) + 1}" in detail


def test_a_file_that_is_not_there_or_not_utf8_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không đọc được tệp dữ kiện"):
        read_facts(tmp_path / "không-có.toml")
    (tmp_path / "cũ.toml").write_bytes("Ủy ban".encode("utf-16"))
    with pytest.raises(DataFileError, match="Không đọc được tệp dữ kiện"):
        read_facts(tmp_path / "cũ.toml")


def test_a_file_without_a_case_to_walk_is_said(written: Callable[..., Path]) -> None:
    with pytest.raises(DataFileError, match="không có hồ sơ nào thuộc loại KT_DHVP_DV"):
        read_facts(written(swapped('kind = "KT_DHVP_DV"', 'kind = "KT_CH"')))


def test_nothing_is_written_when_the_file_is_wrong(
    office_app: Flask, written: Callable[..., Path], tmp_path: Path
) -> None:
    path, out = written(MISTAKES[0][0], MISTAKES[8][0]), tmp_path / "out"
    result = office_app.test_cli_runner().invoke(args=["walk", str(path), "--out", str(out)])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == f"Tệp {path} có 2 chỗ sai; chưa ghi gì."
    assert len(result.stderr.splitlines()) == 3
    with office_app.app_context():
        assert inspect(db.engine).get_table_names() == []
    assert not out.exists()
