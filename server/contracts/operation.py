"""One operation of the contract."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Schema = dict[str, Any]
"""A JSON Schema (2020-12), possibly with references into the contract's `#/components/schemas/`."""

Effect = Literal["read", "write", "destroy"]

COMPONENTS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter."""

    name: str
    required: bool
    schema: Schema
    description: str
    other_names: tuple[str, ...] = ()
    """Spellings the contract considers possible as well."""


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One method on one path. Two are equal when they are the same one of the contract."""

    id: str
    method: str
    """In capitals."""
    path: str
    """As the contract spells it, mostly with a trailing slash."""
    other_paths: tuple[str, ...]
    """Where the real service may have it instead; the contract is derived and says so."""
    family: str
    """The contract's tag, such as `Offer Sources`."""
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: Schema | None
    body_required: bool
    answer: Schema | None
    """Schema of a successful answer; None where it carries no data."""
    effect: Effect
    _components: Mapping[str, Schema] = field(repr=False)

    def input_schema(self) -> Schema:
        """One object of the query parameters and `body`, with all it refers to inside and nothing else allowed."""
        properties: Schema = {
            parameter.name: {**_plain(parameter.schema), "description": parameter.description}
            for parameter in self.parameters
        }
        required = [parameter.name for parameter in self.parameters if parameter.required]
        if self.body is not None:
            properties["body"] = _plain(self.body)
            required += ["body"] * self.body_required
        whole: Schema = {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        definitions = self._definitions(whole)
        return {**whole, "$defs": definitions} if definitions else whole

    def _definitions(self, schema: Schema) -> Schema:
        found: Schema = {}
        wanted = sorted(_references(schema))
        while wanted:
            name = wanted.pop()
            if name not in found:
                found[name] = _plain(self._components[name])
                wanted += sorted(_references(found[name]))
        return dict(sorted(found.items()))


def _plain(part: Any) -> Any:
    """The schema without the contract's notes about itself, and with references to `$defs`."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(value) for key, value in part.items() if not key.startswith("x-")}
    if isinstance(reference := kept.get("$ref"), str):
        kept["$ref"] = reference.replace(COMPONENTS, "#/$defs/")
    return kept


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _references(item)
    elif isinstance(part, dict):
        if isinstance(reference := part.get("$ref"), str):
            yield reference.removeprefix("#/$defs/")
        for value in part.values():
            yield from _references(value)
