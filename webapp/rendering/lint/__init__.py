"""The layout lint: what in a Word file is not as the guide wants it, and the mechanical mends.

    findings = lint(docx, profile)
    mended = fix(docx, profile, [each.rule for each in findings if each.fixable])

Any Word file will do, also one the product did not make. docs/lint.md tells how to add a rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from webapp.rendering.layout import LayoutProfile
from webapp.rendering.lint.anatomy import recognise
from webapp.rendering.lint.finding import RULES, Finding, Options, Remark, Rule, Severity, Tone
from webapp.rendering.lint.pages import page_of
from webapp.rendering.lint.paper import read_paper
from webapp.rendering.lint.rules import CHECKS
from webapp.rendering.lint.sheet import Sheet

__all__ = ["FIXABLE", "RULES", "Finding", "Options", "Rule", "Severity", "Tone", "fix", "lint"]

_PLAIN = Options()
_QUOTED = 60
# A rule that speaks oftener than this says the rest in one sentence.
_MOST = 12
# Letters first, for the other rules read them; the rest as in RULES.
_FIRST = ("nfc",)
_ROUNDS = 3
# What some findings of these rules can mend.
FIXABLE = frozenset(RULES) - {"title_rule", "tags", "dots"}


def lint(docx: bytes, profile: LayoutProfile, options: Options = _PLAIN) -> list[Finding]:
    """Every finding in the order of the rules, errors first. The caller has admitted the file. Raises NotWord."""
    sheet = _read(docx, profile, options)
    findings = list(_weighed(sheet, _remarks(sheet)))
    order = {"error": 0, "warning": 1, "info": 2}
    ranks = {rule: number for number, rule in enumerate(RULES)}
    return sorted(findings, key=lambda each: (order[each.severity], ranks[each.rule]))


def fix(docx: bytes, profile: LayoutProfile, rules: Collection[str], options: Options = _PLAIN) -> bytes:
    """The file with everything mended that these rules can mend; other parts keep their bytes. Raises NotWord."""
    wanted = [*(rule for rule in _FIRST if rule in rules), *(r for r in RULES if r in rules and r not in _FIRST)]
    sheet = _read(docx, profile, options)
    for _ in range(_ROUNDS):
        before = docx
        for rule in wanted if sheet.paper.filled else ():
            mends = [remark.mend for remark in CHECKS[rule](sheet) if remark.mend]
            for mend in mends:
                mend()
            if mends:
                docx = sheet.paper.pack()
                sheet = _read(docx, profile, options)
        if docx is before:
            break
    return docx


def _read(docx: bytes, profile: LayoutProfile, options: Options) -> Sheet:
    paper = read_paper(docx)
    if not options.locate:
        paper.page_texts = []
    return Sheet(paper, recognise(paper, profile), profile, options)


def _remarks(sheet: Sheet) -> Iterator[Remark]:
    if not sheet.paper.filled:
        return
    for check in CHECKS.values():
        yield from check(sheet)


def _weighed(sheet: Sheet, remarks: Iterator[Remark]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for remark in remarks:
        counts[remark.rule] = counts.get(remark.rule, 0) + 1
        if counts[remark.rule] <= _MOST:
            yield _finding(sheet, remark)


def _finding(sheet: Sheet, remark: Remark) -> Finding:
    rule, rules = RULES[remark.rule], sheet.profile.lint
    verified = is_verified(sheet.profile, rule)
    severity: Severity = "warning"
    if rule.id in rules.errors and verified:
        severity = "error"
    elif rule.id in rules.infos:
        severity = "info"
    words = remark.line.words if remark.line else ""
    return Finding(
        rule=rule.id,
        severity=severity,
        sentence=remark.sentence,
        page=page_of(sheet.paper, remark.line) if sheet.options.locate else None,
        place=words if len(words) <= _QUOTED else f"{words[:_QUOTED].rsplit(' ', 1)[0]} …",
        source=rule.place if rule.section == "typing" else f"{sheet.profile.short}, {rule.place}",
        verified=verified,
        fixable=remark.mend is not None,
    )


def is_verified(profile: LayoutProfile, rule: Rule) -> bool:
    """The rule was read in the original, or rests on no guide, or several independent sources say the same of it."""
    if rule.section == "typing" or rule.id in profile.lint.attested:
        return True
    return bool(getattr(profile, rule.section).verified)
