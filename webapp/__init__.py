"""Án Thư: the paperwork of a Party inspection commission."""
