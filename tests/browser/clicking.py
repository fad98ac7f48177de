"""Walk the sample case by clicking, as the people of its office, each act on its own day."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.browser.desk import Desk
from webapp import clock
from webapp.cli.walk.dates import days_of_steps
from webapp.cli.walk.facts import WalkedCase
from webapp.cli.walk.papers import paper
from webapp.cli.walk.values import completed, given_facts
from webapp.forms.facts import read_value
from webapp.forms.facts.fields import boxes_of
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import short_date
from webapp.workflow.procedure import Step

LOOKED_AT = ("inspection_proposal", "inspection_decision", "opening_minutes", "ballot", "discipline_decision")
"""Documents whose pages are looked at on their whole way: one of each kind."""
MOST_PRESSES = 8  # more acts than any document has


class Clicker:
    """`desks` are the people by role: officer, leader, deputy, clerk, chair; each does what the pages offer them."""

    def __init__(self, desks: Mapping[str, Desk], tools: Tools, facts: WalkedCase, *, looking: bool = True) -> None:
        self.desks, self.facts, self.looking = desks, facts, looking
        self.procedure = tools.procedures.current(facts.kind)
        self.days: dict[str, date] = days_of_steps(facts, tools.law.days)
        self.case = ""
        self.taken: list[str] = []
        self.stage = ""

    def look(self, desk: Desk, name: str, template: str = "") -> None:
        if self.looking and template in ("", *LOOKED_AT):
            desk.look(f"{name}-{template}" if template else name)

    def open_case(self) -> str:
        """The area officer answers the questions; returns the path of the new case."""
        officer, subject, team = self.desks["officer"], self.facts.subject, self.facts.team
        with clock.freeze(self.facts.proposed_on):
            officer.open("/cases").look("cases-empty")
            officer.follow("Mở hồ sơ mới").look("new-case")
            page = officer.page
            page.get_by_label("Loại việc", exact=True).select_option(self.facts.kind)
            page.get_by_label("Tên hồ sơ").fill(self.facts.title)
            page.get_by_label("Nguồn của việc").select_option(self.facts.origin)
            page.get_by_label("Chủ thể kiểm tra").select_option(self.facts.initiator)
            officer.type({k: v for k, v in self._subject(subject.model_dump()).items() if v})
            _choose(page.get_by_label("Thành viên Uỷ ban phụ trách"), self.facts.member_in_charge)
            for label, role in (("Trưởng đoàn", "leader"), ("Thư ký đoàn", "secretary")):
                _choose(page.get_by_label(label), next(m.name for m in team if m.role == role))
            for member in (m for m in team if m.role == "member"):
                page.get_by_label(member.name).check()
            officer.press("Mở hồ sơ")
        self.case = officer.path
        assert self.case != "/cases/new", officer.text()[:600]
        return self.case

    @staticmethod
    def _subject(values: Mapping[str, Any]) -> dict[str, str]:
        texts = {k: short_date(v) if isinstance(v, date) else str(v or "") for k, v in values.items()}
        return {("subject_kind" if key == "kind" else key): text for key, text in texts.items()}

    def next_step(self) -> Step | None:
        """The step the case page says is next; None when the case is closed."""
        officer = self.desks["officer"].open(self.case)
        link = officer.page.locator('section[aria-labelledby="next"] .acts a[href*="/steps/"]')
        if not link.count():
            return None
        step = self.procedure.step(str(link.first.get_attribute("href")).rsplit("/", 1)[-1])
        assert step.id not in self.taken, f"“{step.label}” was taken already: {officer.text()[:600]}"
        self.taken.append(step.id)
        return step

    def take(self, step: Step) -> None:
        """One step on its day: facts, papers, documents, done."""
        with clock.freeze(self.days.get(step.id, self.facts.announced_on)):
            if step.optional:
                self._skip(step)
                return
            self._fill(step)
            self._hand_in(step)
            for need in step.documents:
                self._circulate(step, need.template, need.label)
            self._finish(step)

    def _path(self, step: Step) -> str:
        return f"{self.case}/steps/{step.id}"

    def _skip(self, step: Step) -> None:
        officer = self.desks["officer"].open(self._path(step))
        self.look(officer, f"step-{step.id}")
        officer.follow("Bỏ qua bước này…")
        self.look(officer, f"skip-{step.id}")
        officer.type({"reason": "Không có trong dữ kiện của hồ sơ này."})
        officer.press("Bỏ qua bước")

    def _fill(self, step: Step) -> None:
        """What the file says first; then the suggestions, with the blanks a person fills."""
        if not step.facts:
            return
        officer = self.desks["officer"].open(self._path(step))
        self.look(officer, f"step-{step.id}")
        given = given_facts(self.facts, step, self.days)
        known = {definition.key: definition for definition in step.facts}
        for key, value in given.items():
            officer.type(boxes_of(known[key], value))
        for key in known.keys() - given.keys():  # a suggestion made before these facts were known is not yet the last
            self._clear(officer, key)
        officer.press("Lưu")
        for definition in step.facts:
            value, _ = read_value(definition, officer.form())
            better = completed(definition, value, self.facts, self.days)
            if definition.key not in given and better is not None:
                officer.type({n: t for n, t in boxes_of(definition, better).items() if t})
        officer.press("Lưu")

    @staticmethod
    def _clear(officer: Desk, key: str) -> None:
        for name in officer.form():
            if name == key or name.startswith(f"{key}-"):
                control = officer.page.locator(f'main [name="{name}"]')
                kind = control.first.evaluate("e => e.type")
                if kind == "select-one":
                    control.select_option("")
                elif kind != "radio":
                    control.fill("")

    def _hand_in(self, step: Step) -> None:
        for need in step.uploads:
            name, data = paper(need.kind, self.facts)
            officer = self.desks["officer"].open(self._path(step))
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / name
                file.write_bytes(data)
                officer.page.get_by_label("Tệp").set_input_files(file)
                officer.type({"received_on": short_date(clock.today())})
                officer.press("Gửi tài liệu")
            assert officer.has(name), f"{name} is not on the page"

    def _circulate(self, step: Step, template: str, label: str) -> None:
        officer = self.desks["officer"].open(self._path(step))
        form = officer.page.locator("form", has=officer.page.locator(f'input[name="template"][value="{template}"]'))
        with officer.page.expect_navigation():
            form.get_by_role("button", name="Soạn văn bản").click()
        document = officer.path
        self.look(officer, "document", template)
        for _ in range(MOST_PRESSES):
            acted = next((one for one in self._in_order() if self._act(one.open(document), document, template)), None)
            assert acted is not None, f"nobody may go on with “{label}”: {officer.open(document).text()[:600]}"
            if acted.has("Bản lưu trữ"):
                break
        assert officer.open(document).has("Bản lưu trữ"), f"“{label}” was not issued: {officer.text()[:600]}"
        self.look(officer, "issued", template)

    def _in_order(self) -> list[Desk]:
        """The nearest to the case first, as in the terminal's walk: in charge, opened it, in its team."""
        return [self.desks[role] for role in ("deputy", "officer", "leader", "clerk", "chair")]

    def _act(self, desk: Desk, document: str, template: str) -> bool:
        """Do what the page offers this person, if anything."""
        main = desk.page.locator(".head .btn-primary")
        if not main.count():
            return False
        words = main.first.inner_text().strip()
        if words in ("Duyệt", "Ký"):
            desk.press(words)
        elif words == "Kiểm tra rồi trình":
            desk.follow(words)
            self.look(desk, "check", template)
            desk.press("Trình duyệt")
        else:
            desk.follow(words)
            self.look(desk, "issue", template)
            desk.type({"issued_on": short_date(clock.today()), "confirm": "ban hành"})
            desk.press("Cấp số, ban hành" if words.startswith("Cấp số") else "Hoàn tất, lưu")
        assert desk.path == document, f"{words}: {desk.text()[:400]}"
        return True

    def _finish(self, step: Step) -> None:
        """The first of those whose business it is finds the button open."""
        for desk in self._in_order():
            desk.open(self._path(step))
            button = desk.page.get_by_role("button", name="Hoàn thành bước")
            if button.count() and button.first.get_attribute("aria-disabled") != "true":
                desk.press("Hoàn thành bước")
                assert desk.path == self.case, desk.text()[:400]
                if step.stage != self.stage:
                    self.stage = step.stage
                    self.look(desk, f"case-in-{step.stage}")
                return
        raise AssertionError(f"nobody may finish “{step.label}”: {self.desks['officer'].open(self._path(step)).text()}")


def _choose(control: Any, name: str) -> None:
    """Pick the option that begins with a person's name."""
    labels = control.locator("option").all_inner_texts()
    control.select_option(label=next(label for label in labels if label.startswith(name)))
