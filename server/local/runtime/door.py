"""What strangers send, made fit to keep: cut, and without characters that no store or terminal should meet."""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote_plus

import orjson

LONGEST_NAME = 100
LONGEST_VALUE = 1_000
LONGEST_HEADER = 2_000
"""Of user agents and referrers."""

MOST_REMEMBERED = 1_000
"""Bytes: what is longer than browsers send is read anew each time, for nobody may fill the memory with it."""

_MOST_PARAMETERS = 100
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_REPLACEMENT = "\ufffd"

Parameters = Mapping[str, str]
"""By name; of a name that comes twice the first value counts [our ruling]."""


def fit(text: str, most: int = LONGEST_VALUE) -> str:
    """At most so many characters, with control characters and halves of pairs replaced."""
    cut = text[:most]
    return cut if cut.isprintable() else _UNFIT.sub(_REPLACEMENT, cut)


def header(raw: bytes | None) -> str:
    """A header as text: UTF-8 where it is that, else byte by byte."""
    if not raw:
        return ""
    return _remembered(raw) if len(raw) <= MOST_REMEMBERED else _read(raw[: LONGEST_HEADER * 4])


def _read(raw: bytes) -> str:
    if raw.isascii():
        return fit(raw.decode("ascii"), LONGEST_HEADER)
    try:
        return fit(raw.decode("utf-8"), LONGEST_HEADER)
    except UnicodeDecodeError:
        return fit(raw.decode("latin-1"), LONGEST_HEADER)


_remembered = lru_cache(maxsize=8192)(_read)


def parameters(query: bytes) -> dict[str, str]:
    """Of a query or a form; beyond a hundred they are not read."""
    found: dict[str, str] = {}
    if not query:
        return found
    for part in query.decode("latin-1").split("&", _MOST_PARAMETERS)[:_MOST_PARAMETERS]:
        name, _, value = part.partition("=")
        name = _decoded(name, LONGEST_NAME)
        if name and name not in found:
            found[name] = _decoded(value, LONGEST_VALUE)
    return found


def of_json(body: bytes) -> dict[str, str]:
    """The texts and numbers of an object, by name; nothing where it is none."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    if not isinstance(found, dict):
        return {}
    kept = [(name, value) for name, value in found.items() if isinstance(value, str | int | float)]
    return {fit(name, LONGEST_NAME): fit(str(value), LONGEST_VALUE) for name, value in kept[:_MOST_PARAMETERS]}


def _decoded(text: str, most: int) -> str:
    if "%" not in text and "+" not in text and text.isascii():
        return fit(text, most)
    # bytes above ASCII arrive as latin-1 here and are meant as UTF-8
    raw = text[: most * 12].encode("latin-1").decode("utf-8", "replace")
    return fit(unquote_plus(raw, errors="replace"), most)
