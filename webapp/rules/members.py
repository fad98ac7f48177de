"""What can be true of a Party member's curriculum vitae.

Source: Điều lệ Đảng, Điều 1 (at least 18 on admission) and Điều 5 (twelve months on probation).
"""

from __future__ import annotations

from datetime import date

from webapp.rules.dates_vi import short_date
from webapp.rules.deadlines import add_months

END_KINDS = {
    "moved": "chuyển sinh hoạt đảng đi nơi khác",
    "died": "từ trần",
    "expelled": "khai trừ",
    "struck_off": "xoá tên",
    "left": "được ra khỏi Đảng",
}
_OF_AGE = 18 * 12


def check_identity(
    *, full_name: str, birth_date: date | None, admitted_on: date | None, official_on: date | None, today: date
) -> list[tuple[str, str]]:
    """Field and sentence of everything impossible."""
    found = []
    if not full_name.strip():
        found.append(("full_name", "Chưa ghi họ và tên."))
    dates = (("birth_date", "Ngày sinh", birth_date), ("admitted_on", "Ngày vào Đảng", admitted_on))
    for field, label, day in dates:
        if day and day > today:
            found.append((field, f"{label} {short_date(day)} còn ở phía trước."))
    if birth_date and admitted_on and admitted_on < add_months(birth_date, _OF_AGE):
        found.append(("admitted_on", f"Ngày vào Đảng {short_date(admitted_on)} khi chưa đủ 18 tuổi."))
    if admitted_on and official_on and official_on < admitted_on:
        found.append(("official_on", "Ngày chính thức phải từ ngày vào Đảng trở đi."))
    return found
