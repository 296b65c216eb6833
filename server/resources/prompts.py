"""Prompts a host can offer a person, as slash commands or buttons."""

from mcp.server import MCPServer
from mcp.types import Completion, CompletionArgument, CompletionContext, PromptReference, ResourceTemplateReference

from prompts import load

from ..tools import Opens

MOST_COMPLETIONS = 100
"""As the protocol allows."""


def add_prompts(server: MCPServer[Opens]) -> None:
    @server.prompt(title="Build a funnel")
    def build(wish: str) -> str:
        """Turn a wish in plain words into a checked plan."""
        return load("build", wish=wish)

    @server.prompt(title="Clone a funnel")
    def clone(funnel: str, changes: str) -> str:
        """Copy a funnel with substitutions, such as another country or offer."""
        return load("clone", funnel=funnel, changes=changes)

    @server.prompt(title="Diagnose a funnel")
    def diagnose(funnel: str) -> str:
        """Find what is wrong with a funnel, or why conversions are missing, and propose the mend."""
        return load("diagnose", funnel=funnel)

    @server.prompt(title="Daily report")
    def daily_report(period: str = "yesterday") -> str:
        """What happened, what to cut and what to scale."""
        return load("daily_report", period=period)

    @server.prompt(title="Optimise a funnel")
    def optimise(funnel: str) -> str:
        """What would make a funnel earn more, tried before it is proposed."""
        return load("optimise", funnel=funnel)


def add_completions(server: MCPServer[Opens], opens: Opens) -> None:
    @server.completion()  # type: ignore[no-untyped-call,untyped-decorator]  # the SDK leaves it untyped
    async def complete(
        ref: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion:
        """Names of funnels, wherever a funnel is wanted."""
        if argument.name != "funnel":
            return Completion(values=[])
        found = await (await opens()).find(query=argument.value, family="funnel", limit=MOST_COMPLETIONS)
        names = [one["name"] for one in found["assets"]]
        return Completion(values=names, has_more=found["more"])
