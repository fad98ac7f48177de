"""Reports made of random counts: right as a slow reference derives them, and wrong in exactly one place."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.rules.figures import Outcome, evaluate

counts = st.integers(0, 30_000)
some = st.integers(1, 30_000)
places = st.integers(0, 3)
# How long one example takes on a busy machine says nothing about the figures.
unhurried = settings(deadline=None, max_examples=60)


def slow_rate(numerator: int, denominator: int, decimals: int) -> str:
    """numerator / denominator in percent by long division with pencil and paper, a half rounded away from zero."""
    sign = "-" if numerator < 0 else ""
    rest = abs(numerator) * 100
    digits = 0
    while rest >= denominator:
        rest -= denominator
        digits += 1
    text = str(digits)
    for _ in range(decimals):
        rest, digit = rest * 10, 0
        while rest >= denominator:
            rest, digit = rest - denominator, digit + 1
        text += str(digit)
    if rest * 2 >= denominator:
        text = str(int(text) + 1).zfill(len(text))
    text = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    return sign + text


def total(name: str, parts: list[int]) -> dict[str, Any]:
    amount = 0
    for part in parts:
        amount += part
    return {"name": name, "kind": "sum", "inputs": parts, "stated": amount}


def rate(name: str, kind: str, numerator: int, base: int, above: int, decimals: int) -> dict[str, Any]:
    """`above` is 0 for a share, `base` for what exceeds the base."""
    keys = ("current", "base") if above else ("n", "d")
    stated = float(slow_rate(numerator - above, base, decimals))
    inputs = dict(zip(keys, (numerator, base), strict=True))
    return {"name": name, "kind": kind, "inputs": inputs, "stated": stated, "decimals": decimals}


@st.composite
def right_checks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A report as an inspection commission writes one: forms, levels, progress, changes, targets, the funnel."""
    parts = draw(st.lists(counts, min_size=2, max_size=6))
    base, decimals = draw(st.integers(1, 300)), draw(places)
    done = draw(st.integers(0, 900))
    funnel = sorted(draw(st.lists(counts, min_size=2, max_size=4)))
    return [
        total("hình thức", parts),
        total("cấp", draw(st.permutations(parts))),
        rate("tiến độ", "pct", done, base, 0, decimals),
        rate("cùng kỳ", "change", done, base, base, decimals),
        rate("chỉ tiêu", "exceed", done, base, base, decimals),
        {"name": "phễu", "kind": "le", "inputs": funnel, "stated": "<="},
    ]


def run(checks: list[dict[str, Any]], **tables: dict[str, Any]) -> Outcome:
    entry = {"id": "bc", "raw": {}, "derived": {}, "implied": {}, **tables, "checks": checks}
    return evaluate(json.dumps([entry]), name="x.json")


def flagged(outcome: Outcome) -> list[str]:
    assert outcome.mistakes == ()
    return [verdict.check for verdict in outcome.verdicts if not verdict.ok]


@unhurried
@given(right_checks())
def test_nothing_consistent_is_flagged(checks: list[dict[str, Any]]) -> None:
    assert flagged(run(checks)) == []


@unhurried
@given(right_checks(), st.integers(0, 4), st.integers(-500, 500).filter(bool))
def test_exactly_the_one_figure_that_was_changed_is_flagged(
    checks: list[dict[str, Any]], which: int, steps: int
) -> None:
    check = checks[which]
    decimals = check.get("decimals", 0)
    check["stated"] = round(check["stated"] + steps / 10**decimals, decimals)
    outcome = run(checks)
    assert flagged(outcome) == [check["name"]]
    assert all(len(verdict.reason) > 0 for verdict in outcome.verdicts)


@unhurried
@given(right_checks(), st.data())
def test_exactly_the_one_total_whose_part_was_changed_is_flagged(
    checks: list[dict[str, Any]], data: st.DataObject
) -> None:
    check = checks[data.draw(st.integers(0, 1))]
    part = data.draw(st.integers(0, len(check["inputs"]) - 1))
    check["inputs"] = [n + data.draw(some) if i == part else n for i, n in enumerate(check["inputs"])]
    assert flagged(run(checks)) == [check["name"]]


@unhurried
@given(right_checks(), some)
def test_a_funnel_that_widens_is_flagged(checks: list[dict[str, Any]], more: int) -> None:
    checks[-1]["inputs"].insert(0, checks[-1]["inputs"][-1] + more)
    assert flagged(run(checks)) == ["phễu"]


@unhurried
@given(right_checks(), st.dictionaries(st.sampled_from(["kl.dv", "kt.tcd", "prev.kl.dv", "x"]), counts))
def test_other_numbers_of_the_report_never_change_a_verdict(
    checks: list[dict[str, Any]], others: dict[str, int]
) -> None:
    checks[0]["stated"] += 1
    assert flagged(run(checks, raw=others)) == ["hình thức"]
    assert flagged(run(checks, implied=others)) == ["hình thức"]


@unhurried
@given(right_checks(), st.none() | st.booleans() | st.floats() | st.text(max_size=9))
def test_results_beside_a_check_never_change_its_verdict(checks: list[dict[str, Any]], junk: object) -> None:
    polluted = [{**check, "ok": junk, "computed": junk, "base": junk} for check in checks]
    assert run(polluted) == run(checks)


@unhurried
@given(st.integers(0, 900), st.integers(1, 300), places)
def test_words_and_numbers_state_the_same(done: int, base: int, decimals: int) -> None:
    text = slow_rate(done, base, decimals)
    check = {"name": "x", "kind": "pct", "inputs": {"n": done, "d": base}}
    in_words = run([{**check, "stated": f"đạt {text.replace('.', ',')}%"}])
    in_numbers = run([{**check, "stated": float(text), "decimals": decimals}])
    assert flagged(in_words) == flagged(in_numbers) == []
    assert in_words.verdicts[0].computed == in_numbers.verdicts[0].computed


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["n", "d", "a"]), inner, max_size=3),
    max_leaves=8,
)
kinds = st.sampled_from(["sum", "diff", "pct", "change", "exceed_at_least", "times_about", "le", "eq", "?"])
anything = {"inputs": json_values, "stated": json_values, "decimals": json_values}
any_check = st.fixed_dictionaries({}, optional={"name": st.text(), "kind": kinds, **anything})


@unhurried
@given(st.lists(any_check, max_size=4), st.dictionaries(st.sampled_from(["n", "d", "a"]), json_values))
def test_whatever_stands_in_a_file_every_check_gets_a_verdict_or_a_sentence(
    checks: list[dict[str, Any]], table: dict[str, Any]
) -> None:
    outcome = run(checks, raw=table, derived=table)
    assert len(outcome.verdicts) + len(outcome.mistakes) >= len(checks)
    assert all(verdict.line().count("\t") == 5 for verdict in outcome.verdicts)
