"""The computed words of discipline, suspension, complaints and closing come from the facts of the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from webapp.rules.law import load_law
from webapp.services.values.computed import COMPUTED
from webapp.workflow.view import CaseView, DocumentView, LawView, SubjectView, UploadView

THUAN = SubjectView("member", "Bùi Văn Thuận", "Đảng bộ xã Đồng Bẩm", "Đảng ủy viên", "Phó Chủ tịch")
BOARD = SubjectView("organisation", "Ban Thường vụ Đảng ủy xã Đồng Bẩm", "Đảng bộ xã Đồng Bẩm")
DECISION = "Quyết định số 08-QĐ/ĐU, ngày 10/6/2022 của Ban Thường vụ Đảng ủy xã Đồng Bẩm"
WHOM = "đồng chí Bùi Văn Thuận"
LAW = load_law(Path(__file__).parents[2] / "workflows/_law")
PROPOSED = {"entitled": 20, "present": 19, "issued": 19, "collected": 19, "invalid": 0}
_ALL = ("reprimand", "warn", "remove", "expel")


def said(name: str, *, subject: SubjectView = THUAN, code: str = "KL_DV", paper: str = "", **changes: Any) -> Any:
    view = CaseView(
        today=date(2022, 9, 22), code="07-2022", title="Kỷ luật", initiator=changes.pop("initiator", "commission"),
        office_level="district", subjects=(subject,), team=(), member_in_charge=None, facts=changes.pop("facts", {}),
        office={"commission": "Ủy ban Kiểm tra", "committee": "Thành ủy Thái Nguyên"}, **changes,
    )  # fmt: skip
    step = SimpleNamespace(documents=[SimpleNamespace(template=paper)] if paper else [], uploads=[])
    procedure = SimpleNamespace(
        code=code, subject_report="báo cáo", steps=[step], step=lambda _: step,
        fact=lambda key: SimpleNamespace(choices=[SimpleNamespace(value="complaint", label="Đơn khiếu nại")]),
    )  # fmt: skip
    meta = SimpleNamespace(meta=SimpleNamespace(registered=True, sign_authority="body"))
    scope = SimpleNamespace(
        law=LAW, dated_on=view.today, view=view, procedure=procedure,
        step_id="vote", catalogue=SimpleNamespace(get=lambda _: meta),
        held=lambda: {"on_long": "ngày 22 tháng 9 năm 2022"},
    )  # fmt: skip
    return COMPUTED[name](scope)  # type: ignore[arg-type]


def labels(**changes: Any) -> list[str]:
    return [f"{row['no']} {row['label']}" for row in said("ballot_options", **changes)]


def test_a_member_without_a_post_has_no_box_for_removal() -> None:
    plain = SubjectView("member", "Ngô Thị Yến", "Chi bộ 3")
    boxes = labels(subject=plain, law=LawView(allowed_sanctions=_ALL))
    assert boxes == ["1 Không kỷ luật", "2 Khiển trách", "3 Cảnh cáo", "5 Khai trừ"]
    assert said("removal_on_ballot", subject=plain, law=LawView(allowed_sanctions=_ALL)) is False


def test_every_post_of_every_term_has_its_box_and_the_last_takes_all() -> None:
    posts = [{"title": "Bí thư Chi bộ", "term": "2022-2025"}, {"title": "Đảng ủy viên", "term": ""}]
    assert labels(facts={"ballot_positions": posts}, law=LawView(allowed_sanctions=_ALL))[3:] == [
        "4.1 Cách chức Bí thư Chi bộ, nhiệm kỳ 2022-2025",
        "4.2 Cách chức Đảng ủy viên",
        "4.3 Cách tất cả các chức vụ trong Đảng",
        "5 Khai trừ",
    ]


def test_an_organisation_is_dissolved_and_not_expelled() -> None:
    law = LawView(allowed_sanctions=("reprimand", "warn", "dissolve"))
    assert labels(subject=BOARD, law=law) == ["1 Không kỷ luật", "2 Khiển trách", "3 Cảnh cáo", "4 Giải tán"]


@pytest.mark.parametrize(
    ("subject", "named"),
    [
        (THUAN, "đồng chí Bùi Văn Thuận, Đảng ủy viên, Phó Chủ tịch, Đảng bộ xã Đồng Bẩm"),
        (SubjectView("probationary_member", "Yến", "Chi bộ 3"), "đồng chí Yến, đảng viên dự bị, Chi bộ 3"),
        (BOARD, "Ban Thường vụ Đảng ủy xã Đồng Bẩm"),
    ],
)
def test_the_one_disciplined_is_named_by_kind(subject: SubjectView, named: str) -> None:
    assert said("sanctioned", subject=subject) == named


@pytest.mark.parametrize(
    ("paper", "carried", "initiator", "sentence"),
    [
        ("tally_minutes", "warn", "commission", f"Quyết định thi hành kỷ luật {WHOM} bằng hình thức cảnh cáo."),
        ("tally_minutes", "warn", "cell", "có hiệu lực ngay hôm nay (ngày 22 tháng 9 năm 2022)."),
        ("tally_minutes", None, "cell", f"Không có hình thức kỷ luật nào đối với {WHOM} đủ số phiếu"),
        ("session_minutes", "warn", "cell", ""),
    ],
)  # fmt: skip
def test_the_minutes_draw_one_of_three_outcomes(paper: str, carried: str | None, initiator: str, sentence: str) -> None:
    law = LawView(carried_sanction=carried, vote_counted=True)
    found = said("vote_outcome", paper=paper, initiator=initiator, law=law)
    assert sentence in found
    assert bool(found) == bool(sentence)


@pytest.mark.parametrize(
    ("votes", "carried", "sentence"),
    [
        ({"expel": 14, "remove": 5}, "expel", "đề nghị tổ chức đảng có thẩm quyền xem xét, thi hành kỷ luật"),
        ({"expel": 13, "remove": 6}, "none", "Không có hình thức nào đủ số phiếu theo quy định"),
        ({"warn": 11, "reprimand": 8}, "warn", f"{WHOM} bằng hình thức cảnh cáo."),
    ],
)
def test_a_vote_that_proposes_is_counted_by_its_own_majority(
    votes: dict[str, int], carried: str, sentence: str
) -> None:
    facts = {"proposal_ballots": PROPOSED | dict.fromkeys((*_ALL, "none"), 0) | votes}
    assert said("proposal_vote", facts=facts)["carried"] == carried
    assert sentence in said("vote_outcome", paper="proposal_tally_minutes", initiator="cell", facts=facts)


@pytest.mark.parametrize(
    ("facts", "clause"),
    [
        ({"sanction_change": "approve"}, f"Chuẩn y hình thức kỷ luật cảnh cáo đối với {WHOM} tại {DECISION}"),
        ({"sanction_change": "lower", "new_sanction": "Khiển trách"},
         f"Thay đổi hình thức kỷ luật đối với đồng chí Bùi Văn Thuận tại {DECISION}: từ cảnh cáo thành khiển trách"),
        ({"sanction_change": "cancel"}, f"Xóa bỏ hình thức kỷ luật cảnh cáo đối với {WHOM} tại {DECISION}"),
    ],
)  # fmt: skip
def test_a_sanction_is_approved_changed_or_cancelled(facts: dict[str, str], clause: str) -> None:
    known = {"original_sanction": "Cảnh cáo", "disputed_decision": DECISION, **facts}
    assert said("sanction_change_clause", facts=known) == clause


@pytest.mark.parametrize(
    ("facts", "starts"),
    [
        ({"complaint_result": "keep"}, "Giữ nguyên hình thức kỷ luật cảnh cáo"),
        ({"complaint_result": "raise", "new_sanction": "cách chức"}, "Thay đổi hình thức kỷ luật đối với"),
        ({"complaint_result": "cancel"}, "Xóa bỏ hình thức kỷ luật cảnh cáo"),
        ({}, ""),
    ],
)
def test_a_complaint_ends_in_one_of_three_ways(facts: dict[str, str], starts: str) -> None:
    known = {"complained_sanction": "cảnh cáo", "complained_decision": DECISION, **facts}
    found = said("complaint_outcome", code="KN", facts=known)
    assert found.startswith(starts)
    assert bool(found) == bool(starts)


def test_who_denounced_is_never_addressed_by_name() -> None:
    assert said("letter_sender_addressed", code="TC") == "Người gửi đơn"
    assert said("letter_sender_addressed", code="KN") == "Đồng chí Bùi Văn Thuận"


@pytest.mark.parametrize(("accepted", "line"), [(True, "thụ lý đơn khiếu nại"), (False, "không thụ lý đơn khiếu nại")])
def test_a_letter_is_accepted_or_not(accepted: bool, line: str) -> None:
    known = {"letter_accepted": accepted, "letter_kind": "complaint"}
    assert said("subject_line_of_acceptance", code="KN", facts=known) == line


def test_the_first_day_of_a_suspension_counts() -> None:
    known = {"suspension_from": date(2022, 9, 5), "suspension_to": date(2022, 12, 3)}
    assert said("suspension_term", facts=known).startswith("90 ngày, kể từ ngày 05 tháng 9 năm 2022 đến hết ngày 03")


def test_a_suspension_without_an_end_lasts_until_it_is_decided() -> None:
    known = {"suspension_from": date(2022, 9, 5)}
    assert said("suspension_term", facts=known).endswith("quyết định khác của tổ chức đảng có thẩm quyền")


@pytest.mark.parametrize(
    ("subject", "kind", "line"),
    [
        (THUAN, "party_activity", "đình chỉ sinh hoạt đảng đối với đồng chí Bùi Văn Thuận"),
        (THUAN, "committee_activity", "đình chỉ sinh hoạt cấp ủy đối với đồng chí Bùi Văn Thuận"),
        (BOARD, "", "đình chỉ hoạt động của Ban Thường vụ Đảng ủy xã Đồng Bẩm"),
    ],
)
def test_a_suspension_names_what_is_suspended(subject: SubjectView, kind: str, line: str) -> None:
    assert said("subject_line_of_suspension", subject=subject, facts={"suspension_kind": kind}) == line


def test_a_committee_member_leaves_the_committee_with_party_life() -> None:
    known = {"committee_member": True, "suspension_kind": "party_activity"}
    assert "đương nhiên bị đình chỉ sinh hoạt cấp ủy" in said("suspension_of_committee", facts=known)
    assert said("suspension_of_committee", facts={"suspension_kind": "party_activity"}) == ""


def test_the_contents_list_issued_documents_and_papers_received_by_day() -> None:
    day = date(2022, 7, 4)
    documents = (
        DocumentView("discipline_decision", "x", "issued", dated_on=date(2022, 9, 24), number="45-QĐ", title="Hai"),
        DocumentView("conclusion_notice", "x", "drafting", title="Chưa ban hành"),
    )
    rows = said("file_entries", documents=documents, uploads=(UploadView("letter", "x", "don.pdf", day),))
    assert [(row["no"], row["date"], row["title"], row["original"], row["copy"]) for row in rows] == [
        ("01", "04/7/2022", "don.pdf", "", "x"),
        ("02", "24/9/2022", "Hai", "x", ""),
    ]
    assert said("file_began_on", documents=documents, uploads=()) == "24/9/2022"


def test_pages_are_written_in_words() -> None:
    assert said("total_pages_words", facts={"total_pages": 87}) == "tám mươi bảy"
    assert said("contents_pages_words") == ""
