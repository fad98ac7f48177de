"""A step written once for several procedures: taken whole, changed in places, said in the procedure's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.errors import DataFileError
from webapp.workflow.procedure import Procedure, load_procedure

BLOCK = """\
[[step]]
id = "propose"
stage = "plan"
phase = "preparation"
label = "Đề xuất {verb} {subject}"
actor = "area_officer"
after = []
help = "{Verb} theo chương trình."
[[step.fact]]
key = "days"
type = "int"
label = "Số ngày {verb}"
required = true
[[step.fact]]
key = "reason"
type = "text"
label = "Lý do"
required = true
"""
HEAD = """\
code = "GS_THU"
version = 1
title = "Giám sát thử"
initiators = ["commission"]
targets = ["member"]
legal_basis = { topic = "process_commission" }
subject_report = "báo cáo"
verified = false
words = { verb = "giám sát", subject = "đảng viên" }

"""
USES = """\
[[step]]
use = "team.propose"
"""
END = """\
[[step]]
id = "close"
stage = "conclusion"
phase = "closing"
label = "Kết thúc"
actor = "team_leader"
after = ["propose"]
final = true
"""


def load(folder: Path, uses: str, head: str = HEAD, block: str = BLOCK) -> Procedure:
    for path, text in (("_shared/team.toml", block), ("watch/v1.toml", head + uses + END)):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_procedure(folder / "watch" / "v1.toml")


def mistakes(folder: Path, uses: str, head: str = HEAD) -> list[str]:
    with pytest.raises(DataFileError) as caught:
        load(folder, uses, head)
    return [detail.removeprefix(f"{folder}/watch/v1.toml:") for detail in caught.value.details]


def test_a_shared_step_is_said_in_the_words_of_the_procedure(tmp_path: Path) -> None:
    step = load(tmp_path, USES).step("propose")
    assert (step.label, step.help) == ("Đề xuất giám sát đảng viên", "Giám sát theo chương trình.")
    assert [fact.label for fact in step.facts] == ["Số ngày giám sát", "Lý do"]


def test_a_procedure_replaces_adds_and_leaves_out(tmp_path: Path) -> None:
    own = """\
label = "Đề xuất"
without = ["reason"]
[[step.fact]]
key = "days"
type = "int"
label = "Số ngày làm việc"
required = false
[[step.fact]]
key = "place"
type = "text"
label = "Nơi làm việc"
required = true
"""
    step = load(tmp_path, USES + own).step("propose")
    assert step.label == "Đề xuất"
    assert [(fact.key, fact.label, fact.required) for fact in step.facts] == [
        ("days", "Số ngày làm việc", False), ("place", "Nơi làm việc", True)]


def test_the_meaning_of_a_shared_step_counts_and_its_words_do_not(tmp_path: Path) -> None:
    shape = load(tmp_path, USES).shape_sha256
    assert load(tmp_path, USES, HEAD.replace("giám sát", "kiểm tra")).shape_sha256 == shape
    assert load(tmp_path, USES, block=BLOCK.replace("area_officer", "team_leader")).shape_sha256 != shape


@pytest.mark.parametrize(("uses", "head", "line"), [
    (USES.replace("propose", "suggest"), HEAD, "12: step[1].use: không có bước dùng chung “team.suggest”"),
    (USES.replace("team.", "cell."), HEAD, "12: step[1].use: không có bước dùng chung “cell.propose” trong _shared"),
    (USES, HEAD.replace('verb = "giám sát", ', ""),
     "12: step[1].use: [words] thiếu từ “verb” mà bước dùng chung này cần"),
    (USES + 'without = ["colour"]\n', HEAD,
     "12: step[1].use: without nêu dữ kiện “colour” mà bước dùng chung không hỏi"),
])
def test_a_mistake_with_a_shared_step_is_told_with_its_place(tmp_path: Path, uses: str, head: str, line: str) -> None:
    assert any(found.startswith(line) for found in mistakes(tmp_path, uses, head))


def test_a_mistake_inside_a_shared_step_stands_at_the_step_that_uses_it(tmp_path: Path) -> None:
    own = '[[step.fact]]\nkey = "colour"\ntype = "paint"\nlabel = "Màu"\nrequired = true\n'
    found = [line for line in mistakes(tmp_path, USES + own) if "fact[3].type" in line]
    assert found and found[0].startswith("11: ")
