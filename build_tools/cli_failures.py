"""Failures that end the program: each with what happened and where, and exit status 1."""

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from build_tools.copies import LostError
from build_tools.diagnostics import InputError
from build_tools.publish import PublishError
from build_tools.workers import ClusterError

T = TypeVar("T")


def guarded(action: Callable[[], T]) -> T:
    """Return what the action returns; a failure that it names ends the program with its message and status 1."""
    try:
        return action()
    except InputError as error:
        click.echo(str(error), err=True)
    except PublishError as error:
        click.echo(f"MkDocs không nhận các trang; trang web cũ còn nguyên. MkDocs nói:\n{error}", err=True)
    except LostError:
        message = "Một tiến trình dừng giữa chừng, thường do máy hết bộ nhớ. Trang web cũ còn nguyên; hãy chạy lại."
        click.echo(message, err=True)
    except ClusterError as error:
        click.echo(str(error), err=True)
    except OSError as error:
        click.echo(f"Không đọc hoặc ghi được {error.filename or ''}: {error.strerror}", err=True)
    sys.exit(1)
