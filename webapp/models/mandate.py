"""Who acts while somebody is away, and who may sign what: both by a decision that is cited."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.office import User

FORMS = ("T/M", "K/T", "T/L", "Q.", "")
"""Forms of a signature: on behalf of a collective, for the head, by authority of, acting, and the head's own."""


class Absence(Base):
    """One person stands in for another between two dates, for some classes of documents (vắng mặt, người thay)."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("absent_id <> substitute_id", name="two_people"),
        CheckConstraint("decision <> ''", name="cites_a_decision"),
        Index("ix_absence_office_dates", "office_id", "starts_on", "ends_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    absent_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    substitute_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    types: Mapped[list[Any]]  # type codes ("QĐ", "TB", "" for what has no number); an empty list means every class
    decision: Mapped[str] = mapped_column(Text)  # "Quyết định số 12-QĐ/UBKTThU ngày 01/9/2021"
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    absent: Mapped[User] = relationship(foreign_keys=[absent_id])
    substitute: Mapped[User] = relationship(foreign_keys=[substitute_id])
    by: Mapped[User] = relationship(foreign_keys=[by_id])


class SigningMandate(Base):
    """A person may sign some types of documents between two dates (thẩm quyền ký)."""

    __tablename__ = "signing_mandate"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("decision <> ''", name="cites_a_decision"),
        CheckConstraint("form IN ('T/M', 'K/T', 'T/L', 'Q.', '')", name="form"),
        Index("ix_signing_mandate_office_dates", "office_id", "starts_on", "ends_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    form: Mapped[str] = mapped_column(String(10))
    principal: Mapped[str] = mapped_column(String(200), default="")  # whose power: "TRƯỞNG BAN", "ỦY BAN KIỂM TRA"
    title: Mapped[str] = mapped_column(String(200))  # "CHÁNH VĂN PHÒNG"
    types: Mapped[list[Any]]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    decision: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    by: Mapped[User] = relationship(foreign_keys=[by_id])
