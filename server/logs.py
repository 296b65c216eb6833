"""What our programs log, and what they must not."""

import logging

_TALKATIVE = ("httpx", "httpcore")
"""Libraries that log whole addresses, and those of webhooks and postbacks hold keys."""


def log_to(handler: logging.Handler, level: str, form: str) -> None:
    """For the whole process, unless it logs somewhere already. Addresses that are asked stay out at any level."""
    logging.basicConfig(level=level, handlers=[handler], format=form)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
