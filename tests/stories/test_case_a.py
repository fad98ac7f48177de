"""Case A as four people live it, from the proposal of 28/6/2021 to the sanction announced on 30/9/2021.

Nguyệt, the area officer and the team's secretary, drafts. Thịnh leads the team. Quyết, the standing deputy, is in
charge of the case, approves and signs. Yến, the records clerk, numbers and issues.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import select

from tests.support.desk import Desk
from webapp import clock
from webapp.models import Document, User
from webapp.rendering.text import read_text
from webapp.services.archive_check import verify_archive
from webapp.services.cases import NewCase, NewSubject

TITLE = "Kiểm tra đồng chí Bùi Văn Thuận khi có dấu hiệu vi phạm trong quản lý đất đai, trật tự xây dựng"


def on(month: int, day: int) -> AbstractContextManager[None]:
    """The clock on that day of 2021."""
    return clock.freeze(date(2021, month, day))


def plan(desk: Desk) -> None:
    """Plan: the area officer proposes."""
    nguyet, thinh, quyet, yen = (desk.person(name) for name in ("Nguyệt", "Thịnh", "Quyết", "Yến"))
    with on(6, 28):
        desk.opens(nguyet, NewCase(
            procedure="KT_DHVP_DV", title=TITLE, initiator="commission", origin="area_watch",
            subjects=[NewSubject("member", "Bùi Văn Thuận", "Đảng bộ xã Phúc Xuân & Quyết Thắng", {
                "birth_date": "1974-02-09", "party_card": "97.012345", "party_position": "Đảng ủy viên",
                "government_position": "Phó Chủ tịch Ủy ban nhân dân xã"})],
            member_in_charge_id=quyet.id,
            team=[(thinh.id, "leader"), (nguyet.id, "secretary"), (desk.person("Huy").id, "member")],
        ))  # fmt: skip
        desk.notes(nguyet, content_items=["Việc quản lý đất đai công ích", "Việc chấp hành quy chế làm việc"],
                   period_from=date(2019, 1, 1), period_to=date(2021, 5, 31), working_days=45)  # fmt: skip
        desk.accepts(nguyet, "propose")
        desk.circulates("propose", "inspection_proposal", drafter=nguyet, approver=thinh, signer=nguyet, issuer=yen)
        desk.finishes(nguyet, "propose")


def decision(desk: Desk) -> None:
    """Decision: the standing members issue decision and plan, the team prepares."""
    thinh, quyet = (desk.person(name) for name in ("Thịnh", "Quyết"))
    with on(7, 12):
        desk.accepts(quyet, "issue_decision")
        desk.circulates("issue_decision", "inspection_decision", **by_commission(desk))
        desk.circulates("issue_decision", "inspection_plan", **by_commission(desk))
        desk.finishes(quyet, "issue_decision")
    with on(7, 13):
        desk.notes(thinh, report_deadline=date(2021, 7, 26))
        desk.accepts(thinh, "prepare_team", time="Theo lịch")
        desk.circulates("prepare_team", "report_outline", **of_team(desk))
        desk.circulates("prepare_team", "team_calendar", **of_team(desk))
        desk.finishes(thinh, "prepare_team")


def verification(desk: Desk) -> None:
    """Verification: with the member, alone, with his organisation."""
    nguyet, thinh = (desk.person(name) for name in ("Nguyệt", "Thịnh"))
    with on(7, 15):
        desk.accepts(thinh, "open_inspection")
        desk.circulates("open_inspection", "opening_minutes", **minutes_of_quyet(desk))
        desk.finishes(thinh, "open_inspection")
    with on(7, 26):
        desk.receives(nguyet, "receive_report", "subject_report", "Báo cáo giải trình.pdf")
        desk.notes(nguyet, report_received_on=date(2021, 7, 26))
        desk.finishes(nguyet, "receive_report")
    with on(8, 10):
        desk.notes(thinh, findings=[
            {"item": 1, "facts": "Ký 05 hợp đồng cho thuê 12.340 m² đất quá thời hạn 5 năm", "nature": "violation",
             "harm": "làm thất thu 186.500.000 đồng", "cause": "buông lỏng quản lý"},
            {"item": 2, "facts": "Giữ gìn đoàn kết nội bộ", "nature": "strength", "harm": "", "cause": ""},
        ])  # fmt: skip
        desk.accepts(thinh, "verify")
        desk.circulates("verify", "working_minutes", **minutes_of_team(desk))
        desk.finishes(thinh, "verify")
    with on(8, 25):
        desk.accepts(thinh, "hold_conference")
        desk.circulates("hold_conference", "conference_minutes", **minutes_of_quyet(desk))
        desk.finishes(thinh, "hold_conference")
    with on(8, 30):
        desk.accepts(thinh, "report_result")
        desk.circulates("report_result", "result_report", **by_team(desk))
        desk.finishes(thinh, "report_result")


def conclusion(desk: Desk) -> None:
    """Conclusion: the commission meets, the notice is issued and announced."""
    quyet = desk.person("Quyết")
    with on(9, 8):
        desk.notes(quyet, proceed_to_discipline=True)
        desk.accepts(quyet, "conclude")
        desk.circulates("conclude", "session_minutes", **minutes_of_quyet(desk))
        desk.finishes(quyet, "conclude")
        desk.accepts(quyet, "issue_conclusion", deadline=date(2021, 12, 8))
        desk.circulates("issue_conclusion", "conclusion_notice", **by_commission(desk))
        desk.finishes(quyet, "issue_conclusion")
    with on(9, 9):
        desk.accepts(quyet, "announce_conclusion")
        desk.circulates("announce_conclusion", "announcement_minutes", **minutes_of_quyet(desk))
        desk.finishes(quyet, "announce_conclusion")


def hearing(desk: Desk) -> None:
    """Sanction, first half: plan, self-review, hearing."""
    nguyet, thinh, quyet = (desk.person(name) for name in ("Nguyệt", "Thịnh", "Quyết"))
    with on(9, 13):
        desk.notes(quyet, self_review_deadline=date(2021, 9, 17), violation_ended_on=date(2021, 5, 31))
        desk.accepts(quyet, "open_discipline")
        desk.circulates("open_discipline", "discipline_plan", **by_commission(desk))
        desk.finishes(quyet, "open_discipline")
    with on(9, 17):
        desk.receives(nguyet, "receive_self_review", "self_review", "Bản tự kiểm điểm.pdf")
        desk.notes(nguyet, self_review_received_on=date(2021, 9, 17), self_proposed_sanction="reprimand")
        desk.finishes(nguyet, "receive_self_review")
        desk.skips(thinh, "cell_review", "Uỷ ban xem xét trực tiếp, không qua chi bộ.")
    with on(9, 20):
        desk.notes(quyet, hearing_mode="heard", hearing_opinion="Nhận khuyết điểm, tự nhận hình thức khiển trách")
        desk.accepts(quyet, "hear_subject")
        desk.circulates("hear_subject", "hearing_minutes", **minutes_of_quyet(desk))
        desk.finishes(quyet, "hear_subject")


def sanction(desk: Desk) -> None:
    """Sanction, second half: secret ballot, decision, announcement, closing."""
    nguyet, thinh, quyet = (desk.person(name) for name in ("Nguyệt", "Thịnh", "Quyết"))
    with on(9, 22):
        desk.accepts(quyet, "vote")
        desk.circulates("vote", "ballot", drafter=nguyet, signer=None, issuer=nguyet)
        desk.notes(quyet, ballots={"entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0,
                                   "expel": 0, "remove": 0, "warn": 6, "reprimand": 2, "none": 1})  # fmt: skip
        desk.circulates("vote", "tally_minutes", **minutes_of_quyet(desk))
        desk.circulates("vote", "session_minutes", **minutes_of_quyet(desk))
        desk.finishes(quyet, "vote")
    with on(9, 24):
        desk.accepts(quyet, "issue_sanction")
        desk.circulates("issue_sanction", "discipline_decision", **by_commission(desk))
        desk.finishes(quyet, "issue_sanction")
    with on(9, 30):
        desk.accepts(quyet, "announce_sanction")
        desk.circulates("announce_sanction", "announcement_minutes", **minutes_of_quyet(desk))
        desk.finishes(quyet, "announce_sanction")
        desk.skips(nguyet, "notify_bodies", "Đã trao đổi trực tiếp với Uỷ ban nhân dân thành phố.")
        desk.finishes(thinh, "close_case")


def _roles(desk: Desk, **names: str) -> dict[str, User]:
    return {role: desk.person(name) for role, name in names.items()}


def by_commission(desk: Desk) -> dict[str, User]:
    """Drafted by the area officer, approved and signed by the standing deputy, issued by the records clerk."""
    return _roles(desk, drafter="Nguyệt", approver="Quyết", signer="Quyết", issuer="Yến")


def by_team(desk: Desk) -> dict[str, User]:
    """A numbered paper the team's leader signs."""
    return _roles(desk, drafter="Nguyệt", approver="Thịnh", signer="Thịnh", issuer="Yến")


