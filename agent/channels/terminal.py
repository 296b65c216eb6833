"""`funnelwright`: the terminal."""

import asyncio
import importlib.metadata
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funnels.errors import FunnelError

from .arguments import parse
from .exits import Exit

if TYPE_CHECKING:
    from ..compose import Surroundings
    from ..session import Session
    from .chat import Chat

    Opens = Callable[..., AbstractAsyncContextManager[Session]]


def main(arguments: Sequence[str] | None = None, *, opens: "Opens | None" = None) -> int:
    """The console script; `opens` is another way to a session than the environment's."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that cannot be shown here must not end the conversation
    options = parse(sys.argv[1:] if arguments is None else arguments)
    if getattr(options, "version", False):
        sys.stdout.write(f"funnelwright {importlib.metadata.version('funnelwright')}\n")
        return Exit.DONE
    try:
        return _run(options, opens)
    except FunnelError as error:
        sys.stderr.write(f"funnelwright: {error}\n")
        return _exit_of(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough; what is still buffered must not complain at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE


def _run(options: Namespace, opens: "Opens | None") -> int:
    from ..compose import Surroundings, open_session  # loads databases and the SDK, which --help does not need
    from . import commands

    surroundings = Surroundings.found(getattr(options, "model", ""))
    _log_to(surroundings.server.home, surroundings.server.log_level)
    match options.command:
        case "serve":
            return commands.serve(surroundings, options)
        case "conversations":
            return commands.conversations(surroundings, options)
        case "demo":
            return asyncio.run(commands.demo(surroundings, options))
    return asyncio.run(_converse(surroundings, options, opens or open_session))


def _log_to(home: Path, level: str) -> None:
    """People see our words on the terminal; what went wrong behind them is kept in a file."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = RotatingFileHandler(
        home / "funnelwright.log", maxBytes=1_000_000, backupCount=1, delay=True, encoding="utf-8"
    )
    logging.basicConfig(level=level, handlers=[log], format="%(asctime)s %(levelname)s %(name)s: %(message)s")


async def _converse(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from .chat import Chat  # as above
    from .consent import Consent
    from .lines import Lines
    from .screen import Screen

    screen = Screen(quiet=options.json)
    lines = Lines(quiet=options.json)
    consent = Consent(lines, screen.notice, getattr(options, "yes", False), getattr(options, "confirm", ""))
    async with opens(surroundings, **_wanted(options, screen.notice)) as session:
        chat = Chat(session, screen, lines, consent, json=options.json)
        return await _chatted(chat, options)


async def _chatted(chat: "Chat", options: Namespace) -> int:
    match options.command:
        case "apply":
            return await _applied(chat, options)
        case "links":
            return (await chat.use("get_links", funnel=" ".join(options.funnel))).exit
        case "plans":
            return await _plans(chat, options)
    if options.text:
        return await chat.once(options.text)
    if chat.lines.interactive:
        chat.screen.notice(f"{chat.session.model.name} · conversation {chat.session.conversation.id} · “exit” leaves")
    return await chat.talk()


async def _applied(chat: "Chat", options: Namespace) -> int:
    rows = (await _answer(chat, "list_plans", limit=100)).get("plans", [])
    plan = next((row for row in rows if row["plan_id"] == options.plan), None)
    if plan is None:
        chat.screen.complain(f"There is no plan {options.plan!r}. `funnelwright plans` lists them.")
        return Exit.NOT_UNDERSTOOD
    return (await chat.use("apply_plan", plan_id=options.plan, fingerprint=plan.get("fingerprint", ""))).exit


async def _plans(chat: "Chat", options: Namespace) -> int:
    from . import commands  # as above

    commands.plans(await _answer(chat, "list_plans", status=options.status), as_json=options.json)
    return Exit.DONE


async def _answer(chat: "Chat", tool: str, **arguments: object) -> Any:
    """The structured answer of a tool that only reads; FunnelError with its complaint."""
    from ..events import ToolFinished  # as above

    results = [event.result async for event in chat.session.use(tool, **arguments) if isinstance(event, ToolFinished)]
    if results[0].failed:
        raise FunnelError(results[0].text)
    return results[0].data or {}


def _wanted(options: Namespace, notice: Callable[[str], None]) -> dict[str, Any]:
    if options.command != "chat":
        return {}
    return {"conversation": options.conversation, "latest": options.latest, "notice": notice}


def _exit_of(error: FunnelError) -> Exit:
    from server.errors import PlanError, PolicyError, TrackerError  # as above

    return Exit.FAILED if isinstance(error, TrackerError | PlanError | PolicyError) else Exit.NOT_UNDERSTOOD
