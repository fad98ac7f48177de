"""The head and the end of a State document (Nghị định 30/2020/NĐ-CP), for offices that also issue State papers."""

from __future__ import annotations

from webapp.rendering.scaffold.tables import Cell, borderless
from webapp.rendering.scaffold.xml import control, dxa, paragraph, run, text_paragraph

LEFT_MM, RIGHT_MM = 67.0, 98.0
"""The national title needs a wider column than that of the Party."""
# “Độc lập - Tự do - Hạnh phúc” in Times New Roman bold 14 pt: sum of the advance widths.
_MOTTO_DXA = 3620
_ORG_RULE_DXA = 1300
_BLANK = "\u00a0" * 8


def state_letterhead(*, letter: bool = False) -> str:
    """Issuing body and rule | national title, motto and rule; `Số: …/…` | place and date. A letter: “V/v …” below."""
    left = text_paragraph("ParentOrg", "{{ parent_org_name }}") + text_paragraph("IssuingOrg", "{{ issuing_org_name }}")
    right = text_paragraph("PartyTitle", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    right += text_paragraph("Motto", "Độc lập - Tự do - Hạnh phúc")
    first = [Cell(left + _rule(LEFT_MM, _ORG_RULE_DXA)), Cell(right + _rule(RIGHT_MM, _MOTTO_DXA))]
    below = paragraph("Number", control("doc_number", f"Số: {_BLANK}/{{{{ doc_symbol }}}}", number=1001))
    if letter:
        below += text_paragraph("LetterSubject", "V/v {{ subject_line }}")
    date = paragraph("PlaceDate", run("{{ place_name }}, ") + control("issue_date", "{{ blank_date }}", number=1002))
    return borderless([first, [Cell(below), Cell(date)]], [LEFT_MM, RIGHT_MM])


def _rule(column_mm: float, length_dxa: int) -> str:
    side = (dxa(column_mm) - length_dxa) // 2
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    return f'<w:p><w:pPr><w:pStyle w:val="TitleRule"/>{border}<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
