"""The same case conducted by other bodies: whose letterhead, whose signature, whose number."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.stories.test_twelve_organisations import DAY, Story
from tests.support.desk import Desk
from webapp import clock
from webapp.models import Document, Series, Term, Unit
from webapp.queries.case_view import procedure_of
from webapp.services.cases import NewCase, NewSubject
from webapp.workflow import engine


def decided(desk: Desk, initiator: str, opener: str, in_charge: str, procedure: str = "KT_DHVP_DV") -> list[Document]:
    """A case of this body walked until its decision and plan are issued; the documents so far."""
    unit = desk.session.scalar(select(Unit).where(Unit.kind == initiator))
    with clock.freeze(DAY):
        case = desk.opens(
            desk.person(opener),
            NewCase(
                procedure=procedure, title="Kiểm tra đồng chí Đinh Văn Lâm về việc chấp hành quy chế",
                initiator=initiator, origin="off_programme", unit_id=unit.id if unit else None,
                subjects=[NewSubject("member", "Đinh Văn Lâm", "Chi bộ Tổ dân phố 3", {"level": "cell"})],
                member_in_charge_id=desk.person(in_charge).id,
                team=[(desk.person(in_charge).id, "leader"), (desk.person("Huy").id, "secretary")],
            ),
        )  # fmt: skip
        story = Story(desk, case)
        while (following := engine.next_step(procedure_of(desk.tools, story.case), story.view())) is not None:
            if following.step.id == "prepare_team":
                break
            story.take(following.step)
    query = select(Document).where(Document.case_id == case.id).order_by(Document.id)
    return list(desk.session.scalars(query))


@pytest.mark.parametrize(("initiator", "opener", "in_charge", "symbol", "letterhead", "authority"), [
    ("standing_board", "Nguyệt", "Mai", "ThU", ("ĐẢNG BỘ TỈNH THÁI NGUYÊN", "THÀNH ỦY THÁI NGUYÊN"),
     "T/M BAN THƯỜNG VỤ"),
    ("cell", "Hoa", "Hoa", "CB",
     ("ĐẢNG BỘ PHƯỜNG HOÀNG VĂN THỤ", "CHI BỘ TỔ DÂN PHỐ 3, PHƯỜNG HOÀNG VĂN THỤ"), "T/M CHI BỘ"),
])
def test_a_body_issues_under_its_own_name_and_number(
    desk: Desk, initiator: str, opener: str, in_charge: str, symbol: str, letterhead: tuple[str, str], authority: str
) -> None:
    documents = decided(desk, initiator, opener, in_charge)
    plan = next(one for one in documents if one.template == "inspection_plan")
    assert (plan.state, plan.number_text) == ("issued", f"01-KH/{symbol}")
    values = plan.current.values
    assert (values["parent_org_name"], values["issuing_org_name"]) == letterhead
    assert values["sign_authority"] == authority
    series = desk.session.scalars(select(Series).where(Series.type_code == "KH")).one()
    term = desk.session.get_one(Term, series.term_id)
    assert (series.body_symbol, term.unit_id is not None) == (symbol, initiator == "cell")
