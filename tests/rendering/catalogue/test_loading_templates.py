"""A wrong template folder is refused with every mistake, each with its file and key."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from webapp.errors import DataFileError
from webapp.rendering.catalogue import UnknownTemplate, blank_value, declaration_mistakes, load_catalogue
from webapp.rendering.catalogue.sources import SESSION_KEYS, source_mistake
from webapp.rendering.layout import load_layouts

HOUSE = Path(__file__).parents[3] / "doc_templates"


PARTICULARS = """
[[field]]
name = "subject"
label = "Đảng viên"
type = "person"
required = true
blank = "refuse"
source = "subject"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of one template that cites no other and asks for the particulars of the subject."""
    for name in ("_samples", "_layouts", "ballot"):
        shutil.copytree(HOUSE / name, tmp_path / name)
    with (tmp_path / "ballot/template.toml").open("a", encoding="utf-8") as ballot:
        ballot.write(PARTICULARS)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(DataFileError) as caught:
        load_catalogue(folder)
    return str(caught.value)


def test_a_template_is_known_by_its_code(folder: Path) -> None:
    ballot = load_catalogue(folder).get("ballot")
    assert ballot.title == "Phiếu biểu quyết thi hành kỷ luật đảng viên"
    assert len(ballot.sha256) == 64
    assert ballot.field("subject").source == "subject"
    with pytest.raises(UnknownTemplate, match="khong_co"):
        load_catalogue(folder).get("khong_co")


def test_every_code_of_the_house_is_listed_in_the_order_of_the_forms() -> None:
    codes = load_catalogue(HOUSE).codes()
    assert len(codes) >= 17
    assert codes.index("inspection_proposal") < codes.index("inspection_decision") < codes.index("discipline_decision")


WRONG_TOML: list[tuple[str, str, str]] = [
    ('code = "ballot"', 'code = "phieu"', "phải trùng tên thư mục"),
    ("secrecy =", "secrecyy =", "secrecyy: khoá lạ"),
    ('kind = "ballot"', 'kind = "leaflet"', "“leaflet” không phải một trong các giá trị"),
    ('signer = "team_secretary"', 'signer = "janitor"', "“janitor” không phải"),
    ("registered = false", "registered = true", "phải có type_code"),
    ('approver = ""', 'approver = "team_leader"', "không qua người duyệt"),
    ('source = "subject"', 'source = "subject.full_name + 1"', "không có trong danh mục"),
    ('source = "computed:ballot_options"', 'source = "computed:eval"', "không có hàm tính “eval”"),
    ('columns = ["no", "label"]', "", "bảng phải khai báo columns"),
    ('blank = "refuse"', 'blank = "dots"', "trường bắt buộc phải có blank"),
    ('name = "subject"', 'name = "place_name"', "trùng tên một giá trị chung"),
    ("recipients = []", 'recipients = ["computed:nobody"]', "không có hàm tính “nobody”"),
    ("extra_bases = []", 'extra_bases = ["document:nowhere"]', "không có mẫu “nowhere”"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), WRONG_TOML, ids=[sentence for *_, sentence in WRONG_TOML])
def test_a_wrong_template_toml_is_refused(folder: Path, old: str, new: str, sentence: str) -> None:
    edit(folder / "ballot/template.toml", old, new)
    message = refusal(folder)
    assert sentence in message
    assert "ballot/template.toml" in message


WRONG_SAMPLE: list[tuple[str, str, str]] = [
    ('no = "1"', 'nr = "1"', "thiếu no; thừa nr"),
    ("ballot_options = [", "options = [", "thiếu giá trị mẫu của trường này"),
    ("[base]", '[base]\ncolour = "red"', "không phải giá trị chung"),
    ('name = "một ô"', 'nam = "một ô"', "khoá lạ"),
    ("{ ballot_options = 1 }", "{ subject = 1 }", "“subject” không phải trường danh sách"),
    ("{ ballot_options = 1 }", '{ "subject.posts" = 1 }', "“subject.posts” không phải trường danh sách"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), WRONG_SAMPLE, ids=[sentence for *_, sentence in WRONG_SAMPLE])
def test_a_wrong_sample_is_refused(folder: Path, old: str, new: str, sentence: str) -> None:
    edit(folder / "ballot/sample.toml", old, new)
    message = refusal(folder)
    assert sentence in message
    assert "ballot/sample.toml" in message


def test_what_a_sample_leaves_unsaid_comes_from_the_common_samples(folder: Path) -> None:
    (folder / "ballot/cell.toml").write_text('like = "cell"', "utf-8")
    (folder / "ballot/cell.txt").write_text("", "utf-8")
    ballot = load_catalogue(folder).get("ballot")
    assert ballot.sample_values()["subject"]["full_name"] == "Nguyễn Hoàng Phương Thảo Nguyên"
    cell = ballot.sample_values("cell")
    assert (cell["issuing_org_name"], cell["subject"]["full_name"]) == ("CHI BỘ XÓM ĐÔNG", "Bùi Văn Thuận")
    assert cell["ballot_options"] == ballot.sample_values()["ballot_options"]


def test_a_sample_like_a_common_one_that_is_not_there_is_refused(folder: Path) -> None:
    (folder / "ballot/cell.toml").write_text('like = "sell"', "utf-8")
    (folder / "ballot/cell.txt").write_text("", "utf-8")
    assert "like: không có tệp _samples/sell.toml" in refusal(folder)


def break_docx(ballot: Path) -> None:
    (ballot / "template.docx").write_bytes(b"PK not a Word file")


def lose_docx(ballot: Path) -> None:
    (ballot / "template.docx").unlink()


def lose_expected(ballot: Path) -> None:
    (ballot / "expected.txt").unlink()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [(break_docx, "không đọc được như tệp Word"), (lose_docx, "thiếu tệp này"), (lose_expected, "thiếu tệp này")],
)
def test_a_damaged_folder_is_refused(folder: Path, damage: Callable[[Path], None], sentence: str) -> None:
    damage(folder / "ballot")
    assert sentence in refusal(folder)


def test_a_variant_repeats_a_list_inside_a_session() -> None:
    minutes = load_catalogue(HOUSE).get("opening_minutes")
    names = ("", "một người", "ba mươi người")
    assert [len(minutes.sample_values(name)["session"]["attendees"]) for name in names] == [4, 1, 30]
    assert minutes.sample_values("một người")["session"]["conclusion"] == []


def write_sample(ballot: Path, text: str) -> None:
    (ballot / "cell.toml").write_text(text, "utf-8")
    (ballot / "cell.txt").write_text("", "utf-8")


def test_a_further_sample_says_only_what_differs_from_the_ordinary_one(folder: Path) -> None:
    write_sample(
        folder / "ballot",
        'repeat = { ballot_options = 5 }\n[base]\nissuing_org_name = "CHI BỘ XÓM ĐẦM"\n'
        '[values.subject]\nfull_name = "Bùi Văn Thuận"\n',
    )
    ballot = load_catalogue(folder).get("ballot")
    ordinary, cell = ballot.sample_values(), ballot.sample_values("cell")
    changed = ("ballot_options", "issuing_org_name", "subject")
    assert len(cell["ballot_options"]) == 5 and cell["issuing_org_name"] == "CHI BỘ XÓM ĐẦM"
    assert cell["subject"] == {**ordinary["subject"], "full_name": "Bùi Văn Thuận"}
    assert {name: ordinary[name] for name in ordinary if name not in changed} == {
        name: cell[name] for name in cell if name not in changed
    }
    assert "cell" in ballot.variants and ballot.texts["cell"] == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[values]\nvoter = 'A'\n", "không có trường này"),
        ("repeat = { subject = 3 }\n", "“subject” không phải trường danh sách"),
        ("repeat = { ballot_options = -1 }\n", "repeat.ballot_options"),
        ("[[base.subjects]]\nfull_name = 'A'\n", "thiếu called"),
    ],
)
def test_a_wrong_further_sample_is_refused(folder: Path, text: str, sentence: str) -> None:
    write_sample(folder / "ballot", text)
    message = refusal(folder)
    assert sentence in message and "ballot/cell.toml" in message


def test_a_further_sample_without_its_text_is_refused(folder: Path) -> None:
    write_sample(folder / "ballot", "")
    (folder / "ballot/cell.txt").unlink()
    assert "ballot/cell.txt:1: cả tệp: thiếu tệp này" in refusal(folder)


def test_a_sample_follows_the_marks_and_words_of_a_guide(folder: Path) -> None:
    guides = load_layouts(HOUSE / "_layouts")
    proposal = load_catalogue(HOUSE).get("inspection_proposal")
    old, new = (proposal.sample_values("", guides[code]) for code in ("HD36_2018", "HD05_2026"))
    assert (old["recipients"][0], new["recipients"][0]) == ("Như trên,", "Như trên;")
    assert (old["addressee_word"], new["addressee_word"]) == ("Kính gửi", "Kính trình")


def test_every_mistake_of_every_folder_comes_at_once(folder: Path) -> None:
    shutil.copytree(HOUSE / "tally_minutes", folder / "tally_minutes")
    edit(folder / "ballot/template.toml", "secrecy =", "secrecyy =")
    edit(folder / "tally_minutes/template.toml", 'kind = "minutes"', 'kind = "song"')
    lose_expected(folder / "tally_minutes")
    message = refusal(folder)
    for part in ("ballot/template.toml", "secrecyy", "“song”", "tally_minutes/expected.txt"):
        assert part in message


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không có thư mục mẫu"):
        load_catalogue(tmp_path / "nowhere")


def test_a_name_that_is_used_must_be_declared_and_one_that_is_declared_used(folder: Path) -> None:
    ballot = load_catalogue(folder).get("ballot")
    head = {"parent_org_name", "issuing_org_name", "doc_type_name", "subject_line"}
    assert declaration_mistakes(ballot, {*head, "subject", "removal_on_ballot", "ballot_options"}) == []
    (unknown, unused) = declaration_mistakes(ballot, {*head, "subject", "removal_on_ballot", "voter"})
    assert "“voter” chưa khai báo" in unknown
    assert "“ballot_options” đã khai báo mà mẫu không dùng" in unused


def test_a_template_without_its_head_is_named(folder: Path) -> None:
    ballot = load_catalogue(folder).get("ballot")
    body = {"subject", "removal_on_ballot", "ballot_options"}
    (lacking,) = declaration_mistakes(ballot, {"issuing_org_name", "doc_type_name", "subject_line", *body})
    assert "parent_org_name" in lacking


@pytest.mark.parametrize(
    ("source", "type_", "right"),
    [
        ("fact:content_items", "lines", True),
        ("document:inspection_decision", "document", True),
        ("document:inspection_decision", "text", False),
        ("subject.birth_date", "date", True),
        ("subject.birth_date", "text", True),
        ("subject.salary", "text", False),
        ("team", "people", True),
        ("team", "lines", False),
        ("computed:findings", "table", True),
        ("computed:findings", "text", False),
        ("vote", "vote", True),
        ("fact:", "text", False),
        ("case.__class__", "text", False),
    ],
)
def test_a_source_gives_only_its_own_type(source: str, type_: str, right: bool) -> None:
    assert (source_mistake(source, type_) is None) is right


@pytest.mark.parametrize(
    ("type_", "source", "policy", "value"),
    [
        ("text", "case.topic", "empty", ""),
        ("text", "case.topic", "khong", "không"),
        ("lines", "fact:x", "empty", []),
        ("bool", "fact:x", "empty", False),
    ],
)
def test_an_absent_value_prints_what_the_field_says(type_: str, source: str, policy: str, value: object) -> None:
    assert blank_value(type_, source, policy) == value


def test_an_absent_session_still_has_all_its_names() -> None:
    value = blank_value("session", "session", "empty")
    assert isinstance(value, dict)
    assert tuple(value) == SESSION_KEYS
    assert value["attendees"] == []
