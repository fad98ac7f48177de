"""How a command refuses: the Vietnamese sentences on standard error, exit code 1, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from webapp.errors import DomainError

Command = TypeVar("Command", bound=Callable[..., Any])


def refuse_politely(command: Command) -> Command:
    """Turn a DomainError into its sentences and exit code 1."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except DomainError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return wrapped  # type: ignore[return-value]
