"""The inside of a paragraph: runs, tabs, breaks, fields, links, content controls, revisions, notes, drawings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from webapp.rendering.convert.fonts import faces
from webapp.rendering.convert.model import (
    Anchor,
    Bookmark,
    Break,
    Inline,
    Item,
    NoteRef,
    RunStyle,
    Tab,
    Text,
)
from webapp.rendering.convert.read import drawings, fields, notes, symbols
from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.runs import read_run_props, stack_styles
from webapp.rendering.convert.read.xml import MC, VAL, Element, M, R, V, W, integer, local, twips

WRAPPERS = frozenset(
    ("smartTag", "customXml", "sdtContent", "dir", "bdo", "ins", "moveTo", "ruby", "rubyBase", "fldSimple")
)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DELETED = frozenset(("del", "moveFrom"))


class Content:
    """Collects the items of one paragraph. `run` holds the paragraph's run properties before direct formatting."""

    def __init__(self, context: Context, run: dict[str, object]) -> None:
        self.context = context
        self.run = run
        self.items: list[Item] = []
        self.fields = fields.Fields()
        self.link = ""
        self._styles: dict[bytes, RunStyle] = {}
        self._plain: RunStyle | None = None

    def read(self, parent: Element) -> None:
        """Read all children of a paragraph or of a wrapper inside one."""
        for element in parent:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if tag == W + "r":
                self._run(element)
            else:
                self._other(element)

    def _other(self, element: Element) -> None:
        name = local(element)
        if name == "hyperlink":
            self._hyperlink(element)
        elif name in DELETED:
            if self.context.keep_deletions:
                self.read(element)
        elif name == "sdt":
            content = element.find(W + "sdtContent")
            if content is not None:
                self.read(content)
        elif name == "fldSimple":
            self._simple_field(element)
        elif name in WRAPPERS:
            self.read(element)
        elif name == "AlternateContent":
            self._alternative(element, self.read)
        elif name == "bookmarkStart":
            self.items.append(Bookmark(element.get(W + "name") or ""))
        elif element.tag.startswith(M):
            self._math(element)

    def _run(self, element: Element) -> None:
        style = self.style(element.find(W + "rPr"))
        if style.hidden:
            # Field marks count even where their text is hidden, or the field would never end.
            for item in element:
                if item.tag == W + "fldChar":
                    self._field_mark(item, style)
            return
        self._run_items(element, style)

    def _run_items(self, parent: Element, style: RunStyle) -> None:
        for item in parent:
            self._run_item(item, style)

    def _run_item(self, item: Element, style: RunStyle) -> None:
        tag = item.tag
        if tag == W + "t":
            text = item.text or ""
            self.text(text if item.get(SPACE) == "preserve" else text.strip(" \t\r\n"), style)
            return
        name = local(item)
        if tag == W + "delText":
            if self.context.keep_deletions:
                self.text(item.text or "", style)
            return
        reader = _RUN_ITEMS.get(name)
        if reader is not None:
            reader(self, item, style)
        elif tag == MC + "AlternateContent":
            self._alternative(item, lambda choice: self._run_items(choice, style))
        elif tag.__class__ is str and tag.startswith(M):
            self._math(item)

    def style(self, element: Element | None) -> RunStyle:
        """The finished style of a run with these direct properties."""
        if element is None or not len(element):
            if self._plain is None:
                self._plain = self.context.styles.finish_run(self.run)
            return self._plain
        return self.context.styles.finish_run(self.context.styles.run_props(self.run, read_run_props(element)))

    def text(self, text: str, style: RunStyle) -> None:
        """Add text, unless it is a field's code or a field's stored result that the layout computes anew."""
        if self.fields.hides_text() or not text:
            return
        if self.context.report.place == "" and text.strip():
            self.context.report.place = text.strip()[:60]
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if symbols.is_symbol_font(style.family):
            text = symbols.to_unicode(text, style.family)
        if style.caps == "all":
            text = text.upper()
        self.context.families.add(style.family)
        if not text.isascii():
            self.context.lacking.update(faces()[style.face].lacks(text))
        link = self.link or self.fields.link
        last = self.items[-1] if self.items else None
        if isinstance(last, Text) and last.style is style and last.link == link:
            last.text += text
        else:
            self.items.append(Text(text, style, link))

    def _hyperlink(self, element: Element) -> None:
        relation = self.context.package.relations(self.context.part).get(element.get(R + "id") or "")
        anchor = element.get(W + "anchor")
        outer = self.link
        if relation is not None and relation.target.lower().startswith(("http://", "https://", "mailto:")):
            self.link = relation.target
        elif anchor:
            self.link = "#" + anchor
        self.read(element)
        self.link = outer

    def _simple_field(self, element: Element) -> None:
        field = fields.page_field(element.get(W + "instr") or "", self._first_style(element))
        if field is None:
            self.read(element)
        else:
            self.items.append(field)

    def _first_style(self, element: Element) -> RunStyle:
        run = element.find(".//" + W + "r")
        return self.style(None if run is None else run.find(W + "rPr"))

    def _alternative(self, element: Element, read: Callable[[Element], object]) -> None:
        """Take the first choice that can be drawn, else the fallback."""
        choice = drawings.choose(element)
        if choice is not None:
            read(choice)

    def _math(self, element: Element) -> None:
        self.context.report.add("Công thức toán học (OMML) chỉ hiện dưới dạng chữ", self._place())
        text = "".join(part.text or "" for part in element.iter(M + "t"))
        self.text(text, self.style(None))

    def _place(self) -> str:
        return "".join(item.text for item in self.items if isinstance(item, Text)).strip()[:60]

    def _field_mark(self, item: Element, style: RunStyle) -> None:
        field = self.fields.mark(item.get(W + "fldCharType") or "", style)
        if field is not None:
            self.items.append(field)
        data = item.find(W + "ffData")
        box = None if data is None else data.find(W + "checkBox")
        if box is not None:
            checked = box.find(W + "checked")
            checked = box.find(W + "default") if checked is None else checked
            on = checked is not None and (checked.get(VAL) or "1") in ("1", "true")
            self.items.append(Text("■" if on else "□", style))

    def _instruction(self, item: Element, style: RunStyle) -> None:
        self.fields.instruction(item.text or "", style)

    def _tab(self, item: Element, style: RunStyle) -> None:
        if not self.fields.hides_text():
            self.items.append(Tab(style, self.link))

    def _absolute_tab(self, item: Element, style: RunStyle) -> None:
        leader = item.get(W + "leader") or ""
        self.items.append(
            Tab(
                style,
                self.link,
                position=-1.0,
                kind=item.get(W + "alignment") or "left",
                leader="" if leader == "none" else leader,
            )
        )

    def _break(self, item: Element, style: RunStyle) -> None:
        kind = item.get(W + "type") or "line"
        if kind in ("page", "column") and self.context.depth:
            return  # inside tables, notes and boxes a page cannot end
        self.items.append(Break({"textWrapping": "line"}.get(kind, kind), style))

    def _symbol(self, item: Element, style: RunStyle) -> None:
        code = item.get(W + "char") or ""
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        self.text(symbols.to_unicode(sign, item.get(W + "font") or ""), style)

    def _note(self, item: Element, style: RunStyle) -> None:
        kind = "footnote" if local(item) == "footnoteReference" else "endnote"
        note = notes.read_note(self.context, kind, item)
        if note is not None:
            self.items.append(NoteRef(note, style))

    def _note_mark(self, item: Element, style: RunStyle) -> None:
        """The number inside a note: the paragraph's letters and the reference style, direct formatting apart."""
        named = self.context.styles.by_name(
            "footnote reference" if local(item) == "footnoteRef" else "endnote reference"
        )
        plain = self.context.styles.finish_run(stack_styles(self.run, self.context.styles.character(named)))
        self.text(self.context.note_format.get("current", ""), plain)

    def _drawing(self, item: Element, style: RunStyle) -> None:
        if self.fields.hides_code():
            return
        for found in drawings.read_drawing(self.context, item):
            if isinstance(found, Anchor):
                self.items.append(found)
            else:
                self.items.append(Inline(found, style))

    def _soft_hyphen(self, item: Element, style: RunStyle) -> None:
        self.text("\u00ad", style)

    def _no_break_hyphen(self, item: Element, style: RunStyle) -> None:
        self.text("\u2011", style)

    def _ruby(self, item: Element, style: RunStyle) -> None:
        base = item.find(W + "rubyBase")
        if base is not None:
            self.read(base)
        self.context.report.add("Chữ chú âm (ruby)", self._place())


_RUN_ITEMS: dict[str, Callable[[Content, Element, RunStyle], None]] = {
    "tab": Content._tab,
    "ptab": Content._absolute_tab,
    "br": Content._break,
    "cr": Content._break,
    "fldChar": Content._field_mark,
    "instrText": Content._instruction,
    "sym": Content._symbol,
    "footnoteReference": Content._note,
    "endnoteReference": Content._note,
    "footnoteRef": Content._note_mark,
    "endnoteRef": Content._note_mark,
    "drawing": Content._drawing,
    "pict": Content._drawing,
    "object": Content._drawing,
    "softHyphen": Content._soft_hyphen,
    "noBreakHyphen": Content._no_break_hyphen,
    "ruby": Content._ruby,
}
__all__ = ["Content", "V", "integer", "twips"]
