"""Numbers and dates a paper cites: another paper of the case, or anything the office's register knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from webapp.workflow.condition import Place
from webapp.workflow.consistency.paper import Disagreement, Paper, Registered, day, lower_first, texts

_NUMBER = re.compile(
    r"(?<![\w/-])(?P<number>\d{1,4}[a-z]?-[A-ZĐ][A-Za-zĐđ]{0,3}/(?P<symbol>[A-ZĐƯ][\wĐđƯư]{0,15}))"
    r"(?:,? ngày (?P<day>\d{1,2}/\d{1,2}/\d{4}))?"
)


def wrong_citations(
    papers: Sequence[Paper], register: Mapping[str, Registered], symbols: Sequence[str]
) -> Iterator[Disagreement]:
    """A cited paper of the case under another number or day; a number the office never gave; a day that is not its."""
    for paper in papers:
        wrong = dict(_of_the_case(paper, papers))
        yield from wrong.values()
        for number, on in _cited(paper, symbols):
            if number == paper.number or number in wrong:
                continue
            known = register.get(number)
            place = Place("document", paper.template, paper.step)
            if known is None:
                sentence = f"Dẫn văn bản số {number}, số này không có trong sổ đăng ký văn bản đi"
                yield Disagreement("citation", sentence, paper.id, paper.label, place, "C28", paper.is_fixed)
            elif on and _padded(on) != day(known.on):
                sentence = f"Dẫn văn bản số {number} ngày {on}, sổ ghi ngày {day(known.on)}"
                yield Disagreement("citation", sentence, paper.id, paper.label, place, "C28", paper.is_fixed)


def _of_the_case(paper: Paper, papers: Sequence[Paper]) -> Iterator[tuple[str, Disagreement]]:
    """References by source: the value must be the number and day of the paper it refers to."""
    for name, source in paper.sources.items():
        printed = paper.values.get(name)
        if not source.startswith("document:") or not isinstance(printed, Mapping):
            continue
        code = source.removeprefix("document:")
        meant = [one for one in papers if one.template == code and one.state == "issued"]
        said = str(printed.get("number") or "")
        if not meant or any(_is(one, said, printed.get("date")) for one in meant):
            continue
        right = meant[-1]
        asked = f"số {said or '…'}, ngày {printed.get('date') or '…'}"
        sentence = f"Dẫn {lower_first(right.label)}: ghi {asked}, văn bản ấy đề ngày {day(right.dated_on)}"
        place = Place("document", paper.template, paper.step)
        yield said, Disagreement("citation", sentence, paper.id, paper.label, place, "", paper.is_fixed)


def _is(paper: Paper, number: str, on: object) -> bool:
    return paper.number == number and on in ("", None, day(paper.dated_on))


def _cited(paper: Paper, symbols: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(number, day or "") of every number of this office in the text of a paper, each once."""
    seen: dict[tuple[str, str], None] = {}
    for text in texts(paper.values):
        for found in _NUMBER.finditer(unicodedata.normalize("NFC", text).replace("–", "-")):
            if found["symbol"] in symbols:
                seen.setdefault((found["number"], found["day"] or ""), None)
    yield from seen


def _padded(text: str) -> str:
    """A typed day as the papers print it: `3/9/2021` → `03/9/2021`."""
    on, month, year = (int(part) for part in text.split("/"))
    return f"{on:02d}/{month:02d}/{year}" if month < 3 else f"{on:02d}/{month}/{year}"
