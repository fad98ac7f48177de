"""Files that cannot be evaluated: every mistake at once, in sentences."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.rules.figures.conftest import Evaluate
from webapp.errors import DataFileError
from webapp.rules.figures import evaluate


def check(**changed: Any) -> dict[str, Any]:
    return {"name": "x", "kind": "pct", "inputs": {"n": 5, "d": 6}, "stated": 83.3, "decimals": 1, **changed}


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in check().items() if name != key}


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (without("kind"), "thiếu “kind”"),
        (check(kind=5), "thiếu “kind”, hoặc “kind” không phải là chữ"),
        (check(kind="pctt"), "không có loại phép kiểm “pctt”; các loại: sum, diff, pct"),
        (check(kind="le_at_least"), "không có loại phép kiểm “le_at_least”"),
        (without("name"), "thiếu “name”"),
        (without("inputs"), "thiếu “inputs”"),
        (check(inputs=None), "thiếu “inputs”"),
        (check(inputs={"n": 5}), "“inputs” thiếu “d”"),
        (check(inputs=[5]), "“inputs” phải có đúng 2 số: n, d"),
        (check(inputs=[5, 6, 7]), "“inputs” phải có đúng 2 số: n, d"),
        (check(inputs=5), "“inputs” phải là một danh sách hoặc một bảng các số"),
        (check(inputs={"n": True, "d": 6}), "“n”: “true” không phải là số"),
        (check(inputs={"n": None, "d": 6}), "“n”: “null” không phải là số"),
        (check(inputs={"n": [5], "d": 6}), "“n”: “"),
        (check(inputs={"n": "kl.dv", "d": 6}), "không có số liệu “kl.dv” trong raw, implied, derived"),
        (check(inputs={"n": 5, "d": -6}), "“d”: số âm không làm mẫu số"),
        (check(inputs={"n": 10**400, "d": 6}), "số quá lớn"),
        (check(inputs={"n": float("nan"), "d": 6}), "không phải số hữu hạn"),
        (check(kind="sum", inputs=[]), "“inputs” phải có ít nhất 1 số"),
        (check(kind="le", inputs=[1], stated="<="), "“inputs” phải có ít nhất 2 số"),
        (check(kind="le", inputs=[1, 2], stated=">="), "“stated” phải là dấu ≤"),
        (check(kind="le", inputs=[1, 2], stated=5), "“stated” phải là dấu ≤"),
        (without("stated"), "thiếu “stated”"),
        (check(stated=None), "thiếu “stated”"),
        (check(stated=True), "“stated” phải là một con số"),
        (check(stated=[83.3]), "“stated” phải là một con số"),
        (check(stated="nhiều"), "không đọc được con số trong “nhiều”"),
        (check(stated="5/6"), "không đọc được con số trong “5/6”"),
        (check(decimals=-1), "“decimals” phải là số nguyên từ 0 đến 9"),
        (check(decimals=1.5), "“decimals” phải là số nguyên từ 0 đến 9"),
        (check(decimals="1"), "“decimals” phải là số nguyên từ 0 đến 9"),
        (check(decimals=True), "“decimals” phải là số nguyên từ 0 đến 9"),
        (check(decimals=10**9), "“decimals” phải là số nguyên từ 0 đến 9"),
        ("pct", "phép kiểm thứ 1: phải là một bảng"),
    ],
)
def test_a_bad_check_is_refused_with_a_sentence(outcome: Evaluate, bad: Any, sentence: str) -> None:
    result = outcome(bad)
    assert sentence in "\n".join(result.mistakes)
    assert "bao_cao" in result.mistakes[0]


def test_all_mistakes_come_at_once_and_the_good_checks_are_still_judged(outcome: Evaluate) -> None:
    result = outcome(check(kind="?"), check(stated="?", decimals=-1, inputs={}), check(), check(stated=9))
    assert len(result.mistakes) == 5
    assert result.summary() == "1 ok, 1 differ"


@pytest.mark.parametrize(
    ("kind", "inputs", "computed"),
    [
        ("change", {"current": 5, "base": 0}, "tăng 5"),
        ("exceed", {"current": 5, "base": 0}, "tăng 5"),
        ("change", {"current": 0, "base": 0}, "không tăng, không giảm"),
        ("pct", {"n": 5, "d": 0}, "không tính được"),
        ("times", [5, 0], "không tính được"),
    ],
)
def test_a_rate_on_nothing_differs_and_is_a_mistake_of_the_file(
    outcome: Evaluate, kind: str, inputs: Any, computed: str
) -> None:
    result = outcome(check(kind=kind, inputs=inputs, stated=100, decimals=0))
    assert [(verdict.ok, verdict.computed) for verdict in result.verdicts] == [(False, computed)]
    assert "bằng 0 nên không có tỷ lệ" in result.mistakes[0]


def test_figures_named_after_each_other_are_a_circle_told_once(outcome: Evaluate) -> None:
    result = outcome(derived={"a": "b", "b": "c", "c": "b", "d": "12%"})
    assert result.mistakes == (
        "báo cáo “bao_cao”: các số trong “derived” lấy lẫn nhau, không có số gốc: b → c → b.",
    )


def test_a_check_on_a_circle_is_refused(outcome: Evaluate) -> None:
    result = outcome(check(inputs={"n": "a", "d": 6}), derived={"a": "b", "b": "a"})
    assert "số liệu “a” lấy lẫn nhau thành vòng: a → b → a" in "\n".join(result.mistakes)


def test_a_name_that_leads_to_words_is_refused(outcome: Evaluate) -> None:
    result = outcome(check(inputs={"n": "hinh_thuc", "d": 6}), raw={"hinh_thuc": ["khiển trách"]})
    assert "không phải là số" in result.mistakes[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[{]", "không đúng cú pháp JSON"),
        ("", "chỗ này phải có một giá trị"),
        ('[{"id": "a",}]', "so_lieu.json:1: cột 1"),
        ('[{"id": "a" "raw": 1}]', "thiếu dấu phẩy"),
        ('[{"id": "a\n"}]', "dấu xuống dòng hoặc ký tự điều khiển"),
        ("[] []", "vẫn còn chữ"),
        ("[" * 100_000, "ngoặc lồng nhau"),
        ('{"id": "a"}', "phải là một danh sách các báo cáo"),
        ("null", "phải là một danh sách các báo cáo"),
    ],
)
def test_a_file_that_is_no_list_of_reports_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(DataFileError) as refused:
        evaluate(text, name="so_lieu.json")
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (5, "báo cáo thứ 1: phải là một bảng"),
        ({"checks": []}, "báo cáo thứ 1: thiếu “id”"),
        ({"id": 5, "checks": []}, "báo cáo thứ 1: thiếu “id”, hoặc “id” không phải là chữ"),
        ({"id": "a"}, "báo cáo “a”: thiếu “checks”"),
        ({"id": "a", "checks": {}}, "báo cáo “a”: “checks” phải là một danh sách"),
        ({"id": "a", "checks": [], "raw": []}, "báo cáo “a”: “raw” phải là một bảng"),
        ({"id": "a", "checks": [], "derived": "x"}, "báo cáo “a”: “derived” phải là một bảng"),
    ],
)
def test_a_report_of_another_shape_is_refused(entry: Any, sentence: str) -> None:
    assert sentence in "\n".join(evaluate(json.dumps([entry]), name="so_lieu.json").mistakes)


def test_a_count_written_twice_is_a_mistake() -> None:
    text = '[{"id": "a", "raw": {"kl": 1, "kl": 2}, "checks": []}]'
    assert evaluate(text, name="so_lieu.json").mistakes == (
        "cả tệp: khoá “kl” ghi hai lần trong cùng một bảng; chỉ giữ một.",
    )


def test_an_empty_file_of_reports_has_nothing_to_say() -> None:
    result = evaluate("[]", name="so_lieu.json")
    assert (result.summary(), result.mistakes) == ("0 ok, 0 differ", ())


def test_names_cannot_break_the_table_or_steer_the_terminal(outcome: Evaluate) -> None:
    result = outcome(check(name="a\tb\nc\u001b[2J\ud800"))
    line = result.verdicts[0].line()
    assert line.count("\t") == 5
    assert line.replace("\t", "").isprintable()
