"""The least server this SDK can be: what ours is measured against."""

from mcp.server import MCPServer

server = MCPServer("empty", log_level="WARNING")


@server.tool()
async def nothing() -> dict[str, str]:
    """Does nothing."""
    return {}


if __name__ == "__main__":
    server.run()
