import asyncio
import secrets
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..exits import Exit
from .command import Command

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens


def _add(parser: ArgumentParser) -> None:
    elsewhere = "links are for localhost:8650 unless FUNNELWRIGHT_DOMAIN or the account says another domain"
    parser.add_argument("--host", default="127.0.0.1", help=f"default: %(default)s; {elsewhere}")
    parser.add_argument(
        "--port", type=int, default=8650, help="0 for any free one (default: %(default)s); for links see --host"
    )
    parser.add_argument("--no-token", action="store_true", help="let every program on this machine in")


def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    """Answers until it is interrupted. The token is ours for this run, unless FUNNELWRIGHT_HTTP_TOKEN names one."""
    from pydantic import SecretStr

    from server.building.linking import domain_of
    from server.links import domain_fitting
    from server.local.serve import serve  # a web server is wanted for this command only
    from server.policies import PolicyFile
    from server.workspace import open_workspace

    from ..paper import Paper

    async def prepare() -> str:
        async with open_workspace(surroundings.server) as workspace:  # an empty tracker gets its demo account
            return await domain_of(workspace)

    domain = "" if surroundings.server.is_remote else asyncio.run(prepare())
    token = None if options.no_token else surroundings.server.http_token or SecretStr(secrets.token_urlsafe(24))
    given = surroundings.server.http_token is not None
    policies = PolicyFile.of(surroundings.server.home)

    def shut() -> str:
        return policies.shut(read_only=surroundings.server.read_only)

    def ready(url: str) -> None:
        out = Paper(highlight=False, markup=False)
        out.print(f"The embedded tracker in {surroundings.server.home} answers at {url}", soft_wrap=True)
        if token is not None and not given:
            out.print(f"Authorization: Bearer {token.get_secret_value()}", soft_wrap=True)
        if fitting := domain_fitting(domain, url):
            out.print(
                f"Links are for {domain}: with FUNNELWRIGHT_DOMAIN={fitting} set, they lead here.", soft_wrap=True
            )
        sys.stdout.flush()

    settings = surroundings.server
    serve(settings.home, options.host, options.port, token, geo=settings.geo, shut=shut, ready=ready)
    return Exit.DONE


SERVE = Command("serve", "the embedded tracker over HTTP", _add, _run)
