"""What the command line does without a conversation."""

import json
import secrets
import sys
from argparse import Namespace
from contextlib import closing

from pydantic import SecretStr

from ..compose import Surroundings
from ..memory import Kept
from .exits import Exit
from .paper import Paper
from .screen import Screen
from .views import table_view


def conversations(surroundings: Surroundings, options: Namespace) -> Exit:
    with closing(surroundings.memory()) as memory:
        kept = memory.conversations(options.limit)
    if options.json:
        _write({"conversations": list(map(_document, kept))})
    elif kept:
        rows = ((one.id, f"{one.last:%Y-%m-%d %H:%M}", one.title) for one in kept)
        Screen().print(table_view(("conversation", "last (UTC)", "began with"), rows))
    else:
        Screen().notice("No conversations yet.")
    return Exit.DONE


def plans(answer: dict[str, object], *, as_json: bool) -> None:
    rows = answer.get("plans")
    if as_json:
        _write(answer)
    elif isinstance(rows, list) and rows:
        columns = ("plan_id", "status", "level", "changes", "created", "title")
        named = ("plan", "status", "level", "changes", "created", "what")
        Screen().print(table_view(named, ([row.get(column, "") for column in columns] for row in rows)))
    else:
        Screen().notice("No plans yet.")


def serve(surroundings: Surroundings, options: Namespace) -> Exit:
    """Answers until it is interrupted. The token is ours for this run, unless FUNNELWRIGHT_HTTP_TOKEN names one."""
    from server.local.serve import serve as answer  # a web server is wanted for this command only

    token = None if options.no_token else surroundings.server.http_token or SecretStr(secrets.token_urlsafe(24))
    given = surroundings.server.http_token is not None

    def ready(url: str) -> None:
        out = Paper(highlight=False, markup=False)
        out.print(f"The embedded tracker in {surroundings.server.home} answers at {url}", soft_wrap=True)
        if token is not None and not given:
            out.print(f"Authorization: Bearer {token.get_secret_value()}", soft_wrap=True)
        sys.stdout.flush()

    answer(surroundings.server.home, options.host, options.port, token, ready=ready)
    return Exit.DONE


async def demo(surroundings: Surroundings, options: Namespace) -> Exit:
    """Install or remove the demo account of the embedded tracker."""
    from server.demo import install, remove  # wanted for this command only
    from server.workspace import open_workspace

    settings = surroundings.server.model_copy(update={"demo": False})
    if settings.is_remote:
        Screen().complain(
            "The demo account belongs to the embedded tracker; a remote account is never touched by it."
        )
        return Exit.NOT_UNDERSTOOD
    async with open_workspace(settings) as workspace:
        work = install if options.action == "install" else remove
        count = await work(workspace.tracker, settings.home)
    Screen().print(f"{'Made' if options.action == 'install' else 'Removed'} {count} demo assets.")
    return Exit.DONE


def _document(kept: Kept) -> dict[str, str]:
    return {
        "id": kept.id,
        "title": kept.title,
        "begun": kept.begun.isoformat(),
        "last": kept.last.isoformat(),
    }


def _write(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
