"""Texts that nobody wrote: the longest a person or a model has use for is a page of HTML."""

from collections.abc import Mapping
from typing import Any

from funnels.errors import InputError

from .half_characters import texts

MOST = 50_000
"""Characters of one text in the arguments of a tool [our ruling]."""

_LONGEST_PLACE = 200


def refuse_endless_texts(arguments: Mapping[str, Any]) -> None:
    """InputError, with its place, for a text or key in arguments that is too long."""
    for name, value in arguments.items():
        for place, text in texts(name, value):
            if len(text) > MOST:
                raise InputError(
                    f"{place[:_LONGEST_PLACE]}: {len(text):,} characters are more than the {MOST:,} a text may have.",
                    hint=f"It begins with {text[:40]!r}.",
                )
