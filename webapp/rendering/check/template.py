"""Check a whole template: every mistake at once, in every part."""

from __future__ import annotations

import io
from collections.abc import Collection

from docxtpl import DocxTemplate

from webapp.rendering.check.judge import Judge
from webapp.rendering.check.problem import TemplateProblem
from webapp.rendering.check.sandbox import ForbiddenConstruct, Sandbox
from webapp.rendering.check.scan import Unreadable, stretches
from webapp.rendering.check.sources import properties, sources

_PROPERTIES = "docProps/core.xml"


def check_template(template: bytes, names: Collection[str] | None) -> list[TemplateProblem]:
    """Every broken tag, forbidden construct, misplaced tag and, when `names` are given, unknown name of a .docx file.

    `names` are top-level names (`members` allows `members[0].name`). An empty list means that the file can be filled.
    """
    known = None if names is None else {name.split(".")[0].split("[")[0] for name in names}
    try:
        judges = _judged(template, known)
    except Unreadable as error:
        what = f"không đọc được phần {error.part}" if error.part else "không mở được tệp như một tệp Word"
        return [TemplateProblem(error.part or "tệp", 0, "", what, "mở bằng Word rồi lưu lại dạng .docx")]
    problems = [problem for judge in judges.values() for problem in judge.problems]
    return problems + _left_over(template, {problem.part for problem in problems})


def variables(template: bytes) -> set[str]:
    """The top-level names that a template asks for. Raises Unreadable."""
    return {name for judge in _judged(template, None).values() for name in judge.names}


def _judged(template: bytes, known: Collection[str] | None) -> dict[str, Judge]:
    judges: dict[str, Judge] = {}
    for stretch in stretches(template):
        judge = judges.setdefault(stretch.part, Judge(known))
        if stretch.filled:
            judge.read(stretch)
        else:
            judge.refuse(stretch)
    for judge in judges.values():
        judge.finish()
    return judges


def _left_over(template: bytes, complained: set[str]) -> list[TemplateProblem]:
    """Compile what docxtpl makes of the parts found clean: a tag cut into pieces may only show there."""
    try:
        word = DocxTemplate(io.BytesIO(template))
        word.init_docx()
        # docxtpl's patterns are slow over broken tags, and a part with mistakes has been reported already.
        found = sources(word, leave_out=complained)
        if _PROPERTIES not in complained:
            found.update((f"{_PROPERTIES} ({name})", text) for name, text in properties(word).items())
    except Exception:
        return [TemplateProblem("tệp", 0, "", "python-docx không đọc được tệp", "mở bằng Word rồi lưu lại dạng .docx")]
    sandbox = Sandbox()
    problems: list[TemplateProblem] = []
    for part, source in found.items():
        try:
            sandbox.from_string(source)
        except ForbiddenConstruct as error:
            for each in error.found:
                problems.append(TemplateProblem(part, 0, "", f"không được dùng {each.what}", each.advice))
        except Exception:
            problems.append(TemplateProblem(part, 0, "", "thẻ bị cắt rời hoặc lồng nhau sai", "gõ lại thẻ cho liền"))
    return problems
