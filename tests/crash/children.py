"""Child processes that work like a worker of the web server and may be killed at any moment.

They are forked from a parent that holds no connection, so that fifty restarts cost fifty forks and not fifty starts of
Python; each opens the database and the archive anew. What a child has been promised it writes to its own file, synced,
after the commit: an acknowledgement that outlives it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.crash.office import CrashOffice, clerk_of
from webapp.errors import Conflict
from webapp.extensions import db, edge
from webapp.models import Document, database
from webapp.services.documents.issuing import issue_document

FORK = multiprocessing.get_context("fork")
KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Promise:
    """What a child was told after its commit."""

    document: str
    number: str
    docx: str
    pdf: str


class Promises:
    """One file per child; a line is either whole or was never acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def note(self, document: Document) -> None:
        promise = Promise(document.id, document.number_text, str(document.docx_sha256), str(document.pdf_sha256))
        with open(self.folder / f"{os.getpid()}.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(promise), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def all(self) -> Iterator[Promise]:
        for path in sorted(self.folder.iterdir()):
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
                if line.endswith("\n"):
                    yield Promise(**json.loads(line))


def issue_one(office: CrashOffice, document_id: str) -> Document:
    """Issue as the edge of a request does: a conflict becomes Conflict, the commit comes last."""
    database.begin_writing()
    with edge.readable_conflicts():
        session = db.session
        document = issue_document(session, office.tools, document_id=document_id, actor=clerk_of(session))
        session.commit()
    return document


def issue_all(office: CrashOffice, ids: Sequence[str], promises: Promises, *, ready: Callable[[], object]) -> None:
    """Issue every document that nobody else has issued, in an order of one's own."""
    mine = random.Random(os.getpid()).sample(list(ids), len(ids))
    with office.app().test_request_context(method="POST"):
        clerk_of(db.session)
        db.session.rollback()
        ready()
        for document_id in mine:
            try:
                promises.note(issue_one(office, document_id))
            except Conflict:
                db.session.rollback()


def start(work: Callable[[], None]) -> BaseProcess:
    """Run `work` in a forked process; its error is printed and ends it with status 1."""

    def run() -> None:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    child = FORK.Process(target=run)
    child.start()
    return child
