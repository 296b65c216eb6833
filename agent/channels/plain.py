"""Text from elsewhere, made safe for a terminal."""

import re

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and newline, and those that turn the direction of writing; names may hold any."""


def plain(text: object) -> str:
    """Without anything that moves the cursor, colours, or makes text look like other text."""
    return _UNSAFE.sub("", str(text))


def one_line(text: object) -> str:
    return " ".join(plain(text).split())
