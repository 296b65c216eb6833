from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens


def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    """SettingsError, and so code 2, where the file cannot be used."""
    from server.policies import PolicyFile, told  # plans are loaded for this command only

    from ..screen import Screen
    from ..views import table_view

    settings = surroundings.server
    file = PolicyFile.of(settings.home)
    found = told(file.read(read_only=settings.read_only), datetime.now(UTC))
    if options.json:
        write({"file": str(file.path), "exists": file.path.exists(), **found})
        return Exit.DONE
    screen = Screen()
    screen.print(table_view(("policy", "value"), _rows(found)))
    screen.notice(f"From {file.path}" if file.path.exists() else f"All as it is by itself: there is no {file.path}.")
    return Exit.DONE


def _rows(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if key != "freeze":
            yield key, _said(value)
    for one in found["freeze"]:
        begins, ends, until = (_clock(one[key]) for key in ("from", "until", "on_until"))
        yield "freeze", f"{one['name']}, {begins} to {ends}{f': ON until {until}' if until else ''}"


def _clock(time: str) -> str:
    """`2026-12-24T18:00+01:00` -> `2026-12-24 18:00`, in the time zone that stands above; a weekly time is itself."""
    return time[:16].replace("T", " ") if time[:1].isdigit() else time


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "any number" if value is None else str(value)


def _add(parser: ArgumentParser) -> None:
    add_json(parser)


POLICIES = Command("policies", "what may be applied, when, and by how many", _add, _run)
