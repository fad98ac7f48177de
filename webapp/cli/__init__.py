"""Commands: `flask <group> <command>`; one file per group."""

from __future__ import annotations

from flask import Flask

from webapp.cli import (
    archive,
    catalogue,
    figures,
    lint,
    organisations,
    procedures,
    render,
    sample,
    serve,
    signatures,
    templates,
    waiting,
    walk,
)


def register(app: Flask) -> None:
    """Put every command group on the application."""
    rooms = (
        archive, catalogue, figures, lint, organisations, procedures, render, sample, serve, signatures, templates,
        waiting, walk,
    )  # fmt: skip
    for room in rooms:
        for command in room.commands:
            app.cli.add_command(command)
