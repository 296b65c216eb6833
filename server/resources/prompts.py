"""Prompts a host can offer a person, as slash commands or buttons."""

from mcp.server import MCPServer

from prompts import load

from ..tools import Opens


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
        """Find what is wrong with a funnel and propose the mend."""
        return load("diagnose", funnel=funnel)
