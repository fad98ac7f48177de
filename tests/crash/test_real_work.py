"""The real converter and the real commands: killed, broken and refused, they too leave nothing half-done."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.crash.children import Promises
from tests.crash.conftest import SERVER
from tests.crash.invariants import check_whole, count_ledger
from tests.crash.office import DECISION, CrashOffice, clear_tables, clerk_of, quick, settings_for
from tests.crash.test_crash_points import redraft, state_of
from tests.crash.test_killed import finish, kill_at_random, pace_of
from webapp.models import Case, Document
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import Catalogue
from webapp.rendering.convert import PdfOptions, Rendered
from webapp.rendering.fill import TemplateError
from webapp.rendering.pool import Limits, RenderFailed, RenderPool
from webapp.services.archive_check import verify_archive
from webapp.services.documents.issuing import issue_document

Begun = Callable[..., CrashOffice]
ROOT = Path(__file__).parents[2]


def test_processes_that_set_real_pages_lose_nothing_when_killed(begun: Begun, memory: Path) -> None:
    office = begun(copies=15).with_tools(renderer=RenderPool(Limits(workers=1)))
    promises, chance, killed = Promises(memory / "promises"), random.Random(2), 0
    longest = 8 * pace_of(office, promises)
    while killed < 2:
        killed += kill_at_random(office, promises, chance, longest=longest, people=2)
        check_whole(office, promises.all())
    finish(office, promises)
    office.tools.renderer.close()


@pytest.fixture
def empty(memory: Path, server: str, installed: Tools) -> CrashOffice:
    """A folder with nothing in it; on SQLite not even tables."""
    office = quick(settings_for(memory / "instance", server), installed)
    if server:
        clear_tables(office)
    return office


def walk(memory: Path, database: str) -> subprocess.Popen[bytes]:
    """`flask sample ensure` in a process group of its own."""
    environment = {**os.environ, "ANTHU_INSTANCE": str(memory / "instance"), "PYTHONPATH": str(ROOT)}
    environment |= {"ANTHU_DATABASE": database} if database else {}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "sample", "ensure"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def wait_until_gone(group: int) -> None:
    """The converter's children end by themselves when their parent is gone: nobody is left to end them."""
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    pytest.fail("children of a killed process were still there after half a minute")


def kill_walks(office: CrashOffice, whole: CrashOffice, *, times: int) -> None:
    """From an empty folder to a closed case through `times` deaths; the end is the same as without any."""
    chance, folder = random.Random(4), office.settings.instance.parent
    for _ in range(times):
        process = walk(folder, SERVER)
        time.sleep(chance.uniform(2, 6))
        process.kill()
        process.communicate()
        wait_until_gone(process.pid)
    process = walk(folder, SERVER)
    said = process.communicate()[1]
    assert process.returncode == 0, said.decode()
    assert issued_in(office) == issued_in(whole)
    with office.at_work() as session:
        assert verify_archive(session, office.tools.store).problems == []
        assert [case.state for case in session.scalars(select(Case))] == ["closed"]


def issued_in(office: CrashOffice) -> list[tuple[str, str, str]]:
    with office.at_work() as session:
        documents = session.scalars(select(Document).where(Document.state == "issued"))
        return sorted((d.number_text, d.title, str(d.issued_on)) for d in documents)


def test_a_walk_killed_on_the_way_goes_on_where_it_stopped(empty: CrashOffice, seeds: Begun) -> None:
    kill_walks(empty, seeds("", "nothing"), times=1)


@pytest.mark.full
def test_a_walk_killed_twenty_times_ends_with_the_same_documents(empty: CrashOffice, seeds: Begun) -> None:
    kill_walks(empty, seeds("", "nothing"), times=20)


BROKEN = "{% if subject %}{{ subject.full_name + }}"


def with_a_broken_tag(office: CrashOffice) -> CrashOffice:
    """The decision's template as a clerk may leave it: a tag begun in Word and never finished."""
    whole = office.tools.catalogue.get(DECISION)
    target, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(whole.docx))
    with zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", f"<w:body><w:p><w:r><w:t>{BROKEN}</w:t></w:r></w:p>".encode(), 1)
            copy.writestr(name, data)
    templates = {**office.tools.catalogue.templates, DECISION: replace(whole, docx=target.getvalue())}
    return office.with_tools(catalogue=Catalogue(templates))


def test_a_broken_tag_is_named_with_its_part_paragraph_and_expression_and_nothing_is_drafted(begun: Begun) -> None:
    office = with_a_broken_tag(begun("submit", DECISION))
    before, files = count_ledger(office), sorted(office.tools.store.names())
    with office.at_work() as session, pytest.raises(TemplateError) as caught:
        redraft(session, office)
    [place] = [line for line in caught.value.details if "subject.full_name +" in line]
    assert "word/document.xml" in place and "đoạn 1" in place
    assert (count_ledger(office), state_of(office)) == (before, ("drafting", "", 1))
    assert sorted(office.tools.store.names()) == files and check_whole(office) == 0


class DyingRenderer:
    """The converter's child dies over this document."""

    def render(self, docx: bytes, options: PdfOptions) -> Rendered:
        raise RenderFailed("Bộ dựng trang bị sập khi xử lý văn bản này.")


@pytest.mark.parametrize("act", ["draft", "issue"])
def test_a_document_whose_pages_cannot_be_set_stays_as_it_was(begun: Begun, act: str) -> None:
    office = begun("submit" if act == "draft" else "issue", DECISION).with_tools(renderer=DyingRenderer())
    before, state, files = count_ledger(office), state_of(office), sorted(office.tools.store.names())
    with office.at_work() as session, pytest.raises(RenderFailed):
        do(act, session, office)
    assert (count_ledger(office), state_of(office), sorted(office.tools.store.names())) == (before, state, files)
    assert check_whole(office) == 0


def do(act: str, session: Session, office: CrashOffice) -> None:
    if act == "draft":
        redraft(session, office)
        return
    document = session.scalars(select(Document).where(Document.template == DECISION)).one()
    issue_document(session, office.tools, document_id=document.id, actor=clerk_of(session))


class KilledAtWork:
    """The real converter; the first time its child is stopped in the middle of a page and then killed."""

    def __init__(self, pool: RenderPool) -> None:
        self.pool, self.first = pool, True

    def render(self, docx: bytes, options: PdfOptions) -> Rendered:
        done = self.pool.render(docx, options)
        if self.first:
            self.first, [worker] = False, self.pool._idle
            os.kill(worker.pid, signal.SIGSTOP)
            threading.Timer(0.5, os.kill, (worker.pid, signal.SIGKILL)).start()
            return self.pool.render(docx, options)
        return done


def test_a_converter_killed_at_work_fails_one_document_and_works_on(begun: Begun) -> None:
    office = begun("issue", DECISION).with_tools(renderer=KilledAtWork(RenderPool(Limits(workers=1))))
    before, state = count_ledger(office), state_of(office)
    with office.at_work() as session, pytest.raises(RenderFailed):
        do("issue", session, office)
    assert (count_ledger(office), state_of(office)) == (before, state)
    with office.at_work() as session:
        do("issue", session, office)
        session.commit()
    assert check_whole(office) == 1
    office.tools.renderer.pool.close()
