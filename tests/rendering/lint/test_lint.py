"""The lint as a whole: how findings weigh, tone marks, foreign and broken files, mends that leave the words alone."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rendering.lint.made import TEXTS, made, prose
from webapp.errors import DomainError
from webapp.rendering.guard import admit
from webapp.rendering.layout import load_layouts
from webapp.rendering.lint import FIXABLE, RULES, Options, fix, lint
from webapp.rendering.lint.words import moved, right_number
from webapp.rendering.text import read_text

LAYOUTS = load_layouts(Path(__file__).parents[3] / "doc_templates/_layouts")
OLD, NEW = LAYOUTS["HD36_2018"], LAYOUTS["HD05_2026"]
REAL = sorted((Path(__file__).parents[4] / "shared/real/docx").glob("*.docx"))


def rules(word: bytes, profile: object = OLD, **options: object) -> set[str]:
    return {each.rule for each in lint(word, profile, Options(**options))}  # type: ignore[arg-type]


def test_each_guide_has_its_own_end_mark() -> None:
    assert rules(made(mark=";"), NEW) == set()
    assert rules(made(mark=","), NEW) == {"recipients"}


@pytest.mark.parametrize("profile", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_layout_speaks_only_of_rules_and_components_that_are_there(profile: object) -> None:
    weights = profile.lint  # type: ignore[attr-defined]
    assert {*weights.errors, *weights.infos, *weights.attested} <= set(RULES)
    assert not set(weights.errors) & set(weights.infos)
    components = {*type(profile.size).model_fields, "letter_subject", "basis"}  # type: ignore[attr-defined]
    assert {*weights.bold, *weights.italic, *weights.underlined} <= components


def test_what_is_not_verified_warns_and_never_blocks() -> None:
    unsure = NEW.model_copy(update={"lint": NEW.lint.model_copy(update={"attested": []})})
    word = made(number="Số: 15-QĐ/UBKTĐU", mark=";")
    assert [(each.rule, each.severity, each.verified) for each in lint(word, NEW)] == [("number", "error", True)]
    assert [(each.rule, each.severity, each.verified) for each in lint(word, unsure)] == [("number", "warning", False)]


def test_a_finding_names_the_page_and_quotes_the_line() -> None:
    def long(document: object) -> None:
        for _ in range(20):
            prose(document, "Nội dung của Quyết định này, viết cho dài quá một trang giấy khổ A4, lề theo quy định.")  # type: ignore[arg-type]
        prose(document, "Điều 9. Giao Chi bộ thôn  Hiệp Thành thi hành.")  # type: ignore[arg-type]

    (finding,) = [each for each in lint(made(long), OLD) if each.rule == "double_spaces"]
    assert finding.page == 2
    assert finding.where == "trang 2, “Điều 9. Giao Chi bộ thôn Hiệp Thành thi hành.”"


@pytest.mark.parametrize(
    ("tone", "text", "wrong"),
    [
        ("", "Điều 1. Kiểm tra cấp ủy, hòa giải, khỏe mạnh.", False),
        ("", "Điều 1. Kiểm tra cấp uỷ, hòa giải.", True),
        ("new", "Điều 1. Kiểm tra cấp uỷ, hoà giải.", True),
        ("new", "Điều 1. Kiểm tra cấp ủy quý II, quỹ, thúy, quả, khoán, hoặc, huýt.", False),
        ("old", "Điều 1. Kiểm tra cấp uỷ quý II, hoà giải.", True),
    ],
)
def test_tone_marks_follow_the_office_or_the_rest_of_the_document(tone: str, text: str, wrong: bool) -> None:
    assert ("tone_marks" in rules(made(body1=text), tone=tone)) is wrong


@pytest.mark.parametrize("tone", ["old", "new"])
def test_tone_marks_are_moved_to_the_way_of_the_office(tone: str) -> None:
    word = made(body1="Điều 1. Cấp uỷ, Ủy ban, HÒA, hoà, Thúy, thuý, xoè, quý, quỵ, ngoài, toàn.")
    mended = fix(word, OLD, ["tone_marks"], Options(tone=tone))  # type: ignore[arg-type]
    said = {
        "new": "Cấp ủy, Ủy ban, HÒA, hòa, Thúy, thúy, xòe, quý, quỵ, ngoài, toàn.",
        "old": "Cấp uỷ, Uỷ ban, HOÀ, hoà, Thuý, thuý, xoè, quý, quỵ, ngoài, toàn.",
    }
    assert said[tone] in read_text(mended)
    assert rules(mended, tone=tone) == set()


@pytest.mark.parametrize(("one", "other"), [("òa", "oà"), ("ỦY", "UỶ"), ("ọe", "oẹ"), ("Ũy", "Uỹ")])
def test_a_tone_mark_moves_there_and_back(one: str, other: str) -> None:
    assert (moved(one), moved(other)) == (other, one)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Số: 01 - BC/CB", "Số 01-BC/CB"),
        ("Số: 01/BC-CB", "Số 01-BC/CB"),
        ("Số 7–QĐ / UBKTĐU", "Số 7-QĐ/UBKTĐU"),
        ("số 15a-TB/UBKTTU", "Số 15a-TB/UBKTTU"),
        ("Số một", None),
    ],
)
def test_a_number_is_put_into_the_form_of_the_party(typed: str, right: str | None) -> None:
    assert right_number(typed) == right


def test_the_state_writes_its_numbers_the_other_way_round() -> None:
    assert right_number("Số 15-QĐ/UBND", state=True) == "Số: 15/QĐ-UBND"


LETTERS = st.text("aáớiệtđNamU ủuyọa,.;:(-)  ", min_size=1, max_size=60)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=LETTERS, basis=LETTERS, to=LETTERS, day=st.integers(1, 31), month=st.integers(1, 12))
def test_mends_keep_every_word_and_leave_nothing_that_they_could_mend(
    body: str, basis: str, to: str, day: int, month: int
) -> None:
    word = made(
        body1=f"Điều 1. {body}", basis1=f"Căn cứ {basis}", to1=f"Như {to}", number="Số: 15 - QĐ/UBKTĐU",
        date=f"Công Hải, ngày {day} tháng {month:02d} năm 2026",
    )  # fmt: skip
    mended = fix(word, OLD, FIXABLE, Options(locate=False))
    assert [each for each in lint(mended, OLD, Options(locate=False)) if each.fixable] == []
    assert _letters(mended) == _letters(word)


def _letters(word: bytes) -> list[str]:
    """The letters without tone marks, zeros, spaces and marks: what no mend may touch."""
    plain = unicodedata.normalize("NFD", read_text(word))
    return [letter for letter in plain.lower() if letter.isalpha() or letter in "123456789"]


def test_mending_a_right_document_gives_the_same_bytes() -> None:
    word = made()
    assert fix(word, OLD, FIXABLE) is word


def test_only_the_rules_asked_for_are_mended() -> None:
    word = made(number="Số: 15-QĐ/UBKTĐU", body1="Điều 1. Kiểm tra  đồng chí.")
    assert rules(fix(word, OLD, ["number"])) == {"double_spaces"}


def test_page_numbers_are_put_into_a_file_without_any() -> None:
    document = docx.Document()
    for _ in range(80):
        document.add_paragraph("Nội dung của một văn bản dài, không có số trang.")
    stream = io.BytesIO()
    document.save(stream)
    mended = fix(stream.getvalue(), OLD, ["page_number", "margins", "paper"])
    assert not {"page_number", "margins", "paper"} & rules(mended)
    section = docx.Document(io.BytesIO(mended)).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml


def test_a_document_of_one_line_and_an_empty_one_are_no_trouble() -> None:
    for text in ("", "một dòng"):
        document = docx.Document()
        document.add_paragraph(text)
        stream = io.BytesIO()
        document.save(stream)
        assert isinstance(lint(stream.getvalue(), OLD), list)


@pytest.mark.parametrize("data", [b"", b"not a zip", made()[:2000]], ids=["empty", "text", "truncated"])
def test_what_is_no_word_file_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(DomainError, match=r"\w"):
        admit(data)
        lint(data, OLD)


def test_a_sentence_below_the_list_of_bases_is_not_one_of_them() -> None:
    def considered(document: object) -> None:
        prose(document, "Xét đơn khiếu nại của đồng chí Trần Văn Bình,")  # type: ignore[arg-type]
        resolves = next(p for p in document.paragraphs if p.text == TEXTS["resolves"])  # type: ignore[attr-defined]
        resolves._p.addprevious(document.paragraphs[-1]._p)  # type: ignore[attr-defined]

    assert rules(made(considered)) == set()


def test_a_letter_needs_no_title_and_its_subject_is_small_and_italic() -> None:
    def letter(document: object) -> None:
        for key in ("type", "subject", "separator", "basis1", "basis2", "resolves"):
            each = next(p for p in document.paragraphs if p.text == TEXTS[key])  # type: ignore[attr-defined]
            each._p.getparent().remove(each._p)

    assert rules(made(letter)) == set()


@pytest.mark.parametrize("path", REAL[::40], ids=lambda path: path.name)
def test_a_foreign_file_is_read_without_trouble(path: Path) -> None:
    _foreign(path)


@pytest.mark.full
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_foreign_file_is_read_and_mended(path: Path) -> None:
    findings = _foreign(path)
    wanted = {each.rule for each in findings if each.fixable}
    mended = fix(path.read_bytes(), NEW, wanted, Options(locate=False))
    with zipfile.ZipFile(io.BytesIO(mended)) as package:
        assert package.testzip() is None


def _foreign(path: Path) -> list[object]:
    data = path.read_bytes()
    try:
        admit(data, strict=False)
    except DomainError:
        return []
    findings = lint(data, NEW)
    assert all(each.sentence and each.source for each in findings)
    return list(findings)
