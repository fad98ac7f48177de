"""The only Jinja environment that ever sees a Word template: sandboxed, strict, and blind to Python attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from webapp.rendering.check.grammar import FILTERS, TESTS, Plainer, Violation, violations

# Names that the running fill asked for and the values do not have; None outside a fill.
missing_names: ContextVar[dict[str, None] | None] = ContextVar("missing_names", default=None)

_LOOP = frozenset((
    "index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "depth",
    "depth0",
))  # fmt: skip


class ForbiddenConstruct(SecurityError):
    """The template says something that is not on the allow-list."""

    def __init__(self, found: list[Violation]) -> None:
        super().__init__("; ".join(each.what for each in found))
        self.found = found


class Missing(Undefined):
    """A name without a value. It stays silent so that a fill can collect all of them, and notes itself when used."""

    __slots__ = ()
    is_blank = is_nothing = False

    def __getattr__(self, name: str) -> Any:
        self.note()
        raise AttributeError(name)

    def _path(self) -> str:
        base = getattr(self._undefined_obj, "path", "")
        return f"{base}.{self._undefined_name}" if base else str(self._undefined_name)

    def note(self) -> None:
        """Report this name as missing from the running fill."""
        names = missing_names.get()
        if names is not None:
            names.setdefault(self._path())

    def __str__(self) -> str:
        self.note()
        return ""

    __html__ = __str__

    def __iter__(self) -> Iterator[Any]:
        self.note()
        return iter(())

    def __bool__(self) -> bool:
        self.note()
        return False

    def __len__(self) -> int:
        self.note()
        return 0

    def __hash__(self) -> int:
        return id(type(self))

    def _no(self, other: object) -> bool:
        self.note()
        return False

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _no  # type: ignore[assignment]


class Sandbox(ImmutableSandboxedEnvironment):
    """Values are dicts, lists and scalars: `a.b` means the item `b`, never a Python attribute; nothing is called."""

    def __init__(self, *, autoescape: bool = True) -> None:
        super().__init__(autoescape=autoescape, undefined=Missing, cache_size=0)
        self.globals.clear()
        self.filters = {name: _keeping_blanks(self.filters[name]) for name in FILTERS}
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.tests["none"] = lambda value: value is None or getattr(value, "is_nothing", False)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = Plainer().visit(super()._parse(source, name, filename))
        found = violations(tree)
        if found:
            raise ForbiddenConstruct(found)
        return tree  # type: ignore[no-any-return]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute) if attribute in _LOOP else self.undefined(obj=obj, name=attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Missing):
            obj.note()
            return obj
        if isinstance(obj, dict | list | tuple | str) and not (isinstance(argument, str) and not isinstance(obj, dict)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        return self.undefined(obj=obj, name=str(argument))

    def call(*args: Any, **kwargs: Any) -> Any:
        raise SecurityError("no call is allowed")


_TEXT_FILTERS = frozenset((
    "capitalize", "e", "escape", "lower", "title", "trim", "upper",
))  # fmt: skip


def _keeping_blanks(function: Callable[..., Any]) -> Callable[..., Any]:
    """A text filter hands an empty value on unchanged, so that the blank is still reported by its name when printed."""
    if function.__name__.removeprefix("do_") not in _TEXT_FILTERS:
        return function

    def filtered(value: Any, *args: Any) -> Any:
        return value if getattr(value, "is_blank", False) else function(value, *args)

    return filtered
