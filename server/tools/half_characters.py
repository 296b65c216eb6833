"""Halves of surrogate pairs: JSON can spell them, but nothing can write them down again."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from funnels.errors import InputError

_HALF = re.compile("[\ud800-\udfff]")


def refuse_half_characters(arguments: Mapping[str, Any]) -> None:
    """InputError, with its place, for a text or key in arguments that holds one."""
    for name, value in arguments.items():
        for place, text in texts(name, value):
            if _HALF.search(text):
                raise InputError(
                    f"{_plain(place)}: {_plain(text[:80])} holds half a character (a lone surrogate).",
                    hint="Send it as whole Unicode.",
                )


def texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    """Each with its place, such as `what_if[0].replace`."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield place, str(key)
            yield from texts(f"{place}.{key}", one)
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value):
            yield from texts(f"{place}[{at}]", one)


def _plain(text: str) -> str:
    return _HALF.sub(lambda found: f"\\u{ord(found[0]):x}", text)
