"""Typed facts: what a procedure asks for, as Python values, as JSON, and as sentences about what is wrong."""

from webapp.workflow.facts.checks import check, is_blank, is_empty
from webapp.workflow.facts.codec import decode, encode

__all__ = ["check", "decode", "encode", "is_blank", "is_empty"]
