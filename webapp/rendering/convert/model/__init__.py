"""What a Word file says, as plain values: the reader fills these, the layout turns them into pages.

Nothing here knows about XML, and nothing here knows about PDF.
"""

from webapp.rendering.convert.model.blocks import (
    Block,
    Cell,
    Document,
    Label,
    Paragraph,
    Row,
    Section,
    Settings,
    Table,
    inner_blocks,
)
from webapp.rendering.convert.model.inline import (
    Anchor,
    Bookmark,
    Break,
    Drawing,
    Inline,
    Item,
    Note,
    NoteRef,
    PageField,
    Placing,
    Tab,
    Text,
)
from webapp.rendering.convert.model.styles import (
    Border,
    Colour,
    Frame,
    ParaStyle,
    RunStyle,
    TabStop,
)

__all__ = [
    "Anchor",
    "Block",
    "Bookmark",
    "Border",
    "Break",
    "Cell",
    "Colour",
    "Document",
    "Drawing",
    "Frame",
    "Inline",
    "Item",
    "Label",
    "Note",
    "NoteRef",
    "PageField",
    "ParaStyle",
    "Paragraph",
    "Placing",
    "Row",
    "RunStyle",
    "Section",
    "Settings",
    "Tab",
    "TabStop",
    "Table",
    "Text",
    "inner_blocks",
]
