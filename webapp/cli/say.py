"""How a command refuses: the Vietnamese sentences on standard error, exit code 1, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from webapp.errors import DomainError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def refuse_politely(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Turn a DomainError into its sentences and exit code 1."""

    @wraps(command)
    def wrapped(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except DomainError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return wrapped
