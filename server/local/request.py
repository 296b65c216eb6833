"""A request as text, checked against the contract."""

from typing import Any
from urllib.parse import parse_qs

from ..contracts import Operation, Parameter, violations
from .documents import Json, received
from .refusal import Refusal, invalid

_BOOLEANS = {"true": True, "false": False}
_MOST_PARAMETERS = 100


def query(operation: Operation, raw: bytes) -> dict[str, Any]:
    """The parameters of the contract; others are ignored."""
    try:
        sent = parse_qs(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise Refusal(400, "The query cannot be read: it must be URL-encoded UTF-8.") from error
    found = {}
    for parameter in operation.parameters:
        values = [value for name in (parameter.name, *parameter.other_names) for value in sent.get(name, ())]
        if values:
            found[parameter.name] = _value(parameter, values)
        elif parameter.required:
            raise invalid(parameter.name, "is required in the query")
    return found


def body(operation: Operation, content_type: str, raw: bytes) -> Json | None:
    """The body the operation takes; None where it takes none or may go without."""
    if operation.body is None:
        return None
    if not raw:
        if operation.body_required:
            raise Refusal(400, "A JSON body is required.")
        return None
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in ("", "application/json") and not media_type.endswith("+json"):
        raise Refusal(415, f"The body must be sent as application/json, not {media_type[:80]!r}.")
    document = received(raw)
    for violation in violations(operation.body, document):
        raise invalid(violation.field, violation.message)
    return document


def _value(parameter: Parameter, values: list[str]) -> Any:
    if len(values) > 1:
        raise invalid(parameter.name, "must be given once")
    value = values[0]
    if "\0" in value:
        raise invalid(parameter.name, "must not hold a NUL character")
    if parameter.schema.get("type") == "boolean":
        if value not in _BOOLEANS:
            raise invalid(parameter.name, f"must be true or false, not {value[:60]!r}")
        return _BOOLEANS[value]
    if value == "" and "" not in parameter.schema.get("enum", ()):
        raise invalid(parameter.name, "must not be empty")
    for violation in violations(parameter.schema, value):
        raise invalid(parameter.name, violation.message)
    return value
