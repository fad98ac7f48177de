"""Judge the tags of one part in order: grammar, blocks that open and close, names that exist."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, meta, nodes

from webapp.rendering.check.problem import TemplateProblem
from webapp.rendering.check.sandbox import ForbiddenConstruct, Sandbox
from webapp.rendering.check.scan import Stretch
from webapp.rendering.check.tags import Tag, split

_STATEMENT = re.compile(r"(\w+)\s*(.*)", re.DOTALL)
_FORBIDDEN = frozenset((
    "set", "include", "import", "from", "extends", "block", "macro", "call", "filter", "with", "autoescape", "raw",
    "do", "trans", "break", "continue", "debug",
))  # fmt: skip
_ENDS = {"endif": "if", "endfor": "for"}


@dataclass
class _Block:
    word: str
    names: frozenset[str]
    stretch: Stretch
    shown: str


@dataclass
class Judge:
    """Reads the stretches of one part; `problems` and `names` grow as it goes."""

    known: Collection[str] | None = None
    problems: list[TemplateProblem] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    _blocks: list[_Block] = field(default_factory=list)
    _sandbox: Sandbox = field(default_factory=Sandbox)
    _trees: dict[str, nodes.Template] = field(default_factory=dict)

    def read(self, stretch: Stretch) -> None:
        """Judge every tag of a stretch that docxtpl fills."""
        for tag in split(stretch.text):
            if not tag.kind:
                self._complain(stretch, tag.shown, tag.inner, "viết lại thẻ cho đủ cả hai đầu, liền một đoạn")
            elif tag.kind == "{{":
                self._expression(tag.inner, stretch, tag)
            elif tag.kind == "{%":
                self._statement(stretch, tag)

    def refuse(self, stretch: Stretch) -> None:
        """Report every tag of a stretch that is never filled."""
        for tag in split(stretch.text):
            if tag.kind in ("{{", "{%"):
                self._complain(stretch, tag.shown, "chỗ này không được điền", "chuyển thẻ vào thân văn bản hoặc xoá đi")

    def finish(self) -> None:
        """Report the blocks left open at the end of the part."""
        for block in self._blocks:
            self._complain(block.stretch, block.shown, f"chưa đóng “{block.word}”", f"thêm {{% end{block.word} %}}")
        self._blocks.clear()

    def _complain(self, stretch: Stretch, shown: str, sentence: str, advice: str) -> None:
        self.problems.append(TemplateProblem(stretch.part, stretch.paragraph, shown, sentence, advice))

    def _statement(self, stretch: Stretch, tag: Tag) -> None:
        match = _STATEMENT.fullmatch(tag.inner)
        word, rest = (match[1], match[2]) if match else ("", tag.inner)
        if word == "for":
            self._open(word, self._parsed(f"{{% for {rest} %}}{{% endfor %}}", stretch, tag), stretch, tag)
        elif word == "if":
            self._open(word, self._parsed(f"{{% if {rest} %}}{{% endif %}}", stretch, tag), stretch, tag)
        elif word in ("elif", "else"):
            self._middle(word, rest, stretch, tag)
        elif word in _ENDS:
            self._close(word, rest, stretch, tag)
        elif word in ("colspan", "cellbg"):
            self._expression(rest, stretch, tag)
        elif word in ("vm", "hm") and not rest:
            if not any(block.word == "for" for block in self._blocks):
                self._complain(stretch, tag.shown, f"“{word}” đứng ngoài vòng lặp", "đặt trong một ô của {% for %}")
        else:
            self._unknown(word, stretch, tag)

    def _unknown(self, word: str, stretch: Stretch, tag: Tag) -> None:
        if word in _FORBIDDEN:
            self._complain(stretch, tag.shown, f"không được dùng lệnh “{word}”", "bỏ lệnh này; đưa giá trị vào dữ liệu")
        elif word.removeprefix("end") not in _FORBIDDEN or not word.startswith("end"):
            self._complain(stretch, tag.shown, f"không có lệnh “{word}”", "chỉ dùng for, if, elif, else, endfor, endif")

    def _open(self, word: str, tree: nodes.Template | None, stretch: Stretch, tag: Tag) -> None:
        names: set[str] = set()
        if tree and word == "for":
            loop = next(tree.find_all(nodes.For))
            names = {name.name for name in loop.target.find_all(nodes.Name)} | {"loop"}
            if isinstance(loop.target, nodes.Name):
                names.add(loop.target.name)
        self._blocks.append(_Block(word, frozenset(names), stretch, tag.shown))

    def _middle(self, word: str, rest: str, stretch: Stretch, tag: Tag) -> None:
        if not self._blocks or (word == "elif" and self._blocks[-1].word != "if"):
            self._complain(stretch, tag.shown, f"“{word}” không nằm trong khối if nào", "thêm {% if … %} trước nó")
        if word == "elif":
            self._parsed(f"{{% if {rest} %}}{{% endif %}}", stretch, tag)
        elif rest:
            self._complain(stretch, tag.shown, "thừa chữ sau “else”", "viết {% else %}, hoặc {% elif … %}")

    def _close(self, word: str, rest: str, stretch: Stretch, tag: Tag) -> None:
        if rest:
            self._complain(stretch, tag.shown, f"thừa chữ sau “{word}”", f"viết {{% {word} %}}")
        if self._blocks and self._blocks[-1].word == _ENDS[word]:
            self._blocks.pop()
            return
        opener = _ENDS[word]
        self._complain(stretch, tag.shown, f"“{word}” không đóng khối {opener} nào đang mở", "xem lại thứ tự các khối")
        if any(block.word == opener for block in self._blocks):
            while self._blocks.pop().word != opener:
                pass

    def _expression(self, inner: str, stretch: Stretch, tag: Tag) -> None:
        if not inner:
            self._complain(stretch, tag.shown, "thẻ trống", "viết tên của giá trị vào giữa, hoặc xoá thẻ")
            return
        self._parsed(f"{{{{ {inner} }}}}", stretch, tag)

    def _parsed(self, source: str, stretch: Stretch, tag: Tag) -> nodes.Template | None:
        """The tag's own syntax tree with its names noted; None after a complaint."""
        try:
            tree = self._trees.get(source) or self._sandbox.parse(source)
        except ForbiddenConstruct as error:
            for each in error.found:
                self._complain(stretch, tag.shown, f"không được dùng {each.what}", each.advice)
            return None
        except TemplateSyntaxError:
            self._complain(stretch, tag.shown, "thẻ viết sai cú pháp", "viết dạng {{ ten }} hoặc {% for x in ten %}")
            return None
        except Exception:
            self._complain(stretch, tag.shown, "thẻ không hiểu được", "viết lại thẻ ngắn gọn hơn")
            return None
        self._trees[source] = tree
        scope: frozenset[str] = frozenset().union(*(block.names for block in self._blocks))
        for name in sorted(meta.find_undeclared_variables(tree) - scope):
            self._name(name, stretch, tag)
        return tree

    def _name(self, name: str, stretch: Stretch, tag: Tag) -> None:
        if name == "loop":
            self._complain(stretch, tag.shown, "“loop” đứng ngoài vòng lặp", "đặt trong {% for %}")
            return
        self.names.add(name)
        if self.known is not None and name not in self.known:
            close = difflib.get_close_matches(name, self.known, n=1)
            advice = f"có phải “{close[0]}”?" if close else "khai báo tên này ở template.toml, hoặc sửa lại"
            self._complain(stretch, tag.shown, f"không có giá trị nào tên “{name}”", advice)
