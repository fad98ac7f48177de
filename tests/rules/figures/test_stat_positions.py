"""The row of a form somebody stands in, told from the words of the case."""

from __future__ import annotations

import pytest

from webapp.rules.figures.positions import member_row, organisation_row


@pytest.mark.parametrize(
    ("posts", "level", "row"),
    [
        ("Bí thư Đảng ủy, Chủ tịch UBND xã", "grassroots", "grassroots_member"),
        ("Đảng uỷ viên", "commune", "commune_member"),
        ("Thành ủy viên", "district", "district_member"),
        ("Thành uỷ viên", "province", "province_member"),
        ("Huyện uỷ viên, Bí thư Đảng uỷ xã", "grassroots", "district_member"),
        ("Tỉnh ủy viên", "province", "province_member"),
        ("Uỷ viên Ban Chấp hành Trung ương Đảng", "central", "central_member"),
        ("Chi uỷ viên, Chi bộ tổ dân phố 3", "cell", "cell_member"),
        ("Bí thư Chi bộ", "cell", "cell_member"),
        ("Uỷ viên Đảng uỷ bộ phận", "sectional", "section_member"),
        ("Uỷ viên Uỷ ban nhân dân phường", "grassroots", "ordinary_member"),
        ("", "grassroots", "ordinary_member"),
    ],
)
def test_a_member_stands_in_the_row_of_the_highest_post(posts: str, level: str, row: str) -> None:
    assert member_row(posts, level) == row


@pytest.mark.parametrize(
    ("name", "level", "row"),
    [
        ("Chi bộ Tổ dân phố 3", "cell", "cell"),
        ("Chi bộ cơ sở Trường Tiểu học", "grassroots", "grassroots_cell"),
        ("Đảng ủy phường Tân Thịnh", "grassroots", "grassroots_committee"),
        ("Ban Thường vụ Đảng uỷ xã X", "commune", "commune_committee"),
        ("Ban Thường vụ Huyện uỷ", "district", "district_committee"),
        ("Đảng uỷ bộ phận số 2", "sectional", "section_committee"),
        ("Ủy ban Kiểm tra Đảng uỷ xã", "grassroots", "commission"),
        ("Ban cán sự đảng UBND tỉnh", "province", "caucus"),
        ("Văn phòng Tỉnh uỷ", "province", "agency"),
        ("Tổ công tác", "grassroots", "other_organisation"),
    ],
)
def test_an_organisation_stands_in_the_row_of_its_kind(name: str, level: str, row: str) -> None:
    assert organisation_row(name, level) == row
