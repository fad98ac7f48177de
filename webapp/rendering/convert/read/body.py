"""Blocks: paragraphs and tables of a body, a cell, a header, a note or a text box."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from webapp.rendering.convert.model import Block, Bookmark, Break, Label, Paragraph
from webapp.rendering.convert.read import drawings, tables
from webapp.rendering.convert.read.content import Content
from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.paragraphs import finish_paragraph, read_para_props, stack_paragraphs
from webapp.rendering.convert.read.runs import read_run_props, stack
from webapp.rendering.convert.read.symbols import to_unicode
from webapp.rendering.convert.read.xml import MC, Element, W, child, local

TRANSPARENT = frozenset(("customXml", "smartTag", "ins", "moveTo"))


def read_blocks(context: Context, parent: Element) -> list[Block]:
    """All blocks directly inside `parent`, content controls and revisions opened."""
    blocks: list[Block] = []
    for element in block_elements(context, parent):
        if element.tag == W + "p":
            paragraph = read_paragraph(context, element)
            if not is_hidden(paragraph):
                blocks.append(paragraph)
        else:
            table = tables.read_table(context, element)
            if table is not None:
                blocks.append(table)
    return blocks


def block_elements(context: Context, parent: Element) -> list[Element]:
    """The w:p and w:tbl elements in order, out of whatever wraps them."""
    found: list[Element] = []
    stack_of = [iter(parent)]
    while stack_of:
        element = next(stack_of[-1], None)
        if element is None:
            stack_of.pop()
            continue
        if element.tag in (W + "p", W + "tbl"):
            found.append(element)
            continue
        name = local(element)
        if name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                stack_of.append(iter(content))
        elif name in TRANSPARENT or (name in ("del", "moveFrom") and context.keep_deletions):
            stack_of.append(iter(element))
        elif element.tag == MC + "AlternateContent":
            choice = drawings.choose(element)
            if choice is not None:
                stack_of.append(iter(choice))
        elif name == "altChunk":
            context.report.add("Nội dung nhúng từ tệp khác (altChunk)")
    return found


def read_paragraph(context: Context, element: Element) -> Paragraph:
    """One paragraph with its properties, its label and its content."""
    styles = context.styles
    ppr = child(element, "pPr")
    direct = read_para_props(ppr)
    style_id = direct.get("pStyle") or styles.default_paragraph
    style_para, style_run = styles.paragraph(style_id)
    props = stack_paragraphs(stack_paragraphs(styles.defaults_para, context.table_para), style_para)
    base_run = styles.base_run(context.table_run, style_run)
    label_props, level_para = _list_level(context, style_id, style_para, direct, base_run)
    if level_para:
        # An indent of the style itself wins over the list's; the list's wins over inherited ones.
        props = stack_paragraphs(props, level_para)
        own = _own_indent(context, style_id, style_para, direct)
        props = stack_paragraphs(props, own)
    props = stack_paragraphs(props, direct)
    if props.get("rtl"):
        context.report.add("Đoạn viết từ phải sang trái", "")
    mark_element = child(ppr, "rPr")
    mark_props = styles.run_props(base_run, read_run_props(mark_element))
    mark = styles.finish_run(mark_props)
    paragraph = Paragraph(finish_paragraph(props, style_id), mark, [])
    if label_props is not None:
        paragraph.label = _label(context, label_props, mark_props)
    context.report.place = ""
    content = Content(context, base_run)
    content.read(element)
    paragraph.items = content.items
    _begin_page(paragraph)
    return paragraph


def _begin_page(paragraph: Paragraph) -> None:
    """A page break that comes before all text of a paragraph is as good as "page break before"."""
    for index, item in enumerate(paragraph.items):
        if isinstance(item, Bookmark):
            continue
        if isinstance(item, Break) and item.kind == "page" and len(paragraph.items) > index + 1:
            del paragraph.items[index]
            paragraph.style = replace(paragraph.style, break_before=True)
        return


def mark_is_deleted(context: Context, element: Element) -> bool:
    """The paragraph mark is a tracked deletion: the paragraph joins the next one."""
    mark = child(child(element, "pPr"), "rPr")
    return not context.keep_deletions and child(mark, "del") is not None


def _list_level(
    context: Context, style_id: str, style_para: dict[str, Any], direct: dict[str, Any], base_run: dict[str, Any]
) -> tuple[Any, dict[str, Any]]:
    num = direct.get("num", style_para.get("num"))
    if not num or num == "0":
        return None, {}
    level = direct.get("level")
    if level is None:
        tied = context.numbering.level_of_style(num, style_id)
        level = style_para.get("level", tied or 0) if tied is None else tied
    found = context.numbering.level(num, level)
    if found is None:
        return None, {}
    text = context.numbering.advance(num, level)
    return (found, text, base_run), found.para


def _own_indent(context: Context, style_id: str, style_para: dict[str, Any], direct: dict[str, Any]) -> dict[str, Any]:
    """Indents that the paragraph style sets beside its own numbering."""
    if "num" in direct and direct["num"] != style_para.get("num"):
        return {}
    return {key: style_para[key] for key in ("left", "right", "first") if key in style_para and "num" in style_para}


def _label(context: Context, found: Any, mark_props: dict[str, Any]) -> Label | None:
    level, text, _ = found
    props = dict(mark_props)
    for key in ("underline", "script", "rise", "highlight", "shade"):
        props.pop(key, None)
    style = context.styles.finish_run(stack(props, level.run))
    text = to_unicode(text, style.family)
    if style.caps == "all":
        text = text.upper()
    if not text and level.suffix != "tab":
        return None
    return Label(text, style, level.suffix, level.align)


def is_hidden(paragraph: Paragraph) -> bool:
    """An empty paragraph whose mark is hidden takes no room."""
    return paragraph.mark.hidden and not paragraph.items


__all__ = ["is_hidden", "mark_is_deleted", "read_blocks", "read_paragraph"]
