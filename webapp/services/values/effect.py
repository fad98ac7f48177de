"""When a discipline decision has effect and until when it may be appealed, by the law of its day."""

from __future__ import annotations

from datetime import date

from webapp.rules.deadlines import find_rule
from webapp.rules.effect import effective
from webapp.rules.law import Law

_STARTS = {
    "announcement": "kể từ khi công bố",
    "signing": "kể từ ngày ký",
    "vote_announced": "ngay từ khi chi bộ công bố kết quả biểu quyết",
}
_UNITS = {"calendar": "ngày", "working": "ngày làm việc", "month": "tháng"}
_COUNTED_FROM = {
    "decision_received": "kể từ ngày nhận được Quyết định",
    "decision_announced": "kể từ ngày công bố Quyết định",
}


def effect_clause(law: Law, *, dated_on: date, by_cell: bool) -> str:
    """`kể từ khi công bố`, `kể từ ngày ký`; what no data says is left to the regulations."""
    starts = effective(law, decided_by_cell=by_cell, signed_on=dated_on).starts
    return _STARTS.get(starts or "", "theo quy định của Đảng")


def complaint_clause(law: Law, *, dated_on: date) -> str:
    """`trong thời hạn 01 tháng, kể từ ngày nhận được Quyết định`."""
    rule = find_rule(law, event="complaint_filing", on=dated_on)
    if rule is None or rule.start not in _COUNTED_FROM:
        return "trong thời hạn theo quy định của Đảng"
    return f"trong thời hạn {rule.length:02d} {_UNITS[rule.unit]}, {_COUNTED_FROM[rule.start]}"
