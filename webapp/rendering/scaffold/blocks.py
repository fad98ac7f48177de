"""The building blocks of a document: letterhead, title, bases, articles, headings, lists; each is WordprocessingML."""

from __future__ import annotations

from webapp.rendering.scaffold.tables import Cell, borderless
from webapp.rendering.scaffold.xml import control, dxa, loop, paragraph, run, text_paragraph

LEFT_MM, RIGHT_MM = 74.0, 91.0
"""Wide enough for ĐẢNG BỘ TỈNH THÁI NGUYÊN in 14 pt on the left and the title of the Party on the right."""
LANDSCAPE_MM = (102.0, 150.0)
"""The two columns of the head on a turned page."""
# ĐẢNG CỘNG SẢN VIỆT NAM in Times New Roman bold 15 pt: sum of the advance widths.
TITLE_DXA = 4134
_BLANK = "\u00a0" * 8


def letterhead(
    *,
    numbered: bool,
    sub_unit: bool = False,
    letter: bool = False,
    dated: str = "{{ blank_date }}",
    widths_mm: tuple[float, float] = (LEFT_MM, RIGHT_MM),
) -> str:
    """The two-column head of page one: issuing body, star, number | title of the Party, its rule, place and date.

    `dated` is what stands in the date control before issue; minutes print the day of their session there. A `letter`
    (công văn) has its trích yếu under the number instead of a title.
    """
    left = (
        text_paragraph("ParentOrg", "{{ parent_org_name }}")
        + text_paragraph("IssuingOrg", "{{ issuing_org_name }}")
        + text_paragraph("Star", "*")
    )
    right = text_paragraph("PartyTitle", "ĐẢNG CỘNG SẢN VIỆT NAM") + _rule(widths_mm[1])
    below = text_paragraph("IssuingOrg", "{{ sub_unit_name }}") if sub_unit else ""
    if numbered:
        below += paragraph("Number", control("doc_number", f"Số {_BLANK}-{{{{ doc_symbol }}}}", number=1001))
    if letter:
        below += text_paragraph("LetterSubject", "{{ subject_line }}")
    date = paragraph("PlaceDate", run("{{ place_name }}, ") + control("issue_date", dated, number=1002))
    rows = [[Cell(left), Cell(right)], [Cell(below or paragraph("Number")), Cell(date)]]
    return borderless(rows, widths_mm)


def letterhead_without_place() -> str:
    """The head of a ballot: nothing on it is dated or signed."""
    left = (
        text_paragraph("ParentOrg", "{{ parent_org_name }}")
        + text_paragraph("IssuingOrg", "{{ issuing_org_name }}")
        + text_paragraph("Star", "*")
    )
    right = text_paragraph("PartyTitle", "ĐẢNG CỘNG SẢN VIỆT NAM") + _rule()
    return borderless([[Cell(left), Cell(right)]], [LEFT_MM, RIGHT_MM])


def personal_head() -> str:
    """The head of a paper a member writes himself: no issuing body, no number; the day is left to his hand."""
    right = text_paragraph("PartyTitle", "ĐẢNG CỘNG SẢN VIỆT NAM") + _rule()
    right += text_paragraph("PlaceDate", "{{ place_name }}, {{ blank_date }}")
    return borderless([[Cell(paragraph("ParentOrg")), Cell(right)]], [LEFT_MM, RIGHT_MM])


def _rule(width_mm: float = RIGHT_MM) -> str:
    """A rule exactly as long as the title: the top border of an empty line with equal indents."""
    side = (dxa(width_mm) - TITLE_DXA) // 2
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    return f'<w:p><w:pPr><w:pStyle w:val="TitleRule"/>{border}<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'


def title_block(separator: str = "-----") -> str:
    """Type name, trích yếu, five hyphens."""
    return (
        text_paragraph("TypeName", "{{ doc_type_name }}")
        + text_paragraph("SubjectLine", "{{ subject_line }}")
        + text_paragraph("Separator", separator)
    )


def annex_head(title: str, label: str = "PHỤ LỤC") -> str:
    """The top of an annex: the word, its title, five hyphens; it starts on a page of its own."""
    return (
        text_paragraph("TypeName", label) + text_paragraph("SubjectLine", title) + text_paragraph("Separator", "-----")
    )


def addressee(word: str, names: str) -> str:
    """“Kính gửi:” in italics, the names upright."""
    return paragraph("Addressee", run(f"{word}: ", italic=True) + run(names))


def bases() -> str:
    """The căn cứ lines; their end marks come with the values."""
    return loop("basis in legal_bases", text_paragraph("Basis", "- {{ basis }}"))


def resolves() -> str:
    """“ỦY BAN KIỂM TRA … QUYẾT ĐỊNH”: issuer and verb centred, bold, no colon."""
    return text_paragraph("Resolves", "{{ issuer_full_upper }} QUYẾT ĐỊNH")


def body(text: str, *, last: bool = False) -> str:
    """A paragraph of the text; the `last` one stays on the page of the signature block."""
    return text_paragraph("Body", text, keep_next=last)


def article(number: int, text: str, *, last: bool = False) -> str:
    """“Điều n.” in bold, then the text."""
    return body(f"**Điều {number}.** {text}", last=last)


def heading(text: str) -> str:
    return text_paragraph("Heading", text)


def subheading(text: str) -> str:
    return text_paragraph("Subheading", text)


def dashes(clause: str, text: str, *, last: bool = False) -> str:
    """“- …” for each item of a list."""
    return loop(clause, body(f"- {text}", last=last))


def each(clause: str, text: str, *, last: bool = False) -> str:
    """One paragraph for each item of a list."""
    return loop(clause, body(text, last=last))


def bare(name: str) -> str:
    """A value without the full stop or semicolon its author may have typed; the template sets its own."""
    return f"{{{{ {name}|trim(' .;,') }}}}"


def mark(last: str = ".", other: str = ";") -> str:
    """The end mark of an item in a loop: the last one closes the sentence."""
    return f"{{{{ '{last}' if loop.last else '{other}' }}}}"


def before_table() -> str:
    """A small gap above a ruled table; the heading before it stays with the table."""
    return paragraph("TableGap", keep_next=True)


def named(person: str) -> str:
    """A person's name, and the position when there is one."""
    return f"{{{{ {person}.name }}}}{{% if {person}.position %}}, {{{{ {person}.position }}}}{{% endif %}}"
