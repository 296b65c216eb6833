"""Addresses with tokens in them, taken apart once and filled in for every visitor."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from .money import spelled
from .tokens import DATA, OF_EVENT, OF_NAMES, TIME, is_known

_TOKEN = re.compile(r"\{\{.*?\}\}|\{([^{}\s]{1,120})\}|%7[bB]([^{}%\s]{1,120})%7[dD]")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}|[^%]+|%")
_KEPT_IN_URL = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"<>\\^`%')
_KEPT_IN_VALUE = "!$'()*,/:;@|~{}[]"


@dataclass(frozen=True, slots=True)
class Filling:
    """What tokens of one visitor stand for."""

    event: Mapping[str, Any]
    name: Callable[[str], str]
    """What is called so: see `tokens.OF_NAMES`."""
    data: Callable[[str], str]
    """The value of a parameter of the visitor's links; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Template:
    literals: tuple[str, ...]
    """What stands before, between and after the tokens; one more than there are tokens."""
    tokens: tuple[str, ...]

    def filled(self, filling: Filling) -> str:
        """Every value percent-encoded, wherever it stands: no visitor can put an address of theirs into ours."""
        if not self.tokens:
            return self.literals[0]
        parts = [self.literals[0]]
        for token, literal in zip(self.tokens, self.literals[1:], strict=True):
            parts += (value(token, filling), literal)
        return "".join(parts)


def value(token: str, filling: Filling) -> str:
    column = OF_EVENT.get(token)
    if column is not None:
        return _encoded(filling.event.get(column))
    if token in OF_NAMES:
        return _encoded(filling.name(OF_NAMES[token]))
    if token == TIME:
        return str(filling.event["event_time"] // 1000)
    return _encoded(filling.data(token.removeprefix(DATA)))


@lru_cache(maxsize=8192)
def template(url: str) -> Template:
    literals, tokens, end = [""], list[str](), 0
    for found in _TOKEN.finditer(url):
        token = _spelled(found[1] or found[2] or "")
        if not is_known(token):
            continue
        literals[-1] += _literal(url[end : found.start()])
        literals.append("")
        tokens.append(token)
        end = found.end()
    literals[-1] += _literal(url[end:])
    return Template(tuple(literals), tuple(tokens))


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """The address with these in its query, before its fragment. What its query has already stays [our ruling]."""
    before, mark, fragment = url.partition("#")
    _, _, query = before.partition("?")
    there = {part.partition("=")[0] for part in query.split("&")}
    added = "&".join(
        f"{quote(name, safe='')}={_value(text)}" for name, text in parameters.items() if name and name not in there
    )
    if not added:
        return url
    glue = "" if before.endswith(("?", "&")) else "&" if "?" in before else "?"
    return f"{before}{glue}{added}{mark}{fragment}"


def plain(parameters: Mapping[str, str]) -> dict[str, str]:
    """Values of visitors, encoded: nothing in them is a token, or anything else but text."""
    return {name: quote(text, safe="") for name, text in parameters.items()}


def _spelled(token: str) -> str:
    """Names of parameters keep their case."""
    lower = token.lower()
    return DATA + token[len(DATA) :] if lower.startswith(DATA) else lower


def _encoded(found: object) -> str:
    if found is None or found == "":
        return ""
    text = spelled(found) if isinstance(found, Decimal) else str(found)
    return text if text.isalnum() and text.isascii() else quote(text, safe="")


def _literal(text: str) -> str:
    """Fit for a header: no spaces, control characters or anything beyond ASCII. What is encoded stays."""
    return "".join(
        part if part.startswith("%") and len(part) == 3 else quote(part, safe=_KEPT_IN_URL)
        for part in _ENCODED.findall(text)
    )


def _value(text: str) -> str:
    """A value as a person wrote it, with tokens, encoded or not."""
    return "".join(
        part if part.startswith("%") and len(part) == 3 else quote(part, safe=_KEPT_IN_VALUE)
        for part in _ENCODED.findall(text)
    )
