"""The paragraph styles of every template, computed from a layout profile; Word shows a clerk their Vietnamese names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from webapp.rendering.layout import LayoutProfile
from webapp.rendering.scaffold.xml import W_NS, dxa, half_points


@dataclass(frozen=True)
class Style:
    """One paragraph style. `line` in points means exactly that much; None means single spacing."""

    id: str
    name: str
    size: float
    align: str = "left"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    before: float = 0.0
    line: float | None = None
    first_line_mm: float = 0.0
    keep_next: bool = False

    def xml(self) -> str:
        spacing = f'<w:spacing w:before="{round(self.before * 20)}" w:after="0" {self._line()}/>'
        indent = f'<w:ind w:firstLine="{dxa(self.first_line_mm)}"/>' if self.first_line_mm else ""
        face = "<w:b/>" * self.bold + "<w:i/>" * self.italic
        size = half_points(self.size)
        under = '<w:u w:val="single"/>' * self.underline
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{escape(self.name)}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"<w:keepNext/>" * self.keep_next}{spacing}{indent}'
            f'<w:jc w:val="{self.align}"/></w:pPr><w:rPr>{face}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{under}'
            "</w:rPr></w:style>"
        )

    def _line(self) -> str:
        if self.line is None:
            return 'w:line="240" w:lineRule="auto"'
        return f'w:line="{round(self.line * 20)}" w:lineRule="exact"'


def styles_of(profile: LayoutProfile) -> list[Style]:
    """Every style, sizes and distances taken from the profile."""
    return [*_letterhead(profile), *_content(profile), *_ending(profile)]


def _letterhead(profile: LayoutProfile) -> list[Style]:
    size, gap = profile.size, profile.spacing.paragraph_pt
    motto = [Style("Motto", "Tiêu ngữ", size.motto.use, "center", bold=True)] if size.motto else []
    subject, slanted = size.letter_subject or size.recipients, profile.system == "party"
    return [
        *motto,
        Style("PartyTitle", "Tiêu đề Đảng", size.party_title.use, "center", bold=True),
        Style("TitleRule", "Đường kẻ dưới tiêu đề", 2, "center", line=3),
        Style("ParentOrg", "Tên cơ quan cấp trên", size.parent_org.use, "center"),
        Style("IssuingOrg", "Tên cơ quan ban hành", size.issuing_org.use, "center", bold=True),
        Style("Star", "Dấu sao", size.star.use, "center"),
        Style("Number", "Số và ký hiệu", size.number.use, "center"),
        Style("PlaceDate", "Địa danh, ngày tháng", size.place_date.use, "center", italic=True),
        Style("LetterSubject", "Trích yếu công văn", subject.use, "center", italic=slanted),
        Style("TypeName", "Tên loại văn bản", size.type_name.use, "center", bold=True, before=gap * 3, keep_next=True),
        Style("SubjectLine", "Trích yếu", size.subject_line.use, "center", bold=True, keep_next=True),
        Style("Separator", "Ngăn cách dưới trích yếu", size.subject_line.use, "center"),
        Style("Addressee", "Kính gửi, Kính trình", size.body.use, "center", before=gap),
    ]


def _content(profile: LayoutProfile) -> list[Style]:
    size, gap = profile.size.body.use, profile.spacing.paragraph_pt
    line, indent = profile.spacing.line_pt.use, profile.spacing.first_line_mm
    state = profile.system == "state"
    return [
        Style("Body", "Nội dung", size, "both", before=gap, line=line, first_line_mm=indent),
        Style("Basis", "Căn cứ", size, "both", italic=state, before=gap, line=line, first_line_mm=indent),
        Style("Resolves", "Câu quyết định", size, "center", bold=True, before=gap * 2, line=line, keep_next=True),
        *(
            Style(id_, name, size, "both", bold=True, before=gap, line=line, first_line_mm=indent, keep_next=True)
            for id_, name in (("Heading", "Đề mục lớn"), ("Subheading", "Đề mục nhỏ"))
        ),
        Style("Centred", "Dòng giữa trang", size, "center", before=gap, line=line),
        Style("Tag", "Dòng lệnh của mẫu", size, line=line),
        Style("TableGap", "Khoảng trước bảng", 4, line=gap),
        Style("CellHead", "Đầu cột của bảng", size - 1, "center", bold=True),
        Style("Cell", "Ô bảng", size - 1),
        Style("CellCentre", "Ô bảng, giữa", size - 1, "center"),
    ]


def _ending(profile: LayoutProfile) -> list[Style]:
    size, state = profile.size, profile.system == "state"
    label = Style("RecipientsLabel", "Chữ Nơi nhận", size.recipients_label.use, underline=True)
    return [
        replace(label, bold=True, italic=True, underline=False) if state else label,
        Style("Recipients", "Danh sách nơi nhận", size.recipients.use),
        Style("Authority", "Quyền hạn ký", size.authority.use, "center", bold=True),
        Style("SignerTitle", "Chức vụ người ký", size.signer_title.use, "center", bold=state),
        Style("SignatureGap", "Chỗ ký", size.signer_name.use, "center"),
        Style("SignerName", "Họ tên người ký", size.signer_name.use, "center", bold=True),
        Style("PageNumber", "Số trang", size.page_number.use, "center"),
        Style("Tail", "Cuối văn bản", 1, line=1),
    ]


def styles_xml(profile: LayoutProfile) -> str:
    """The whole styles part."""
    font, size = escape(profile.font.name), half_points(profile.size.body.use)
    fonts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    margins = "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in _CELL_MARGINS)
    return (
        f'<w:styles xmlns:w="{W_NS}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:color w:val="000000"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr>'
        f"</w:rPrDefault><w:pPrDefault><w:pPr>{spacing}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
        + "".join(style.xml() for style in styles_of(profile))
        + "</w:styles>"
    )


_CELL_MARGINS = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
