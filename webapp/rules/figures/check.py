"""Evaluate a file of published figures (the whole of it; `judge` does one check)."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.rules.figures.counts import Counts
from webapp.rules.figures.judge import judge
from webapp.rules.figures.reading import Entry, Say, read_entries
from webapp.rules.figures.verdicts import NoBase, Outcome, Unusable, Verdict, printable


def evaluate(text: str, *, name: str) -> Outcome:
    """Evaluate the text of the file called `name`. Raises DataFileError when nothing in it can be understood."""
    mistakes: list[str] = []

    def say(place: str, sentence: str) -> None:
        mistakes.append(printable(f"{place}: {sentence}."))

    entries = read_entries(text, name=name, say=say)
    verdicts = tuple(verdict for entry in entries for verdict in _verdicts(entry, say))
    return Outcome(verdicts, tuple(mistakes))


def _verdicts(entry: Entry, say: Say) -> Iterator[Verdict]:
    counts = Counts(entry)
    counts.say_circles(entry.place, say)
    for check in entry.checks:
        try:
            yield judge(entry.id, check, counts)
        except NoBase as error:
            say(check.place, error.sentence)
            yield error.verdict
        except Unusable as error:
            for sentence in error.details:
                say(check.place, sentence)
