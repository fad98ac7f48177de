"""The whole file: settings, styles, lists, then the body cut into sections."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from webapp.rendering.convert.fontmetrics import is_replaced
from webapp.rendering.convert.model import Block, Document, Paragraph, Section, Settings
from webapp.rendering.convert.read import body, notes, sections, tables
from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.numbering import Numbering
from webapp.rendering.convert.read.package import NotWord, Package
from webapp.rendering.convert.read.styles import Styles, read_styles
from webapp.rendering.convert.read.theme import Theme
from webapp.rendering.convert.read.xml import VAL, Element, W, child, flag, integer, parse, twips, value
from webapp.rendering.convert.report import Report

STYLES_KEPT = 6


def read_document(data: bytes, report: Report, *, keep_deletions: bool = False) -> Document:
    """The model of a .docx file. Raises NotWord."""
    package = Package(data)
    root = package.xml(package.main)
    bodies = [] if root is None else root.findall(W + "body")
    if not bodies:
        raise NotWord("Không đọc được phần thân của văn bản Word.")
    settings_root = package.xml(package.related(package.main, "settings"))
    settings = read_settings(settings_root)
    context = Context(
        package=package,
        styles=_styles(package),
        numbering=Numbering(package.xml(package.related(package.main, "numbering"))),
        settings=settings,
        report=report,
        part=package.main,
        keep_deletions=keep_deletions,
    )
    settings.body_size = context.styles.base_run({}, context.styles.paragraph("")[1]).get("size", 10.0)
    notes.load_notes(context)
    notes.read_format(context, settings_root)
    # Careless programs write several bodies; each is taken as a section.
    found: list[Section] = []
    for content in bodies:
        _read_sections(context, content, found)
    _report_letters(context)
    title, language = _core(package)
    return Document(found, settings, title, language, context.endnotes)


def _report_letters(context: Context) -> None:
    """Name the fonts whose letters others stand for, and the signs the typeface has not."""
    for family in sorted(filter(is_replaced, context.families)):
        context.report.add(f"Phông chữ “{family}” được thay bằng phông kèm theo", "")
    signs = "".join(sorted(char for char in context.lacking if char.isprintable() or char >= "\ue000"))
    if signs:
        codes = " ".join(f"U+{ord(char):04X}" for char in signs[:20])
        context.report.add("Ký tự không có trong phông kèm theo, hiện thành ô vuông", codes)


def read_settings(root: Element | None) -> Settings:
    """The switches of the settings part that move text."""
    settings = Settings()
    if root is None:
        return settings
    compat = child(root, "compat")
    settings.compat = 12
    for item in () if compat is None else compat.findall(W + "compatSetting"):
        if item.get(W + "name") == "compatibilityMode":
            settings.compat = integer(item.get(VAL)) or 12
    settings.tab = twips(value(root, "defaultTabStop")) or 36.0
    settings.even_odd = bool(flag(root, "evenAndOddHeaders"))
    settings.mirror = bool(flag(root, "mirrorMargins"))
    settings.gutter_top = bool(flag(root, "gutterAtTop"))
    settings.sum_spacing = bool(flag(compat, "doNotUseHTMLParagraphAutoSpacing"))
    settings.stretch_breaks = not flag(compat, "doNotExpandShiftReturn")
    return settings


def _read_sections(context: Context, content: Element, found: list[Section]) -> None:
    blocks: list[Block] = []
    joined: Paragraph | None = None
    for element in body.block_elements(context, content):
        if element.tag == W + "tbl":
            table = tables.read_table(context, element)
            if table is not None:
                blocks.append(table)
            continue
        paragraph = body.read_paragraph(context, element)
        if joined is not None:
            paragraph.items = joined.items + paragraph.items
            joined = None
        ends = child(child(element, "pPr"), "sectPr")
        if ends is None and body.is_hidden(paragraph):
            continue
        if ends is None and body.mark_is_deleted(context, element):
            joined = paragraph
            continue
        blocks.append(paragraph)
        if ends is not None:
            found.append(_close(context, ends, found, blocks))
            blocks = []
    if joined is not None and joined.items:
        blocks.append(joined)
    found.append(_close(context, child(content, "sectPr"), found, blocks))


def _close(context: Context, element: Element | None, found: list[Section], blocks: list[Block]) -> Section:
    section = sections.read_section(context, element, found[-1] if found else None)
    section.blocks = blocks
    return section


def _styles(package: Package) -> Styles:
    theme = package.related(package.main, "theme")
    return _cached_styles(
        package.read(package.related(package.main, "styles") or "") or b"",
        (package.read(theme) if theme else None) or b"",
    )


@lru_cache(maxsize=STYLES_KEPT)
def _cached_styles(styles: bytes, theme: bytes) -> Styles:
    """Files made from one template share these parts, often the largest of the file."""
    return read_styles(_root(styles), Theme(_root(theme)))


def _root(data: bytes) -> Element | None:
    try:
        return parse(data) if data else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def _core(package: Package) -> tuple[str, str]:
    root = package.xml(package.related("", "core-properties"))
    found = {"title": "", "language": ""}
    for element in () if root is None else root:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in found:
            found[name] = (element.text or "").strip()
    return found["title"], found["language"]
