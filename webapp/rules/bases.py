"""Which legal text is in force on a day, how it is cited, and which citation is out of date.

The text that counts is the one in force on the day the document is signed, not on the day the case was opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date
from webapp.rules.shapes import BasisEntry

if TYPE_CHECKING:
    from webapp.rules.law import Law

_ISSUER_ORDER = (
    "Đại hội",
    "Ban Chấp hành Trung ương",
    "Bộ Chính trị",
    "Ban Bí thư",
    "Ủy ban Kiểm tra Trung ương",
)


class NoBasisInForce(DomainError):
    """No legal text of that topic is known for that day."""


class UnknownTopic(DomainError):
    """No legal text at all has that topic: a mistake in a data file or in the code."""


@dataclass(frozen=True)
class Basis:
    """A legal text as it stands on one day; `verified` already takes that day into account."""

    id: str
    kind: str
    number: str
    issued_on: date
    issuer: str
    linking: str
    subject: str
    topic: str
    valid_from: date
    valid_to: date | None
    verified: bool
    source: str
    amends: str | None = None

    @property
    def short(self) -> str:
        """`Quy định số 22-QĐ/TW`; the Charter has no number."""
        return f"{self.kind} số {self.number}" if self.number else self.kind


@dataclass(frozen=True)
class RepealedBasis:
    """A cited number that is not in force on the day of the document; `replaced_by` is what to cite instead."""

    number: str
    replaced_by: str | None
    sentence: str
    verified: bool


def basis_in_force(law: Law, topic: str, on: date) -> Basis:
    """The principal text of `topic` on that day (not its amendments). Raises NoBasisInForce, UnknownTopic."""
    _known(law, topic)
    for entry in law.bases:
        if topic in entry.topics and entry.amends is None and entry.in_force(on):
            return as_of(entry, topic, on)
    raise NoBasisInForce(
        f"Chưa có căn cứ nào về “{topic}” còn hiệu lực vào ngày {short_date(on)} trong dữ liệu pháp lý. "
        "Người quản trị cần bổ sung vào tệp bases.toml."
    )


def bases_for(law: Law, topics: Sequence[str], on: date) -> list[Basis]:
    """Every text of the topics in force on that day, once each, in the order in which documents cite them.

    Charter first, then by issuer (Central Committee, Politburo, Secretariat, Central Inspection Commission), an
    amendment right after what it amends. A topic without a text on that day is left out: see `missing_topics`.
    """
    found: dict[str, Basis] = {}
    for topic in topics:
        _known(law, topic)
        for entry in law.bases:
            if topic in entry.topics and entry.in_force(on):
                found.setdefault(entry.id, as_of(entry, topic, on))
    return sorted(found.values(), key=lambda basis: _order(law, basis))


def missing_topics(law: Law, topics: Sequence[str], on: date) -> list[str]:
    """The topics for which no text is known on that day: the user is warned, nothing is blocked."""
    return [
        topic
        for topic in topics
        if not any(topic in entry.topics and entry.amends is None and entry.in_force(on) for entry in law.bases)
    ]


def citation_lines(bases: Sequence[Basis]) -> list[str]:
    """One line per text, without leading dash and final punctuation: `Căn cứ Điều lệ Đảng`."""
    return [f"Căn cứ {citation(basis)}" for basis in bases]


def citation(basis: Basis) -> str:
    """`Quy định số 22-QĐ/TW, ngày 28/7/2021 của Ban Chấp hành Trung ương về công tác ...`."""
    if not basis.number:
        return basis.subject
    return (
        f"{basis.kind} số {basis.number}, ngày {short_date(basis.issued_on)} của {basis.issuer} "
        f"{basis.linking} {basis.subject}"
    ).replace("  ", " ")


def check_cited(law: Law, numbers_cited: Sequence[str], on: date) -> list[RepealedBasis]:
    """The cited texts that are not in force on the day of the document. Numbers the law data does not know pass.

    A citation may be a bare number or a phrase that contains one (`Quy định số 30-QĐ/TW`).
    """
    repealed = []
    for cited in numbers_cited:
        entries = [entry for entry in law.bases if entry.number and _names(cited, entry.number)]
        if entries and not any(entry.in_force(on) for entry in entries):
            repealed.append(_repealed(law, entries[-1], on))
    return repealed


def as_of(entry: BasisEntry, topic: str, on: date) -> Basis:
    """The text as the rest of the program sees it on that day."""
    return Basis(
        id=entry.id,
        kind=entry.kind,
        number=entry.number,
        issued_on=entry.issued_on,
        issuer=entry.issuer,
        linking=entry.linking,
        subject=entry.subject,
        topic=topic,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        verified=entry.verified_on(on),
        source=entry.source,
        amends=entry.amends,
    )


def _known(law: Law, topic: str) -> None:
    if not any(topic in entry.topics for entry in law.bases):
        raise UnknownTopic(f"Không có chủ đề căn cứ nào tên là “{topic}” trong bases.toml.")


def _order(law: Law, basis: Basis) -> tuple[int, date, str, date]:
    root = law.basis(basis.amends) if basis.amends else law.basis(basis.id)
    return (_rank(root.issuer), root.issued_on, root.id, basis.issued_on)


def _rank(issuer: str) -> int:
    ranks = [rank for rank, name in enumerate(_ISSUER_ORDER) if issuer.startswith(name)]
    return ranks[0] if ranks else len(_ISSUER_ORDER)


def _names(cited: str, number: str) -> bool:
    """Whether the phrase contains the number, however its hyphens, spaces and Đ were typed."""
    plain = unicodedata.normalize("NFC", cited).replace("Ð", "Đ").replace("–", "-")
    plain = re.sub(r"\s*([-/])\s*", r"\1", plain)
    return re.search(rf"(?<![\w-]){re.escape(number)}(?![\w/])", plain) is not None


def _principal(law: Law, topics: Sequence[str], on: date) -> BasisEntry | None:
    for entry in law.bases:
        if entry.amends is None and entry.in_force(on) and set(topics) & set(entry.topics):
            return entry
    return None


def _repealed(law: Law, entry: BasisEntry, on: date) -> RepealedBasis:
    successor = _principal(law, entry.topics, on)
    state = "chưa có hiệu lực" if on < entry.valid_from else "đã hết hiệu lực"
    advice = f"; hãy căn cứ {successor.kind} số {successor.number}" if successor and successor.number else ""
    return RepealedBasis(
        number=entry.number,
        replaced_by=successor.number if successor else None,
        sentence=f"{entry.kind} số {entry.number} {state} vào ngày {short_date(on)}{advice}.",
        verified=entry.verified and (successor is None or successor.verified_on(on)),
    )
