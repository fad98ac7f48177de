"""The errors a person may read: each carries one Vietnamese sentence and an HTTP status."""

from __future__ import annotations


class DomainError(Exception):
    """A refusal that is part of the product: what is wrong, where, what to do.

    `sentence` is shown to the user as it stands; `status` is the HTTP status of a page that shows it;
    `details` holds further sentences when several things are wrong at once.
    """

    status = 400

    def __init__(self, sentence: str, *, details: list[str] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details or []

    def __str__(self) -> str:
        return "\n".join([self.sentence, *self.details])


class NotFound(DomainError):
    """The thing does not exist, or this person may not know that it does."""

    status = 404


class NotAllowed(DomainError):
    """The person may know of the thing but may not do this to it."""

    status = 403


class Conflict(DomainError):
    """Somebody else changed it first, or it is no longer in the state the action needs."""

    status = 409


class DataFileError(DomainError):
    """A data file (procedure, law, template, facts) is wrong; `details` has a line per mistake, with file and line."""

    status = 422


class ArchiveDamaged(DomainError):
    """Stored bytes are missing or are not what the record says."""

    status = 500


class StorageFull(DomainError):
    """The disk refuses to take more; nothing was half-written."""

    status = 507
