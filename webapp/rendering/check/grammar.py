"""What a template may say: an allow-list over Jinja's syntax tree.

A sandbox alone still lets a template eat all memory (`'a' * 10**10`) or call what it is handed, so a template is judged
before it is compiled: what is not on these lists is refused, by name and place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

FILTERS = frozenset((
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "items", "join", "last", "length", "list",
    "lower", "reverse", "sort", "title", "trim", "unique", "upper", "wordcount",
))  # fmt: skip
TESTS = frozenset((
    "defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "true", "false", "mapping",
    "sequence", "iterable", "in", "eq", "equalto", "ne", "lt", "lessthan", "le", "gt", "greaterthan", "ge", "even",
    "odd", "==", "!=", "<", "<=", ">", ">=",
))  # fmt: skip
# Calls that are harmless and usual in docxtpl templates; each becomes the filter of the same name.
METHODS = frozenset(("items", "capitalize", "lower", "title", "upper"))
LOOP_DEPTH = 4

_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.Filter, nodes.Test, nodes.If, nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.CondExpr, nodes.Concat, nodes.List, nodes.Tuple, nodes.Keyword, nodes.Neg,
)  # fmt: skip

_WORDS: dict[type[nodes.Node], tuple[str, str]] = {
    nodes.Call: ("gọi hàm trong mẫu", "chỉ viết tên của giá trị; tính sẵn giá trị trước khi điền"),
    nodes.Assign: ("lệnh set", "bỏ lệnh này; đưa giá trị vào dữ liệu"),
    nodes.AssignBlock: ("lệnh set", "bỏ lệnh này; đưa giá trị vào dữ liệu"),
    nodes.Include: ("lệnh include", "chép nội dung vào thẳng mẫu"),
    nodes.Import: ("lệnh import", "bỏ lệnh này"),
    nodes.FromImport: ("lệnh import", "bỏ lệnh này"),
    nodes.Extends: ("lệnh extends", "bỏ lệnh này"),
    nodes.Block: ("lệnh block", "bỏ lệnh này"),
    nodes.Macro: ("lệnh macro", "bỏ lệnh này; viết nội dung ra thẳng mẫu"),
    nodes.CallBlock: ("lệnh call", "bỏ lệnh này"),
    nodes.FilterBlock: ("lệnh filter", "đặt bộ lọc vào từng giá trị"),
    nodes.With: ("lệnh with", "bỏ lệnh này"),
    nodes.ScopedEvalContextModifier: ("lệnh autoescape", "bỏ lệnh này; chữ luôn được giữ nguyên văn"),
    nodes.EvalContextModifier: ("lệnh autoescape", "bỏ lệnh này; chữ luôn được giữ nguyên văn"),
    nodes.Dict: ("bảng viết ngay trong mẫu", "đưa vào dữ liệu"),
}
_ARITHMETIC = ("phép tính trong mẫu", "tính sẵn giá trị trước khi điền")


@dataclass(frozen=True)
class Violation:
    """One forbidden construct; `line` is Jinja's line number, `what` names the construct in Vietnamese."""

    line: int
    what: str
    advice: str


# How docxtpl writes braces that are no tag.
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class Plainer(NodeTransformer):
    """Turn the few harmless argument-less method calls into filters, so that no call is left at all, and docxtpl's
    braces into braces here in the template's own text, so that those in values stay as they are.
    """

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:
        for written, meant in _BRACES:
            node.data = node.data.replace(written, meant)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        method = node.node
        bare = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
        if bare and isinstance(method, nodes.Getattr) and method.attr in METHODS:
            return nodes.Filter(method.node, method.attr, [], [], None, None, lineno=node.lineno)
        return node


def violations(tree: nodes.Template) -> list[Violation]:
    """Every construct of `tree` that is not on the allow-list, in reading order."""
    return list(_walk(tree, loops=0))


def _walk(node: nodes.Node, loops: int) -> Iterator[Violation]:
    if isinstance(node, nodes.For):
        loops += 1
    complaint = _judge(node, loops)
    if complaint:
        # What stands inside a refused construct is not judged again: one sentence for one mistake.
        yield Violation(node.lineno, *complaint)
        return
    if _is_span_of_merged_cells(node):
        return
    for child in node.iter_child_nodes():
        yield from _walk(child, loops)


def _judge(node: nodes.Node, loops: int) -> tuple[str, str] | None:
    if isinstance(node, nodes.BinExpr) and not isinstance(node, nodes.And | nodes.Or):
        return None if _is_span_of_merged_cells(node) else _ARITHMETIC
    if type(node) in _WORDS:
        return _WORDS[type(node)]
    if not isinstance(node, _PLAIN):
        return f"cú pháp {type(node).__name__.lower()}", "chỉ dùng giá trị, if, for và các bộ lọc được phép"
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        return f"tên bắt đầu bằng gạch dưới ({node.attr})", "chỉ dùng tên có trong dữ liệu"
    if isinstance(node, nodes.Name) and node.name.startswith("_"):
        return f"tên bắt đầu bằng gạch dưới ({node.name})", "chỉ dùng tên có trong dữ liệu"
    if isinstance(node, nodes.Getitem):
        return _judge_index(node.arg)
    if isinstance(node, nodes.Filter | nodes.Test):
        return _judge_filter(node)
    if isinstance(node, nodes.For):
        return _judge_loop(node, loops)
    if isinstance(node, nodes.Neg) and not isinstance(node.node, nodes.Const):
        return _ARITHMETIC
    return None


def _judge_index(index: nodes.Expr) -> tuple[str, str] | None:
    if isinstance(index, nodes.Const) and isinstance(index.value, str) and index.value.startswith("_"):
        return f"tên bắt đầu bằng gạch dưới ({index.value})", "chỉ dùng tên có trong dữ liệu"
    return None


def _judge_filter(node: nodes.Filter | nodes.Test) -> tuple[str, str] | None:
    if isinstance(node, nodes.Test):
        return None if node.name in TESTS else (f"phép thử “{node.name}”", "chỉ dùng: defined, none, so sánh, in")
    if node.node is None or node.name not in FILTERS:
        return f"bộ lọc “{node.name}”", f"các bộ lọc được phép: {', '.join(sorted(FILTERS))}"
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        return f"tham số có tên của bộ lọc “{node.name}”", "chỉ dùng tham số theo thứ tự"
    return None


def _judge_loop(node: nodes.For, loops: int) -> tuple[str, str] | None:
    if node.recursive:
        return "vòng lặp recursive", "viết từng vòng lặp riêng"
    if loops > LOOP_DEPTH:
        return f"hơn {LOOP_DEPTH} vòng lặp lồng nhau", "gộp dữ liệu lại trước khi điền"
    return None


def _is_span_of_merged_cells(node: nodes.Node) -> bool:
    """`{{ 2 * loop.length }}`, which docxtpl itself writes for `{% hm %}`: a whole number times a whole number."""
    return (
        isinstance(node, nodes.Mul)
        and isinstance(node.left, nodes.Const)
        and isinstance(node.left.value, int)
        and isinstance(node.right, nodes.Getattr)
        and node.right.attr == "length"
        and isinstance(node.right.node, nodes.Name)
        and node.right.node.name == "loop"
    )
