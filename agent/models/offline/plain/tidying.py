"""What taking words out of a text leaves behind."""

import re

from ..rewriting import Edit, Plain

_LEFT_OVER = re.compile(r"^[\s,;.:]+(?=\w)|\s+(?=[,;.](?:\s|$))| {2,}|\s+$|(?<=[,;])\s*[,;]")


def tidied(plain: Plain) -> Plain:
    """Single spaces, and no marks without words before them."""
    found = [one for one in _LEFT_OVER.finditer(plain.text) if plain.is_free(*one.span())]
    return plain.edited([Edit(*one.span(), " " if _is_between_words(plain.text, one) else "") for one in found])


def _is_between_words(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    return found[0].isspace() and start > 0 and end < len(text) and text[end] not in ",;."
