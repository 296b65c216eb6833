"""What the client and the transport tell each other beside HTTP, as httpx extensions."""

REPEATABLE = "funnelwright.repeatable"
"""On a request: it changes nothing, whatever its method."""

REPEATED = "funnelwright.repeated"
"""On an answer: true when it is to a second try and the first may have taken effect."""

TRIES = "funnelwright.tries"
"""On a request: a list in which the transport leaves what each try before the last came to."""
