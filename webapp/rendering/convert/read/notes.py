"""Footnotes and endnotes: their bodies and their numbers, in the order of reference."""

from __future__ import annotations

from webapp.rendering.convert.model import Note
from webapp.rendering.convert.read import body
from webapp.rendering.convert.read.context import DEPTH, Context
from webapp.rendering.convert.read.numbering import format_number
from webapp.rendering.convert.read.xml import Element, W, value

KINDS = (("footnote", "footnotes"), ("endnote", "endnotes"))


def load_notes(context: Context) -> None:
    """Find the note bodies of the file, by kind and id; they are read when they are referred to."""
    for kind, relation in KINDS:
        part = context.package.related(context.package.main, relation)
        root = context.package.xml(part)
        if root is None or part is None:
            continue
        context.note_parts[kind] = part
        for element in root.findall(W + kind):
            if element.get(W + "type") in (None, "normal"):
                context.notes[kind, element.get(W + "id") or ""] = element


def read_format(context: Context, settings: Element | None) -> None:
    """The number format of the notes, from the settings part."""
    for kind in ("footnote", "endnote"):
        props = None if settings is None else settings.find(W + kind + "Pr")
        found = value(props, "numFmt")
        if found:
            context.note_format[kind] = found


def read_note(context: Context, kind: str, reference: Element) -> Note | None:
    """The note a reference points to, numbered; None when the file has no such note."""
    element = context.notes.get((kind, reference.get(W + "id") or ""))
    if element is None or context.depth >= DEPTH:
        return None
    custom = (reference.get(W + "customMarkFollows") or "0").lower() in ("1", "true", "on")
    if not custom:
        context.note_count[kind] += 1
    label = "" if custom else format_number(context.note_count[kind], context.note_format[kind])
    part, outer, table = context.part, context.note_format.get("current", ""), (context.table_run, context.table_para)
    context.part = context.note_parts[kind]
    context.note_format["current"] = label
    context.table_run, context.table_para = {}, {}
    context.depth += 1
    try:
        blocks = body.read_blocks(context, element)
    finally:
        context.part = part
        context.note_format["current"] = outer
        context.table_run, context.table_para = table
        context.depth -= 1
    note = Note(label, blocks, kind)
    if kind == "endnote":
        context.endnotes.append(note)
    return note
