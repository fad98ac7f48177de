"""A case on paper: plain values only, walked step by step the way the services will walk it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from webapp.workflow import engine
from webapp.workflow.procedure import FactDefinition, Procedure
from webapp.workflow.suggestions import suggest
from webapp.workflow.view import (
    CaseView,
    DocumentView,
    LawView,
    PersonView,
    StepRecordView,
    SubjectView,
    UploadView,
)

SANCTIONS = ("expel", "remove", "warn", "reprimand")

PEOPLE = {
    "chair": PersonView("Trịnh Thị Mai Lan", "chair", "Chủ nhiệm Uỷ ban Kiểm tra"),
    "deputy": PersonView("Lương Quốc Bảo", "standing_deputy", "Phó Chủ nhiệm Thường trực"),
    "member": PersonView("Tạ Đình Phong", "commission_member", "Uỷ viên Uỷ ban Kiểm tra"),
    "officer": PersonView("Cao Thị Bích", "area_officer", "Cán bộ Uỷ ban Kiểm tra"),
    "clerk": PersonView("Kiều Thị Sen", "records_clerk", "Văn thư"),
}

FACTS: dict[str, Any] = {
    "signs_of_violation": "Đơn phản ánh việc cho thuê đất công ích sai thời hạn.",
    "content_items": ["Việc quản lý đất công ích", "Việc xử lý công trình không phép", "Việc chấp hành quy chế"],
    "period_from": date(2019, 1, 1),
    "period_to": date(2021, 5, 31),
    "working_days": 45,
    "inspection_place": "Trụ sở Đảng uỷ xã Suối Vàng",
    "report_deadline": date(2021, 7, 26),
    "report_received_on": date(2021, 7, 26),
    "findings": [
        {"item": 1, "facts": "Ký 05 hợp đồng cho thuê đất quá thời hạn", "nature": "violation",
         "harm": "thất thu 186.500.000 đồng", "cause": "buông lỏng quản lý"},
        {"item": 2, "facts": "Không xử phạt 02/03 công trình", "nature": "violation", "harm": "", "cause": "nể nang"},
        {"item": 3, "facts": "Giữ gìn đoàn kết nội bộ", "nature": "strength", "harm": "", "cause": ""},
    ],
    "proceed_to_discipline": True,
    "report_back_on": date(2021, 12, 31),
    "requirements": [{"owner": "đồng chí Đinh Văn Khải", "content": "Khắc phục", "deadline": date(2021, 12, 31)}],
    "self_review_deadline": date(2021, 9, 16),
    "violation_ended_on": date(2021, 3, 31),
    "self_review_received_on": date(2021, 9, 15),
    "self_proposed_sanction": "reprimand",
    "hearing_mode": "heard",
    "hearing_opinion": "Nhận khuyết điểm, tự nhận hình thức khiển trách.",
    "ballots": {"entitled": 9, "present": 9, "issued": 9, "collected": 9, "invalid": 0,
                "expel": 0, "remove": 0, "warn": 6, "reprimand": 2, "none": 1},
    "handed_over_to": "Ban Thường vụ Thành uỷ",
    "handed_over_on": date(2021, 9, 24),
    "lessons": "Đoàn làm việc đúng tiến độ.",
    "notified_bodies": ["Uỷ ban nhân dân thành phố"],
}

DAYS = {  # the days of the walk, as in a case of 2021 that opens in June and is announced on the last of September
    "propose": date(2021, 6, 28), "issue_decision": date(2021, 7, 12), "prepare_team": date(2021, 7, 13),
    "open_inspection": date(2021, 7, 15), "receive_report": date(2021, 7, 26), "verify": date(2021, 8, 12),
    "hold_conference": date(2021, 8, 25), "report_result": date(2021, 8, 31), "conclude": date(2021, 9, 6),
    "issue_conclusion": date(2021, 9, 8), "announce_conclusion": date(2021, 9, 9),
    "open_discipline": date(2021, 9, 10), "receive_self_review": date(2021, 9, 15), "cell_review": date(2021, 9, 17),
    "hear_subject": date(2021, 9, 20), "vote": date(2021, 9, 22), "issue_sanction": date(2021, 9, 24),
    "announce_sanction": date(2021, 9, 30), "notify_bodies": date(2021, 10, 1), "hand_over": date(2021, 9, 24),
    "close_case": date(2021, 10, 4),
}


def count(ballots: dict[str, int]) -> str:
    """A stand-in for the vote rules: more than half of those entitled, cumulated from the heaviest form."""
    total = 0
    for form in SANCTIONS:
        total += ballots[form]
        if total * 2 > ballots["entitled"]:
            return form
    return "none"


@dataclass
class Paper:
    """A case on paper. `view()` is what the engine sees; `finish(step)` does what people do and records the step."""

    procedure: Procedure
    today: date = date(2021, 6, 28)
    facts: dict[str, Any] = field(default_factory=dict)
    documents: list[DocumentView] = field(default_factory=list)
    uploads: list[UploadView] = field(default_factory=list)
    records: list[StepRecordView] = field(default_factory=list)
    law: LawView = field(default_factory=lambda: LawView(
        authority="decide", authority_verified=True, initiator_is_above=True,
        allowed_sanctions=SANCTIONS, limitation_passed=False, limitation_verified=True,
        citations={"C14": "Điều 13, Quy định 22-QĐ/TW", "process_commission": "Quyết định 354-QĐ/UBKTTW"},
    ))
    answers: dict[str, Any] = field(default_factory=lambda: dict(FACTS))

    def view(self) -> CaseView:
        return CaseView(
            today=self.today, code="07-2021", title="Kiểm tra đồng chí Đinh Văn Khải", initiator="commission",
            office_level="district",
            subjects=(SubjectView("member", "Đinh Văn Khải", "Đảng bộ xã Suối Vàng & Bản Ngà", "Đảng uỷ viên",
                                  "Phó Chủ tịch Uỷ ban nhân dân xã"),),
            team=(replace(PEOPLE["member"], role="leader"), replace(PEOPLE["officer"], role="secretary"),
                  PersonView("Mạc Hữu Lộc", "member", "Chuyên viên")),
            member_in_charge=PEOPLE["deputy"], facts=dict(self.facts), documents=tuple(self.documents),
            uploads=tuple(self.uploads), records=tuple(self.records),
            commission=(PEOPLE["chair"], PEOPLE["deputy"], PEOPLE["member"]),
            staff=(PEOPLE["officer"], PEOPLE["clerk"]),
            office={"commission": "Uỷ ban Kiểm tra", "committee": "Thành uỷ Suối Vàng"}, law=self._law(),
        )

    def _law(self) -> LawView:
        ballots = self.facts.get("ballots")
        return replace(self.law, vote_counted=True, carried_sanction=count(ballots)) if ballots else self.law

    def answer(self, fact: FactDefinition) -> Any:
        """What the person writes: a meeting and texts as suggested, the rest from the answers of this case."""
        if fact.key == "ballots":
            return self._valid(self.answers["ballots"])
        if fact.type != "session" and fact.key in self.answers:
            return self.answers[fact.key]
        value = suggest(self.procedure, self.view(), fact.key)
        if fact.type == "session":
            # Only the people of the cell are unknown to the case; a recorder would type them.
            return {**value, "chair": value["chair"] or "Lò Thị Xuân", "recorder": value["recorder"] or "Vi Văn Tú"}
        return value

    def _valid(self, ballots: dict[str, int]) -> dict[str, int]:
        """The tellers count a ballot for a form that does not exist for the member as invalid."""
        allowed = (*(self.law.allowed_sanctions or SANCTIONS), "none")
        strange = [form for form in SANCTIONS if form not in allowed]
        lost = sum(ballots[form] for form in strange)
        return {**ballots, **dict.fromkeys(strange, 0), "invalid": ballots["invalid"] + lost}

    def fill(self, step_id: str) -> None:
        for fact in self.procedure.step(step_id).facts:
            value = self.answer(fact)
            if value is not None:
                self.facts[fact.key] = value

    def receive(self, step_id: str) -> None:
        for need in self.procedure.step(step_id).uploads:
            self.uploads.append(UploadView(need.kind, step_id, f"{need.kind}.pdf", self.today))

    def issue(self, step_id: str, state: str = "issued") -> None:
        for need in self.procedure.step(step_id).documents:
            sanction = (self._law().carried_sanction or "") if need.template == "discipline_decision" else ""
            self.documents.append(DocumentView(
                need.template, step_id, state, f"d{len(self.documents)}", self.today, "", need.label, sanction))

    def record(self, step_id: str, state: str = "done") -> None:
        self.records.append(StepRecordView(step_id, state, self.today))

    def finish(self, step_id: str) -> None:
        """Do everything the step asks, then record it. Fails when the engine still refuses."""
        self.today = max(self.today, DAYS.get(step_id, self.today))
        self.fill(step_id)
        self.receive(step_id)
        entry = engine.entry_blockers(self.procedure, self.view(), step_id)
        assert entry == (), entry
        before = len(self.documents)
        self.issue(step_id, "signed")
        for place, made in enumerate(self.documents[before:], start=before):
            refused = engine.issue_blockers(self.procedure, self.view(), step_id, made.template, self.today)
            assert refused == (), refused
            self.documents[place] = replace(made, state="issued")
        left = engine.blockers(self.procedure, self.view(), step_id)
        assert left == (), left
        self.record(step_id)

    def walk_to(self, step_id: str) -> None:
        """Finish the steps before `step_id`, in the order of the procedure, one day after another."""
        while (status := engine.next_step(self.procedure, self.view())) is not None and status.step.id != step_id:
            self.finish(status.step.id)
        assert status is not None, f"{step_id} never opened"
        self.today = max(self.today, DAYS.get(step_id, self.today))

    def state(self, step_id: str) -> str:
        return engine.states(self.procedure, self.view())[step_id]
