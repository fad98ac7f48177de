"""Read a workbook that somebody brings: guarded before it is opened, read in a child process, given as plain cells."""

from webapp.rendering.sheet.guard import admit_sheet
from webapp.rendering.sheet.read import Cell, Sheet, decode_sheet, encode_sheet, read_sheet

__all__ = ["Cell", "Sheet", "admit_sheet", "decode_sheet", "encode_sheet", "read_sheet"]
