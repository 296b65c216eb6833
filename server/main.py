"""`funnelwright-mcp`: the MCP server over stdio or streamable HTTP."""

import argparse
import importlib.metadata
import logging
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import anyio
from mcp.server import MCPServer

from .app import build_server
from .errors import SettingsError
from .logs import log_to
from .settings import Settings
from .tools import TOOLS, Opens, Tool

if TYPE_CHECKING:
    from .building import Desk

PORT = 8654


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script. Nothing but the protocol goes to standard output."""
    options = _options().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        settings = settings.model_copy(update=_said(options))
        log_to(logging.StreamHandler(sys.stderr), settings.log_level, "%(levelname)s %(name)s: %(message)s")
        anyio.run(_run, settings, options)
    except SettingsError as error:
        print(f"funnelwright-mcp: {error}", file=sys.stderr)  # noqa: T201  # a command's own words
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="funnelwright-mcp",
        description="Funnels as MCP tools, for any assistant. Settings come from FUNNELWRIGHT_… variables.",
    )
    parser.add_argument("--transport", choices=("stdio", "http"), default="stdio")
    parser.add_argument("--host", default="127.0.0.1", help="for http; elsewhere than here a token is required")
    parser.add_argument("--port", type=int, default=PORT, help="for http (default: %(default)s)")
    parser.add_argument(
        "--public-host", action="append", default=[], metavar="NAME", help="a host name clients use; may be repeated"
    )
    parser.add_argument("--read-only", action="store_true", default=None, help="offer only what changes nothing")
    parser.add_argument(
        "--toolsets", help="comma-separated: read, plan, apply; with --surface operations, families such as pages"
    )
    parser.add_argument("--surface", choices=("intent", "operations"))
    parser.add_argument(
        "--approval",
        choices=("ask", "host"),
        default="ask",
        help="host: where a client cannot ask its person, its own question before destructive tools counts",
    )
    parser.add_argument("--version", action="version", version=version())
    return parser


def version() -> str:
    return importlib.metadata.version("funnelwright")


def _said(options: argparse.Namespace) -> dict[str, object]:
    """What the command line says, which goes before the environment."""
    said = {
        "read_only": options.read_only,
        "toolsets": tuple(filter(None, map(str.strip, (options.toolsets or "").split(",")))) or None,
        "surface": options.surface,
    }
    return {name: value for name, value in said.items() if value is not None}


async def _run(settings: Settings, options: argparse.Namespace) -> None:
    async with AsyncExitStack() as stack:
        server = offered(settings, opened_once(settings, stack, trusts_host=options.approval == "host"))
        if options.transport == "stdio":
            await server.run_stdio_async()
        else:
            from .http import serve  # a web server is wanted for this transport only

            await serve(server, settings, options.host, options.port, options.public_host)


def offered(settings: Settings, opens: Opens) -> MCPServer[Opens]:
    """The server as the settings want it."""
    tools = _surface(settings)
    return build_server(
        opens,
        version=version(),
        read_only=settings.read_only,
        toolsets=known_toolsets(settings.toolsets, tools),
        tools=tools,
        state_key=settings.state_key.get_secret_value() if settings.state_key else None,
    )


def known_toolsets(wanted: Sequence[str], tools: Sequence[Tool]) -> Sequence[str]:
    """Raises SettingsError with those there are: by what tools do, or of the operations by what they are about."""
    known = sorted({one.toolset for one in tools})
    unknown = [one for one in wanted if one not in known]
    if unknown:
        raise SettingsError(f"There is no tool set {unknown[0]!r}.", hint=f"Known are: {', '.join(known)}.")
    return wanted


def _surface(settings: Settings) -> Sequence[Tool]:
    if settings.surface == "intent":
        return TOOLS
    from .tools.operations import operation_tools  # loads the whole contract

    return operation_tools()


def opened_once(
    settings: Settings, stack: AsyncExitStack, *, trusts_host: bool = False, surface: str = "mcp", model: str = ""
) -> Opens:
    """Opens the desk on first use and closes it with `stack`: listing tools needs no database and no client.

    `surface` and `model` are what the journal says work came through, and who planned it.
    """
    lock = anyio.Lock()
    opened: list[Desk] = []

    async def opens() -> "Desk":
        async with lock:
            if not opened:
                from .building import open_desk  # databases and clients are loaded when first needed

                try:
                    desk = open_desk(settings, trusts_host=trusts_host, surface=surface, model=model)
                    opened.append(await stack.enter_async_context(desk))
                except OSError as error:
                    raise _unusable(settings, error) from error
            return opened[0]

    return opens


def _unusable(settings: Settings, error: OSError) -> SettingsError:
    return SettingsError(
        f"The folder {str(settings.home)!r} cannot be used: {error.strerror or error}.",
        hint="Set FUNNELWRIGHT_HOME to a folder that can be written.",
    )
