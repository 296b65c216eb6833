"""The account's funnels, the families, the planning language and the rules, by URI."""

import json
from collections.abc import Awaitable
from typing import TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError

from funnels.errors import FunnelError, NotFoundError

from ..tools import Opens

A = TypeVar("A")


def add_resources(server: MCPServer[Opens], opens: Opens) -> None:
    @server.resource("funnelwright://funnels", title="Funnels", mime_type="application/json")
    async def funnels() -> str:
        """Every active funnel of the account: id, name, funnel group."""
        found = await (await opens()).find(family="funnel", limit=1000)
        return json.dumps(found["assets"], ensure_ascii=False)

    @server.resource(
        "funnelwright://topics/{topic}", title="Families and the planning language", mime_type="text/markdown"
    )
    async def topic(topic: str) -> str:
        """A family's fields; or `blueprint`, `edits`, `changes`, `rules`."""
        try:
            return (await opens()).describe(topic)
        except FunnelError as error:
            raise ResourceNotFoundError(str(error)) from error

    @server.resource("funnelwright://funnels/{funnel}/picture", title="A funnel's picture", mime_type="image/svg+xml")
    async def picture(funnel: str) -> str:
        """The funnel drawn as SVG, with its findings."""
        return await _found((await opens()).picture(funnel))

    @server.resource(
        "funnelwright://funnels/{funnel}/blueprint", title="A funnel's blueprint", mime_type="application/json"
    )
    async def blueprint(funnel: str) -> str:
        """The funnel as a blueprint of names and percent."""
        view = await _found((await opens()).funnel(funnel, picture="none"))
        return json.dumps(view["blueprint"], ensure_ascii=False)

    @server.resource("funnelwright://plans/{plan_id}", title="A plan", mime_type="text/markdown")
    async def plan(plan_id: str) -> str:
        """A saved plan as a person reads it."""
        return await _found((await opens()).plan(plan_id))


async def _found(answer: Awaitable[A]) -> A:
    try:
        return await answer
    except NotFoundError as error:
        raise ResourceNotFoundError(str(error)) from error
