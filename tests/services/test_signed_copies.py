"""Signed copies: the person first, the seal second, each on the bytes of the one before; a scan knows its print."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.services.test_issuing import STEP, signed
from tests.support.authority import AGENCY, PASSWORD, PERSON, an_authority
from tests.support.desk import A_PDF, Desk
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document
from webapp.queries.signatures import check_pdf
from webapp.services.archive_check import verify_archive
from webapp.services.documents import copies
from webapp.services.documents.copies import Trust
from webapp.signature import NotTheSameFile, key_of_file, sign_pdf, verify_pdf


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    desk = desk_at(STEP, copied=True)
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


@pytest.fixture
def trust() -> Trust:
    return Trust((an_authority().root,))


def issued(desk: Desk) -> Document:
    return desk.issues(desk.person("Yến"), signed(desk))


def sign(desk: Desk, document: Document, kind: str, who: str, trust: Trust) -> copies.SignedCopy:
    key = key_of_file(an_authority().person if kind == "person" else an_authority().agency, PASSWORD)
    row = copies.sign_copy(
        desk.session, desk.tools, document=document, kind=kind, key=key, trust=trust, actor=desk.person(who)
    )
    desk.session.commit()
    return row


def test_the_person_signs_and_the_agency_seals_the_archived_file(desk: Desk, trust: Trust) -> None:
    document = issued(desk)
    archived = desk.tools.store.get(str(document.pdf_sha256))
    person, seal = sign(desk, document, "person", "Quyết", trust), sign(desk, document, "seal", "Yến", trust)
    assert (person.of_sha256, seal.of_sha256) == (document.pdf_sha256, person.sha256)
    data = desk.tools.store.get(seal.sha256)
    assert data.startswith(archived)
    found = verify_pdf(data, roots=trust.roots)
    assert found.is_good and [one.signer for one in found.signatures] == [PERSON, AGENCY]
    assert verify_archive(desk.session, desk.tools.store).problems == []
    checked = check_pdf(desk.session, desk.person("Yến"), data, roots=trust.roots)
    assert (checked.ours, checked.proof_holds) == (f"Số {document.number_text}", True)


def test_order_and_person_are_kept(desk: Desk, trust: Trust) -> None:
    document = issued(desk)
    with pytest.raises(Conflict, match="Người ký chưa ký số"):
        sign(desk, document, "seal", "Yến", trust)
    with pytest.raises(NotAllowed, match="Chỉ người ký văn bản"):
        sign(desk, document, "person", "Nhung", trust)
    sign(desk, document, "person", "Quyết", trust)
    with pytest.raises(Conflict, match="đã có chữ ký số này"):
        sign(desk, document, "person", "Quyết", trust)
    with pytest.raises(NotAllowed, match="văn thư"):
        sign(desk, document, "seal", "Quyết", trust)


def test_what_is_not_issued_is_not_signed_digitally(desk: Desk, trust: Trust) -> None:
    with pytest.raises(Conflict, match="chưa ban hành"):
        sign(desk, signed(desk), "person", "Quyết", trust)


def test_a_copy_signed_on_the_officer_s_machine_is_taken_in(desk: Desk, trust: Trust) -> None:
    document, quyet = issued(desk), desk.person("Quyết")
    handed_out = copies.newest_for_signing(desk.session, desk.tools, document)
    back = sign_pdf(handed_out, key_of_file(an_authority().person, PASSWORD), field="Ky-ngoai", reason="Ký")
    take = {"document": document, "kind": "person", "trust": trust, "actor": quyet}
    with pytest.raises(NotTheSameFile, match="không phải tệp đã tải về"):
        copies.take_in_signed(desk.session, desk.tools, data=A_PDF, **take)  # type: ignore[arg-type]
    row = copies.take_in_signed(desk.session, desk.tools, data=back, **take)  # type: ignore[arg-type]
    assert (row.signer, row.of_sha256) == (PERSON, hashlib.sha256(handed_out).hexdigest())


def test_a_certificate_of_a_stranger_is_not_taken_in(desk: Desk) -> None:
    document = issued(desk)
    handed_out = copies.newest_for_signing(desk.session, desk.tools, document)
    back = sign_pdf(handed_out, key_of_file(an_authority().person, PASSWORD), field="X", reason="Ký")
    other = Trust((an_authority.__wrapped__().root,))
    with pytest.raises(DomainError, match="không do tổ chức chứng thực mà cơ quan tin cậy"):
        copies.take_in_signed(
            desk.session, desk.tools, document=document, kind="person", data=back, trust=other,
            actor=desk.person("Quyết"),
        )  # fmt: skip


def test_a_scan_joins_the_record_with_the_hash_of_what_was_printed(desk: Desk) -> None:
    document, yen = issued(desk), desk.person("Yến")
    take = {"document": document, "filename": "quet.pdf", "data": A_PDF, "actor": yen}
    with pytest.raises(DomainError, match="Chưa ghi ai ký"):
        copies.take_in_scan(desk.session, desk.tools, signer=" ", **take)  # type: ignore[arg-type]
    row = copies.take_in_scan(desk.session, desk.tools, signer="Nguyễn Văn Quyết", **take)  # type: ignore[arg-type]
    desk.session.commit()
    assert (row.kind, row.of_sha256, row.fingerprint) == ("scan", document.pdf_sha256, "")
    assert document.issued_on == date(2021, 7, 12)


@pytest.mark.parametrize("act", ["UPDATE signed_copy SET signer = 'x'", "DELETE FROM signed_copy"])
def test_the_database_itself_refuses_to_change_a_signed_copy(desk: Desk, trust: Trust, act: str) -> None:
    sign(desk, issued(desk), "person", "Quyết", trust)
    with pytest.raises(DatabaseError):
        desk.session.execute(text(act))
