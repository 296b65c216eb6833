"""Copies of documents in which exactly what is meant to differ differs."""

from typing import Any, TypeVar

from ..wire import Wire

W = TypeVar("W", bound=Wire)

_NOT_COPIED = ("meta", "owner", "status")
"""Belong to the one document they stand in."""


def amended(document: W, **fields: Any) -> W:
    """A copy with these fields, by our names; the very same object where they have these values already."""
    differing = {name: value for name, value in fields.items() if getattr(document, name) != value}
    return document.changed(**differing) if differing else document


def without(document: W, name: str) -> W:
    """A copy in which a field was never set."""
    kind = type(document)
    present = {kind.wire_name(one): getattr(document, one) for one in document.model_fields_set if one != name}
    return kind.model_validate({**present, **(document.model_extra or {})})


def plain(document: W) -> W:
    """A copy of what a document says, without what belongs to it alone."""
    for field in _NOT_COPIED:
        if field in document.model_fields_set:
            document = without(document, field)
    return document
