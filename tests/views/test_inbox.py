"""Việc của tôi: what waits for whom, and deciding right there."""

from __future__ import annotations

from collections.abc import Callable

from tests.views.office import Browser, text

SignIn = Callable[[str], Browser]


def test_the_officer_finds_the_step_and_the_draft(sign_in: SignIn, drafted: str) -> None:
    page = text(sign_in("officer").get("/"))
    assert "2 việc chờ đồng chí" in page and "Thứ Năm, 16/9/2021" in page
    assert "HS 01/2021 · Trình" in page and "HS 01/2021 · Bước" in page


def test_a_submitted_document_waits_for_those_who_approve(sign_in: SignIn, drafted: str) -> None:
    sign_in("officer").post(f"{drafted}/submit", {"seen": "1"})
    html = sign_in("leader").get("/").get_data(as_text=True)
    assert f'action="{drafted}/approve"' in html and "Trả lại…" in html and 'name="back" value="inbox"' in html
    assert "Đỗ Thị Ánh Nguyệt trình bản 1." in html


def test_deciding_in_the_list_opens_what_is_next(sign_in: SignIn, drafted: str) -> None:
    sign_in("officer").post(f"{drafted}/submit", {"seen": "1"})
    leader = sign_in("leader")
    answer = leader.post(f"{drafted}/approve", {"seen": "1", "back": "inbox"})
    assert answer.location == f"/?did={drafted.rsplit('/', 1)[-1]}"
    assert "không có việc nào chờ đồng chí" in text(leader.get("/"))


def test_a_returned_document_is_approved_again_with_its_reason_in_sight(sign_in: SignIn, drafted: str) -> None:
    officer, leader = sign_in("officer"), sign_in("leader")
    officer.post(f"{drafted}/submit", {"seen": "1"})
    leader.post(f"{drafted}/return", {"seen": "1", "reason": "Ghi rõ diện tích"})
    officer.post(f"{drafted}/draft")
    officer.post(f"{drafted}/submit", {"seen": "2"})
    page = text(leader.get("/"))
    assert "HS 01/2021 · Duyệt lại" in page and "Ghi rõ diện tích" in page


def test_the_tabs_count_and_filter(sign_in: SignIn, drafted: str) -> None:
    officer = sign_in("officer")
    assert "HS 01/2021 · Bước" not in text(officer.get("/?tab=document"))
    assert "HS 01/2021 · Trình" not in text(officer.get("/?tab=step"))
    assert officer.get("/?tab=nonsense&item=nonsense").status_code == 200


def test_nobody_sees_what_waits_for_others(sign_in: SignIn, drafted: str) -> None:
    for who in ("stranger", "clerk", "member", "administrator"):
        assert "HS 01/2021" not in text(sign_in(who).get("/")), who
