"""The statistical forms as shipped: complete, dated, and refused when the data contradict themselves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from webapp.errors import DataFileError
from webapp.rules.figures.forms import Statistics, load_statistics

FOLDER = Path(__file__).parents[3] / "workflows" / "_figures"
SOURCE = Path(__file__).parents[4] / "shared" / "handbook" / "stat_forms_qd357.json"
WORDS = {
    "ủy": "uỷ", "Ủy": "Uỷ", "hóa": "hoá", "óa": "oá", "THKL": "thi hành kỷ luật", "TCĐ": "tổ chức đảng",
    "ĐV": "đảng viên", "sỹ": "sĩ",
}  # fmt: skip
Y2018 = (date(2018, 1, 1), date(2018, 12, 31))


def test_there_are_22_forms_with_453_columns(statistics: Statistics) -> None:
    forms = statistics.set_on(date(2018, 6, 30)).forms
    assert [form.number for form in forms] == list(range(1, 23))
    assert sum(len(form.columns_in(*Y2018)) for form in forms) == 453


def test_only_the_form_about_staff_is_written_by_hand(statistics: Statistics) -> None:
    assert [form.code for form in statistics.sets[0].forms if form.entered] == ["staff"]


@pytest.mark.skipif(not SOURCE.exists(), reason="the list of columns is not beside the project")
def test_every_column_stands_in_the_order_of_its_form(statistics: Statistics) -> None:
    def plain(text: str) -> str:
        for old, new in WORDS.items():
            text = text.replace(old, new)
        return text.lower()

    source = json.loads(SOURCE.read_text(encoding="utf-8"))["forms"]
    for form, wanted in zip(statistics.sets[0].forms, source, strict=True):
        columns = [(plain(column.group), plain(column.label)) for column in form.columns_in(*Y2018)]
        assert columns == [(plain(c["group"]), plain(c["column"])) for c in wanted["columns"]], form.code


@pytest.mark.parametrize(
    ("first", "last", "district", "commune"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), True, False),
        (date(2025, 7, 1), date(2025, 7, 31), False, True),
        (date(2025, 1, 1), date(2025, 12, 31), True, True),
    ],
)
def test_a_form_shows_the_levels_there_were_in_its_period(
    statistics: Statistics, first: date, last: date, district: bool, commune: bool
) -> None:
    form = statistics.sets[0].form("commission_member_discipline")
    ids = {column.id for column in form.columns_in(first, last)}
    assert ("by_district" in ids, "by_commune" in ids) == (district, commune)
    rows = {row.code for row in statistics.rows_of("member", first, last)}
    assert ("district_member" in rows, "commune_member" in rows) == (district, commune)


@pytest.mark.parametrize(
    ("level", "on", "counted"),
    [
        ("commune", date(2025, 6, 30), "grassroots"),
        ("commune", date(2025, 7, 1), "commune"),
        ("district", date(2025, 6, 30), "district"),
        ("above_grassroots", date(2026, 1, 1), "commune"),
        ("province", date(2026, 1, 1), "province"),
    ],
)
def test_an_office_is_counted_at_the_level_of_the_day(
    statistics: Statistics, level: str, on: date, counted: str
) -> None:
    assert statistics.level_of(level, on) == counted


def test_money_is_counted_in_thousands_of_dong_and_people_as_members(statistics: Statistics) -> None:
    form = statistics.sets[0].form("finance")
    assert form.column("money.total").unit == "nghìn đồng"
    assert form.column("members.violating").unit == "đảng viên"
    assert form.column("total").unit == "tổ chức đảng"
    assert form.column("money.total").rule == "amount"


def test_a_set_that_was_replaced_still_serves_and_says_so(statistics: Statistics) -> None:
    forms = statistics.set_on(date(2026, 6, 30))
    assert forms.warning(date(2018, 6, 30)).endswith("chưa đối chiếu với văn bản gốc.")
    assert "không còn hiệu lực vào ngày 30/6/2026 (Quyết định số 885-QĐ/UBKTTW" in forms.warning(date(2026, 6, 30))


def test_population_policy_is_no_content_after_it_stopped_being_a_ground(statistics: Statistics) -> None:
    before = {entry.code for entry in statistics.contents_of("member", date(2025, 3, 19))}
    after = {entry.code for entry in statistics.contents_of("member", date(2025, 3, 20))}
    assert before - after == {"content.population"}


def test_an_unknown_form_is_a_key_error(statistics: Statistics) -> None:
    with pytest.raises(KeyError):
        statistics.sets[0].form("nothing")


@pytest.fixture
def spoiled(tmp_path: Path) -> Callable[[str, str, str], DataFileError]:
    """Copy the data, replace a text of one file, and read it: the error that comes out."""

    def spoil(name: str, old: str, new: str) -> DataFileError:
        folder = tmp_path / "figures"
        shutil.copytree(FOLDER, folder)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DataFileError) as caught:
            load_statistics(folder)
        return caught.value

    return spoil


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("qd357/forms.toml", 'family = "committees_8"', 'family = "nobody"', "nhóm cột “nobody”, không có nhóm này"),
        ("qd357/forms.toml", 'task = "inspection"', 'task = "dancing"', "không phải một trong các giá trị"),
        ("qd357/forms.toml", "number = 2\n", "number = 1\n", "số thứ tự biểu “1” được khai hai lần"),
        ("columns.toml", 'id = "result.not_good"', 'id = "result.good"', "“organisation_inspection” “result.good”"),
        ("columns.toml", 'id = "content.thrift"', 'id = "content.thirst"', "đếm nội dung “content.thirst”"),
        ("rows.toml", 'parent = "committees"', 'parent = "nowhere"', "thuộc “nowhere”, không có hàng này"),
        ("topics.toml", 'member = "content.land"', 'member = "content.sea"', "dẫn nội dung “content.sea”"),
        ("cases.toml", '"violation_concluded"', '"guessed"', "gọi quy tắc “guessed”, không có quy tắc này"),
        ("cases.toml", "valid_from = 2025-07-01", "valid_from = 2025-06-01", "được tính hai cách trong cùng một ngày"),
    ],
)  # fmt: skip
def test_data_that_contradict_themselves_are_refused_with_the_place(
    spoiled: Callable[[str, str, str], DataFileError], name: str, old: str, new: str, said: str
) -> None:
    assert said in "\n".join(spoiled(name, old, new).details)


def test_a_folder_without_forms_is_refused(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "figures", ignore=shutil.ignore_patterns("qd357"))
    with pytest.raises(DataFileError) as caught:
        load_statistics(tmp_path / "figures")
    assert "chưa có bộ biểu nào" in "\n".join(caught.value.details)
