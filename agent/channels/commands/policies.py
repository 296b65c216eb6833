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
        on = f": ON until {one['on_until']}" if one["on_until"] else ""
        yield "freeze", f"{one['name']}, {one['from']} to {one['until']}{on}"


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "any number" if value is None else str(value)


def _add(parser: ArgumentParser) -> None:
    add_json(parser)


POLICIES = Command("policies", "what may be applied, when, and by how many", _add, _run)
