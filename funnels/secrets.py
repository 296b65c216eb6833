"""What in a document nobody but the tracker may see, and how it is covered.

Fields by name: `password`, `hmacSecret`, `clickbankIPN`, the `key` of an integration key, and values of headers
that carry credentials. The tracker itself answers `********` for the first two [documentation]; the others
are our ruling.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import PlainSerializer, SecretStr, SerializationInfo

MASK = "********"
"""How the tracker shows a secret; sent back with the `has…` flag, it means: keep what you have."""

_FIELDS = frozenset({"password", "hmacSecret", "clickbankIPN", "key"})
_HEADER = re.compile(r"auth|key|token|secret|cookie|signature|password", re.IGNORECASE)


def _serialise(secret: SecretStr, info: SerializationInfo) -> str:
    value = secret.get_secret_value()
    revealed = value in ("", MASK) or bool(info.context and info.context.get("reveal"))
    return value if revealed else MASK


Secret = Annotated[SecretStr, PlainSerializer(_serialise)]
"""Prints as stars; written as itself only by `document(reveal=True)`."""


def covered(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with every secret in it replaced by the mask."""
    return _walk(document, lambda path, value: MASK)


def taken_out(document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The covered document, and what was covered by its dotted path."""
    found: dict[str, str] = {}

    def keep(path: str, value: str) -> str:
        found[path] = value
        return MASK

    return _walk(document, keep), found


def put_back(document: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, Any]:
    """The reverse of `taken_out`."""
    return _walk(document, lambda path, value: secrets.get(path, value), masks=True)


def _walk(document: Mapping[str, Any], replace: Callable[[str, str], str], *, masks: bool = False) -> dict[str, Any]:
    def visit(value: Any, path: str, secret: bool) -> Any:
        if isinstance(value, Mapping):
            headers = path.endswith("headers")
            return {
                key: visit(one, f"{path}.{key}".lstrip("."), _is_secret(key, in_headers=headers))
                for key, one in value.items()
            }
        if isinstance(value, list | tuple):
            return [visit(one, f"{path}[{index}]", False) for index, one in enumerate(value)]
        if secret and isinstance(value, str) and value and (masks or value != MASK):
            return replace(path, value)
        return value

    covered_document: dict[str, Any] = visit(document, "", False)
    return covered_document


def _is_secret(field: str, *, in_headers: bool) -> bool:
    return bool(_HEADER.search(field)) if in_headers else field in _FIELDS
