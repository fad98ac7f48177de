"""The content controls of a Word file: what the product will stamp when the document is issued."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def control_tags(docx: bytes) -> frozenset[str]:
    """The tags of all content controls of body, headers and footers. Raises what zipfile and lxml raise."""
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in filter(_STORIES.fullmatch, package.namelist()):
            root = etree.fromstring(package.read(name), safe)
            found.update(str(tag.get(f"{_W}val")) for tag in root.iter(f"{_W}tag"))
    return frozenset(found)
