"""`funnelwright`: the terminal."""

import asyncio
import importlib.metadata
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from funnels.errors import FunnelError
from server.logs import log_to

from .arguments import parse
from .commands import COMMANDS
from .exits import Exit
from .plain import plain

if TYPE_CHECKING:
    from ..compose import Surroundings
    from .talking import Opens


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
        return _complain(error)
    except BaseExceptionGroup as group:  # what was raised while a session was open comes wrapped
        told = group.subgroup(FunnelError)
        if told is None:
            raise
        return _complain(_first(told))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough; what is still buffered must not complain at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE


def _run(options: Namespace, opens: "Opens | None") -> int:
    from ..compose import Surroundings, open_session  # loads databases and the SDK, which --help does not need

    surroundings = Surroundings.found(getattr(options, "model", ""))
    _log_to(surroundings.server.home, surroundings.server.log_level)
    opens = opens or open_session
    if options.command == "chat":
        return asyncio.run(_converse(surroundings, options, opens))
    command = next(one for one in COMMANDS if one.name == options.command)
    done = command.run(surroundings, options, opens)
    return done if isinstance(done, int) else asyncio.run(done)


def _log_to(home: Path, level: str) -> None:
    """People see our words on the terminal; what went wrong behind them is kept in a file."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = RotatingFileHandler(
        home / "funnelwright.log", maxBytes=1_000_000, backupCount=1, delay=True, encoding="utf-8"
    )
    log_to(log, level, "%(asctime)s %(levelname)s %(name)s: %(message)s")


async def _converse(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from .talking import talking  # as above

    async with talking(surroundings, options, opens) as chat:
        if options.text:
            return await chat.once(options.text)
        if chat.lines.interactive:
            session = chat.session
            chat.screen.notice(f"{session.model.name} · conversation {session.conversation.id} · “exit” leaves")
        return await chat.talk()


def _complain(error: FunnelError) -> Exit:
    sys.stderr.write(f"funnelwright: {plain(error)}\n")
    return _exit_of(error)


def _first(group: BaseExceptionGroup[FunnelError]) -> FunnelError:
    one = group.exceptions[0]
    return _first(one) if isinstance(one, BaseExceptionGroup) else one


def _exit_of(error: FunnelError) -> Exit:
    from server.errors import PlanError, PolicyError, TrackerError  # as above

    return Exit.FAILED if isinstance(error, TrackerError | PlanError | PolicyError) else Exit.NOT_UNDERSTOOD
