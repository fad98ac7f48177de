"""The published reports beside the project, when they are there: every verdict as somebody computed it by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from webapp.rules.figures import Outcome, evaluate
from webapp.rules.figures.counts import Counts
from webapp.rules.figures.inputs import read_inputs
from webapp.rules.figures.kinds import MEASURES
from webapp.rules.figures.reading import Entry

FILE = Path(__file__).parents[4] / "shared" / "real" / "published_figures.json"
FORBIDDEN = ("computed", "ok")

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the published reports are not on this machine")


@pytest.fixture(scope="module")
def reports() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def result() -> Outcome:
    return evaluate(FILE.read_text(encoding="utf-8"), name=FILE.name)


def checks(reports: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(report["id"], check) for report in reports for check in report["checks"]]


def test_every_check_has_the_verdict_it_should_have(reports: list[dict[str, Any]], result: Outcome) -> None:
    assert result.mistakes == ()
    assert [(verdict.entry, verdict.check, verdict.ok) for verdict in result.verdicts] == [
        (entry, check["name"], check["ok"]) for entry, check in checks(reports)
    ]


def test_every_measure_gives_the_number_computed_by_hand(reports: list[dict[str, Any]]) -> None:
    nobody = Counts(Entry("", "", {}, {}, {}, ()))
    for _, check in checks(reports):
        if kind := MEASURES.get(check["kind"]):
            inputs = json.loads(json.dumps(check["inputs"]), parse_int=Decimal)
            value = kind.compute(read_inputs(inputs, kind, nobody, []))
            assert abs(value - Fraction(str(check["computed"]))) <= Fraction(1, 20_000), check["name"]


def test_what_the_reports_print_is_reproduced_word_for_word(result: Outcome) -> None:
    printed = {verdict.computed for verdict in result.verdicts}
    assert printed >= {
        "83,3%",
        "vượt 300%",
        "vượt 50%",
        "giảm 6,67% (giảm 4 đảng viên)",
        "giảm 66,67% (giảm 2 tổ chức đảng)",
        "giảm 33,33% (giảm 8 đảng viên)",
        "56,62%",
        "100%",
    }


def test_results_computed_before_are_never_read(reports: list[dict[str, Any]], result: Outcome) -> None:
    for _, check in checks(reports):
        for key in FORBIDDEN:
            check[key] = {"nonsense": [None]}
    assert evaluate(json.dumps(reports), name=FILE.name) == result
    for _, check in checks(reports):
        for key in [key for key in check if key not in ("name", "kind", "inputs", "stated", "decimals")]:
            del check[key]
    assert evaluate(json.dumps(reports), name=FILE.name) == result
