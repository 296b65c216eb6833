"""The transaction of a conversion or custom event: what keeps several of one hit apart."""

import hashlib

from .door import fit

LONGEST = 200

_DIGITS = 16
"""Of the digest: enough that no two transactions of a hit share it."""


def transaction(said: str) -> str:
    """As it is kept. Of a longer one the beginning and a digest of the whole, so that it stays apart from others.

    What is kept already stays as it is: it can be named as a report shows it.
    """
    text = fit(said, len(said)).strip()
    if len(text) <= LONGEST:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    return f"{text[: LONGEST - _DIGITS - 1]}~{digest}"
