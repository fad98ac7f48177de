"""A procedure file with a mistake is refused, with the file, the line, the key and a Vietnamese sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.errors import DataFileError, NotFound
from webapp.workflow.procedure import Procedure, load_procedure, load_procedures

GOOD = """\
code = "KT_THU"
version = 1
title = "Quy trình thử"
initiators = ["commission"]
targets = ["member"]
legal_basis = { topic = "process_commission" }
subject_report = "báo cáo giải trình"
verified = false

[[step]]
id = "first"
stage = "plan"
phase = "preparation"
label = "Bước đầu"
actor = "area_officer"
after = []
documents = [{ template = "inspection_proposal", label = "Tờ trình" }]
[[step.fact]]
key = "days"
type = "int"
label = "Số ngày"
required = true

[[step]]
id = "second"
stage = "sanction"
phase = "closing"
label = "Bước cuối"
actor = "team_leader"
after = ["first"]
final = true
guards = ["team_has_leader"]
due = { event = "closing", from = "step:first", kind = "working", days = "fact:days" }
[[step.fact]]
key = "talk"
type = "session"
label = "Buổi họp"
required = false
"""

TEMPLATES = {"inspection_proposal"}

# what is wrong · text replaced · by · line of the mistake · key · part of the sentence
BROKEN = [
    ("an unknown key", 'final = true', 'finale = true', 31, "step[2].finale", "khoá lạ"),
    ("an unknown key at the top", "verified = false", "verified = false\ncolour = 1", 9, "colour", "khoá lạ"),
    ("a missing key", 'label = "Bước đầu"\n', "", 10, "step[1].label", "thiếu khoá"),
    ("an unknown stage", 'stage = "plan"', 'stage = "start"', 12, "step[1].stage", "không phải một trong"),
    ("an unknown phase", 'phase = "closing"', 'phase = "end"', 27, "step[2].phase", "không phải một trong"),
    ("an unknown actor role", '"area_officer"', '"officer"', 15, "step[1].actor", "không có vai “officer”"),
    ("an unknown guard", '["team_has_leader"]', '["nobody_knows"]', 32, "step[2].guards[1]", "“nobody_knows”"),
    ("an unknown entry guard", "guards = [", "entry_guards = [\"team_is_big\", ", 32, "step[2].entry_guards[1]",
     "“team_is_big”"),
    ("an unknown condition", "final = true", 'final = true\nwhen = "maybe"', 32, "step[2].when", "“maybe”"),
    ("an unknown suggestion", 'required = false', 'required = false\nsuggest = "guess"', 39,
     "step[2].fact[1].suggest", "“guess”"),
    ("an unknown fact type", '"session"', '"meeting"', 36, "step[2].fact[1].type", "không phải một trong"),
    ("an unknown template", '"inspection_proposal"', '"proposal"', 17, "step[1].documents[1].template",
     "không có mẫu văn bản “proposal”"),
    ("a duplicate step", 'id = "second"', 'id = "first"', 25, "step[2].id", "đã có ở trên"),
    ("a duplicate fact", 'key = "talk"', 'key = "days"', 35, "step[2].fact[1].key", "đã dùng ở trên"),
    ("an unknown predecessor", 'after = ["first"]', 'after = ["zeroth"]', 30, "step[2].after[1]", "“zeroth”"),
    ("an unreachable step", 'after = ["first"]', 'after = ["zeroth"]', 30, "step[2].after", "không bao giờ tới được"),
    ("a cycle", "after = []", 'after = ["second"]', 16, "step[1].after", "vòng lặp"),
    ("no first step", "after = []", 'after = ["second"]', 10, "step[1]", "không có bước đầu"),
    ("no last step", "final = true\n", "", 10, "step[1]", "không có bước cuối"),
    ("a dead end", 'after = ["first"]', "after = []", 11, "step[1].id", "ngõ cụt"),
    ("a last step that is not last", "after = []", "after = []\nfinal = true", 17, "step[1].final", "bước khác chờ nó"),
    ("a deadline from nowhere", "step:first", "step:zeroth", 33, "step[2].due.from", "không có step tên “zeroth”"),
    ("a deadline from an unknown fact", "step:first", "fact:birthday", 33, "step[2].due.from", "“birthday”"),
    ("a deadline from a fact that is no day", "step:first", "fact:days", 33, "step[2].due.from", "date hoặc session"),
    ("a deadline from nothing", "step:first", "first", 33, "step[2].due.from", "phải bắt đầu bằng"),
    ("a deadline of unknown length", '"fact:days"', '"fact:talk"', 33, "step[2].due.days", "loại int"),
    ("a deadline without length", ', days = "fact:days"', "", 33, "step[2].due.kind", "phải có days"),
    ("minutes of no meeting", 'label = "Tờ trình"', 'label = "Tờ trình", session = "days"', 17,
     "step[1].documents[1].session", "loại session"),
    ("a choice without choices", 'type = "int"', 'type = "choice"', 20, "step[1].fact[1].type", "phải có choices"),
    ("a table without columns", 'type = "int"', 'type = "table"', 20, "step[1].fact[1].type", "phải có columns"),
    ("text where a list belongs", "after = []", 'after = "first"', 16, "step[1].after", "ngoặc vuông"),
    ("a side step after nothing", "final = true", 'side = { from = "zeroth", until = "first" }', 31,
     "step[2].side.from", "trên đường chính"),
    ("a side step others wait for", "after = []", 'after = []\nside = { from = "second", until = "second" }', 31,
     "step[2].after[1]", "bước bên lề"),
    ("an unknown effect", "final = true", 'final = true\neffects = ["all_is_well"]', 32, "step[2].effects[1]",
     "“all_is_well”"),
    ("a change of another type", 'label = "Số ngày"', 'label = "Số ngày"\nchanges = "talk"', 22,
     "step[1].fact[1].changes", "cùng loại"),
    ("a document on an unknown condition", 'label = "Tờ trình"', 'label = "Tờ trình", when = "maybe"', 17,
     "step[1].documents[1].when", "“maybe”"),
    ("a version that is not the file's", "version = 1", "version = 2", 2, "version", "phải mang version 1"),
]


def write(folder: Path, text: str, name: str = "v1.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_correct_file_is_read(tmp_path: Path) -> None:
    procedure = load_procedure(write(tmp_path, GOOD), templates=TEMPLATES)
    assert [step.id for step in procedure.steps] == ["first", "second"]
    assert [fact.key for fact in procedure.facts()] == ["days", "talk"]
    assert procedure.fact("days").type == "int"
    assert procedure.step("second").due is not None


@pytest.mark.parametrize(("old", "new", "line", "key", "says"), [row[1:] for row in BROKEN], ids=[r[0] for r in BROKEN])
def test_a_mistake_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, line: int, key: str, says: str
) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(DataFileError) as caught:
        load_procedure(path, templates=TEMPLATES)
    start = f"{path}:{line}: {key}: "
    found = [detail for detail in caught.value.details if detail.startswith(start)]
    assert any(says in detail for detail in found), caught.value.details


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = GOOD.replace('"area_officer"', '"officer"').replace("final = true", "finale = true")
    path = write(tmp_path, text.replace('"team_has_leader"', '"nobody_knows"').replace('"int"', '"number"'))
    with pytest.raises(DataFileError) as caught:
        load_procedure(path)
    keys = [detail.split(": ")[1] for detail in caught.value.details]
    assert keys == ["step[1]", "step[1].actor", "step[1].fact[1].type", "step[2].finale", "step[2].guards[1]",
                    "step[2].due.days"]
    assert str(path) in caught.value.sentence


def test_templates_are_not_judged_when_none_are_given(tmp_path: Path) -> None:
    procedure = load_procedure(write(tmp_path, GOOD))
    assert procedure.step("first").documents[0].template == "inspection_proposal"


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="không đúng cú pháp TOML"):
        load_procedure(write(tmp_path, GOOD + "[[step"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không đọc được tệp"):
        load_procedure(tmp_path / "v1.toml")


def folder_of(tmp_path: Path, *versions: tuple[str, int]) -> Path:
    for name, version in versions:
        (tmp_path / name).mkdir(exist_ok=True)
        write(tmp_path / name, GOOD.replace("version = 1", f"version = {version}"), f"v{version}.toml")
    return tmp_path


def test_new_cases_take_the_newest_version_and_old_ones_keep_theirs(tmp_path: Path) -> None:
    procedures = load_procedures(folder_of(tmp_path, ("trial", 1), ("trial", 2), ("trial", 10)))
    assert procedures.current("KT_THU").version == 10
    assert procedures.get("KT_THU", 2).version == 2
    assert [one.version for one in procedures] == [1, 2, 10]


@pytest.mark.parametrize(("code", "version"), [("KT_THU", 9), ("KHONG_CO", 1)])
def test_an_unknown_procedure_is_not_found(tmp_path: Path, code: str, version: int) -> None:
    procedures = load_procedures(folder_of(tmp_path, ("trial", 1)))
    with pytest.raises(NotFound):
        procedures.get(code, version)


def test_the_law_is_not_read_as_a_procedure(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ("trial", 1))
    (folder / "_law").mkdir()
    write(folder / "_law", "not a procedure", "v1.toml")
    assert load_procedures(folder).codes() == ["KT_THU"]


def test_the_mistakes_of_all_files_are_told_together(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ("one", 1), ("two", 1))
    write(folder / "one", GOOD.replace('"area_officer"', '"officer"'))
    write(folder / "two", GOOD.replace('"team_leader"', '"captain"'))
    with pytest.raises(DataFileError) as caught:
        load_procedures(folder)
    assert ["officer" in one or "captain" in one for one in caught.value.details] == [True, True]


@pytest.mark.parametrize("line", ['combines = ["KHONG_CO"]', 'combines = []'])
def test_a_kind_held_besides_must_have_a_procedure(tmp_path: Path, line: str) -> None:
    folder = folder_of(tmp_path, ("one", 1))
    write(folder / "one", GOOD.replace("verified = false", f"verified = false\n{line}"))
    if "KHONG_CO" in line:
        with pytest.raises(DataFileError, match="1 chỗ sai"):
            load_procedures(folder)
    else:
        assert load_procedures(folder).codes() == ["KT_THU"]


def test_two_files_may_not_claim_one_version(tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as caught:
        load_procedures(folder_of(tmp_path, ("one", 1), ("two", 1)))
    assert "có hai tệp" in caught.value.details[0]


def shape(tmp_path: Path, text: str) -> str:
    return load_procedure(write(tmp_path, text)).shape_sha256


@pytest.mark.parametrize(("old", "new"), [
    ('title = "Quy trình thử"', 'title = "Quy trình khác"'),
    ('label = "Bước đầu"', 'label = "Bước một"\nhelp = "Giúp đỡ"'),
    ("verified = false", "verified = true"),
    ("required = true", 'required = true\nexample = "45"'),
    ("verified = false", 'verified = false\ncombines = ["KT_TC"]'),
    ("final = true", 'final = true\nopens = ["KL_DV"]'),
    ('guards = ["team_has_leader"]', 'guards = ["team_has_leader"]\noptional = false'),
])
def test_words_do_not_change_the_shape(tmp_path: Path, old: str, new: str) -> None:
    assert shape(tmp_path, GOOD.replace(old, new, 1)) == shape(tmp_path, GOOD)


@pytest.mark.parametrize(("old", "new"), [
    ('actor = "area_officer"', 'actor = "team"'),
    ('guards = ["team_has_leader"]', "guards = []"),
    ('guards = ["team_has_leader"]', 'guards = ["team_has_leader"]\noptional = true'),
    ("required = true", "required = false"),
    ('type = "int"', 'type = "text"\n'),
    ('days = "fact:days"', "days = 5"),
    ('template = "inspection_proposal"', 'template = "another"'),
    ('after = ["first"]', 'after = ["first"]\nwhen = "discipline_was_proposed"'),
])
def test_the_meaning_changes_the_shape(tmp_path: Path, old: str, new: str) -> None:
    text = GOOD.replace(', days = "fact:days"', ", days = 3") if "int" in old else GOOD
    assert shape(tmp_path, text.replace(old, new, 1)) != shape(tmp_path, text)


def test_an_unknown_step_or_fact_is_a_key_error(tmp_path: Path) -> None:
    procedure: Procedure = load_procedure(write(tmp_path, GOOD))
    with pytest.raises(KeyError):
        procedure.step("third")
    with pytest.raises(KeyError):
        procedure.fact("third")
