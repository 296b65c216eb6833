"""Whether a client can put a question to its person."""

from mcp.server.mcpserver.exceptions import ToolError

from .tool import Ctx


def may_ask(ctx: Ctx) -> bool:
    """A bare elicitation capability counts as form support; one for addresses alone does not [SDK]."""
    capabilities = ctx.client_capabilities
    elicitation = capabilities.elicitation if capabilities else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)


def refuse_silent_client(instead: str) -> ToolError:
    return ToolError(
        "This client cannot put a question to a person (it declares no elicitation), so nothing was written. "
        f"{instead} Or start the server with --approval host, where this host's own question before destructive "
        "tools counts."
    )
