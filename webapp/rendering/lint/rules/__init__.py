"""The checks, in the order in which a reader meets their subjects on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from webapp.rendering.lint.finding import Remark
from webapp.rendering.lint.rules import body, formats, head, page, recipients, signature, title, typing
from webapp.rendering.lint.sheet import Sheet

Check = Callable[[Sheet], Iterator[Remark]]

_ROOMS = (page, formats, head, title, body, signature, recipients, typing)
# A check is named as its rule.
CHECKS: dict[str, Check] = {check.__name__: check for room in _ROOMS for check in room.CHECKS}

__all__ = ["CHECKS", "Check"]
