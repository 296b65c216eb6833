"""The account's funnels, the families, the planning language and the rules, by URI."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from funnels.errors import AmbiguousError, FunnelError, InputError, NotFoundError

from ..tools import Opens

MOST_FUNNELS = 1000


def add_resources(server: MCPServer[Opens], opens: Opens) -> None:
    @server.resource("funnelwright://funnels", title="Funnels", mime_type="application/json")
    async def funnels() -> str:
        """Every active funnel of the account: id, name, funnel group."""
        with _spoken():
            found = await (await opens()).find(family="funnel", limit=MOST_FUNNELS)
        return json.dumps(found["assets"], ensure_ascii=False)

    @server.resource("funnelwright://overview", title="The account at a glance", mime_type="application/json")
    async def overview() -> str:
        """How many assets of each family, the newest names, and the plans that wait for a yes."""
        with _spoken():
            found = await (await opens()).overview()
        return json.dumps(found, ensure_ascii=False)

    @server.resource(
        "funnelwright://topics/{topic}", title="Families and the planning language", mime_type="text/markdown"
    )
    async def topic(topic: str) -> str:
        """A family's fields; or `blueprint`, `edits`, `changes`, `rules`."""
        with _spoken():
            return (await opens()).describe(topic)

    @server.resource("funnelwright://funnels/{funnel}/picture", title="A funnel's picture", mime_type="image/svg+xml")
    async def picture(funnel: str) -> str:
        """The funnel drawn as SVG, with its findings."""
        with _spoken():
            return await (await opens()).picture(funnel)

    @server.resource(
        "funnelwright://funnels/{funnel}/blueprint", title="A funnel's blueprint", mime_type="application/json"
    )
    async def blueprint(funnel: str) -> str:
        """The funnel as a blueprint of names and percent."""
        with _spoken():
            view = await (await opens()).funnel(funnel, picture="none")
        return json.dumps(view["blueprint"], ensure_ascii=False)

    @server.resource("funnelwright://plans/{plan_id}/picture", title="A plan's picture", mime_type="image/svg+xml")
    async def plan_picture(plan_id: str) -> str:
        """The funnels a plan is about, before and after in one SVG, with what is added, changed, removed marked."""
        with _spoken():
            return await (await opens()).plan_picture(plan_id)

    @server.resource("funnelwright://plans/{plan_id}", title="A plan", mime_type="text/markdown")
    async def plan(plan_id: str) -> str:
        """A saved plan as a person reads it."""
        with _spoken():
            return await (await opens()).plan(plan_id)


@contextmanager
def _spoken() -> Iterator[None]:
    """Our errors become words for the client; any other is for the log alone, which the SDK sees to."""
    try:
        yield
    except (NotFoundError, AmbiguousError, InputError) as error:  # the URI is all there is of input
        raise ResourceNotFoundError(str(error)) from error
    except FunnelError as error:
        raise ResourceError(str(error)) from error
