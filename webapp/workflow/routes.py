"""The ways a draft is sent on (`workflows/_routes/*.toml`): strict, dated, chosen by kind of document and by body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from webapp.datafile import read
from webapp.errors import DataFileError, NotFound
from webapp.workflow.actors import ACTORS
from webapp.workflow.procedure.model import Initiator, Many, Shape, Text

APPROVER = "approver"
"""Stands for the actor whom the document's own template names."""

StepKind = Literal["format_check", "approve", "collective"]
StandsAs = Literal["submitted", "format_check", "pending_approval", "collective"]


class RouteStep(Shape):
    """One step of a route. Steps without a common `after` run side by side; `two_persons`: not by the sole drafter."""

    id: Text
    kind: StepKind
    label: Text
    actor: Text
    stands_as: StandsAs
    after: Many[str] = ()
    days: Annotated[int, Field(ge=1)] | None = None
    two_persons: bool = False


class Route(Shape):
    """One way from the draft to the approved document. Empty `kinds` and `types` mean all of them."""

    id: Text
    title: Text
    help: str = ""
    valid_from: date
    valid_to: date | None = None
    bodies: Many[Initiator]
    kinds: Many[str] = ()
    types: Many[str] = ()
    default: bool = False
    opinions_first: bool = False
    source: Text
    verified: bool
    steps: Annotated[Many[RouteStep], Field(alias="step", min_length=1)]

    @model_validator(mode="after")
    def _can_be_walked(self) -> Route:
        known: set[str] = set()
        for step in self.steps:
            if step.id in known:
                raise ValueError(f"bước “{step.id}” khai báo hai lần")
            if unknown := set(step.after) - known:
                raise ValueError(f"bước “{step.id}” đứng sau bước chưa có ở trên: {', '.join(sorted(unknown))}")
            if step.actor != APPROVER and step.actor not in ACTORS:
                raise ValueError(f"bước “{step.id}”: không có vai “{step.actor}”")
            known.add(step.id)
        return self

    def fits(self, *, kind: str, type_code: str, body: str, on: date) -> bool:
        """Whether a document of this kind, type and body may go this way on that day."""
        in_force = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        named = (not self.kinds or kind in self.kinds) and (not self.types or type_code in self.types)
        return in_force and named and body in self.bodies


class RoutesFile(Shape):
    """One file of routes."""

    routes: Annotated[Many[Route], Field(alias="route", min_length=1)]


@dataclass(frozen=True)
class Routes:
    """Every route, in the order of the files."""

    routes: tuple[Route, ...]

    def __iter__(self) -> Iterator[Route]:
        return iter(self.routes)

    def get(self, route_id: str) -> Route:
        """Raises NotFound."""
        for route in self.routes:
            if route.id == route_id:
                return route
        raise NotFound(f"Không có luồng trình “{route_id}”.")

    def for_document(self, *, kind: str, type_code: str, body: str, on: date) -> tuple[Route, ...]:
        """The ways open to a document, the usual one first. Raises NotFound when there is none."""
        found = [route for route in self.routes if route.fits(kind=kind, type_code=type_code, body=body, on=on)]
        if not found:
            raise NotFound("Chưa khai báo luồng trình nào cho loại văn bản này của chủ thể này vào ngày này.")
        named = sorted(found, key=lambda route: (not route.default, not route.types, not route.kinds))
        return tuple(named)


def load_routes(folder: Path) -> Routes:
    """Every `*.toml` of `folder`. Raises DataFileError with one line per mistake of any of them."""
    found: list[Route] = []
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            routes = read(path, RoutesFile).routes
        except DataFileError as error:
            mistakes += error.details or [error.sentence]
            continue
        known = {route.id for route in found}
        mistakes += [f"{path}:1: route: luồng “{route.id}” khai báo hai lần" for route in routes if route.id in known]
        found += routes
    if mistakes or not found:
        raise DataFileError(f"Các luồng trình trong {folder} có chỗ sai.", details=mistakes or [f"{folder}: trống"])
    return Routes(tuple(found))
