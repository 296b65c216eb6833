"""Texts that can be written down: half a character, a lone surrogate, can neither be kept nor sent."""

import json
from collections.abc import Mapping
from typing import Any


def whole(document: Any) -> Any:
    """The same JSON document, or text, with a replacement character for every half of one."""
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return _mended(document)
    return document


def _mended(document: Any) -> Any:
    if isinstance(document, str):
        return document.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(document, Mapping):
        return {_mended(field): _mended(value) for field, value in document.items()}
    return [_mended(one) for one in document] if isinstance(document, list) else document
