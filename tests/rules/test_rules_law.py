"""The law files are read whole, and every mistake is reported at once with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from webapp.errors import DataFileError
from webapp.rules.law import Law, load_law

SHIPPED = Path(__file__).parents[2] / "workflows" / "_law"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "_law"))


def _append(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")


BASIS = """
[[basis]]
id = "{id}"
kind = "Quy định"
number = "{number}"
issued_on = 2030-01-01
issuer = "Bộ Chính trị"
subject = "thử"
topics = ["{topic}"]
{extra}
valid_from = 2030-01-01
verified = true
source = "thử"
"""


def test_the_shipped_law_is_without_mistakes(law: Law) -> None:
    assert len(law.bases) > 25
    assert law.basis("qd22").number == "22-QĐ/TW"


def test_the_law_cannot_be_changed_once_loaded(law: Law) -> None:
    with pytest.raises(Exception, match="frozen"):
        law.bases = []  # type: ignore[misc]


def test_nothing_that_was_not_read_in_full_counts_as_verified(law: Law) -> None:
    for basis_id in ("qd21", "qd207", "qd208", "qd212", "hd08_tw"):
        assert not law.basis(basis_id).verified, basis_id


def test_every_number_that_is_not_the_charter_is_cited_with_its_issuer(law: Law) -> None:
    assert all(entry.number and entry.issuer for entry in law.bases if entry.id != "charter_2011")


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ('amends = "nowhere"', "không có căn cứ nào mang mã “nowhere”"),
        ('guides = "nowhere"', "không có căn cứ nào mang mã “nowhere”"),
        ('replaces = ["nowhere"]', "không có căn cứ nào mang mã “nowhere”"),
        ('amends = "new"', "một văn bản không thể sửa đổi chính nó"),
        ("valid_to = 2029-12-31", "valid_to không được trước valid_from"),
        ("colour = 1", "khoá lạ"),
    ],
)
def test_a_basis_that_names_something_unknown_is_refused(folder: Path, extra: str, sentence: str) -> None:
    _append(folder, "bases.toml", BASIS.format(id="new", number="1-QĐ/TW", topic="test", extra=extra))
    with pytest.raises(DataFileError) as refused:
        load_law(folder)
    assert [line for line in refused.value.details if sentence in line and "bases.toml:" in line]


def test_a_double_id_is_refused(folder: Path) -> None:
    _append(folder, "bases.toml", BASIS.format(id="qd22", number="1-QĐ/TW", topic="test", extra=""))
    with pytest.raises(DataFileError, match="mã “qd22” đã dùng"):
        load_law(folder)


def test_two_texts_may_not_rule_one_topic_on_one_day(folder: Path) -> None:
    _append(folder, "bases.toml", BASIS.format(id="new", number="1-QĐ/TW", topic="process", extra=""))
    with pytest.raises(DataFileError, match="hiệu lực chồng lên"):
        load_law(folder)


def test_an_amendment_may_hold_beside_what_it_amends(folder: Path) -> None:
    _append(folder, "bases.toml", BASIS.format(id="new", number="1-QĐ/TW", topic="process", extra='amends = "qd21"'))
    assert load_law(folder).basis("new").amends == "qd21"


def test_two_limits_for_the_same_case_on_one_day_are_refused(folder: Path) -> None:
    text = (folder / "deadlines.toml").read_text(encoding="utf-8")
    first = text[text.index("[[deadline]]") : text.index("[[deadline]]", text.index("[[deadline]]") + 1)]
    _append(folder, "deadlines.toml", first.replace("length = 60", "length = 61"))
    with pytest.raises(DataFileError, match=r"deadlines\.toml:\d+: deadline.*hiệu lực chồng lên"):
        load_law(folder)


def test_a_rule_must_stand_on_a_basis_that_exists(folder: Path) -> None:
    path = folder / "votes.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('basis = "qd22"', 'basis = "qd222"', 1), encoding="utf-8")
    with pytest.raises(DataFileError, match="qd222"):
        load_law(folder)


def test_mistakes_of_several_files_are_reported_together(folder: Path) -> None:
    _append(folder, "bases.toml", BASIS.format(id="new", number="1-QĐ/TW", topic="test", extra='amends = "x"'))
    _append(folder, "sanctions.toml", '[[list]]\ntarget = "cat"\nforms = ["warn"]\nvalid_from = 2011-01-19\n')
    (folder / "votes.toml").unlink()
    (folder / "stray.toml").write_text("a = 1\n", encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        load_law(folder)
    report = "\n".join(refused.value.details)
    for name in ("bases.toml", "sanctions.toml", "votes.toml", "stray.toml"):
        assert name in report
    assert len(refused.value.details) >= 6


def test_a_make_up_day_must_fall_on_a_weekend(folder: Path) -> None:
    _append(folder, "holidays.toml", '[[swap]]\noff = 2026-03-04\nworked = 2026-03-05\nsource = "thử"\n')
    with pytest.raises(DataFileError, match="ngày làm bù phải là thứ bảy hoặc chủ nhật"):
        load_law(folder)


def test_a_holiday_of_a_year_without_a_mark_is_refused(folder: Path) -> None:
    _append(folder, "holidays.toml", '[[holiday]]\non = 2035-09-02\nname = "Quốc khánh"\n')
    with pytest.raises(DataFileError, match="năm 2035 chưa có bảng"):
        load_law(folder)