def of_team(desk: Desk) -> dict[str, User]:
    """The team's own papers, without a number."""
    return _roles(desk, drafter="Nguyệt", approver="Thịnh", signer="Thịnh", issuer="Thịnh")


def minutes_of_team(desk: Desk) -> dict[str, User]:
    return _roles(desk, drafter="Nguyệt", signer="Thịnh", issuer="Thịnh")


def minutes_of_quyet(desk: Desk) -> dict[str, User]:
    return _roles(desk, drafter="Nguyệt", signer="Quyết", issuer="Quyết")


def test_case_a(desk: Desk) -> None:
    for stage in (plan, decision, verification, conclusion, hearing, sanction):
        stage(desk)

    def says(document: Document) -> str:
        return read_text(desk.tools.store.get(str(document.docx_sha256)))

    assert desk.case.state == "closed"
    resolution, notice = desk.document("inspection_decision"), desk.document("conclusion_notice")
    verdict = desk.document("discipline_decision")
    assert [d.issued_on for d in (resolution, notice, verdict)] == [
        date(2021, 7, 12), date(2021, 9, 8), date(2021, 9, 24)
    ]  # fmt: skip
    assert "30-QĐ/TW" in says(resolution) and "22-QĐ/TW" not in says(resolution)
    assert "22-QĐ/TW" in says(notice) and "30-QĐ/TW" not in says(notice)
    assert "22-QĐ/TW" in says(verdict) and "102-QĐ/TW" in says(verdict)
    assert "bằng hình thức cảnh cáo" in says(verdict)
    assert verdict.current.sanction == "warn"

    documents = list(desk.session.scalars(select(Document).order_by(Document.id)))
    assert len(documents) == 19 and {document.state for document in documents} == {"issued"}
    assert sorted(document.number_text for document in documents if document.number_text) == [
        "01-BC/UBKTThU", "01-KH/UBKTThU", "01-QĐ/UBKTThU", "01-TB/UBKTThU", "01-TTr/UBKTThU",
        "02-KH/UBKTThU", "02-QĐ/UBKTThU",
    ]  # fmt: skip
    whole = verify_archive(desk.session, desk.tools.store)
    assert whole.problems == []
