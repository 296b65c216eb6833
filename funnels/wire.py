"""What every document of the tracker has in common: its spelling, and that nothing in it gets lost."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Json = dict[str, Any]
"""A JSON object as it travels."""

Share = Annotated[int | float, Field(ge=0, le=1)]
"""A weight as the tracker has it, 0..1; 1 stays 1 and does not become 1.0."""

RouteId = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]

DEFAULT_ROUTE = "default"
"""The reserved route of conditions, logic scripts and middleware; it must always be connected."""


def spelled(**names: str) -> ConfigDict:
    """How the tracker spells the fields of a model; the others are our names in camel case."""
    return ConfigDict(alias_generator=lambda field: names.get(field) or to_camel(field))


class Wire(BaseModel):
    """Part of a tracker document. Frozen; keeps fields it does not know, and leaves out what was left out."""

    model_config = ConfigDict(
        frozen=True, extra="allow", validate_by_name=True, validate_by_alias=True, alias_generator=to_camel
    )

    def document(self, *, reveal: bool = False) -> Json:
        """The document as the tracker wants it, with exactly the fields that were read or set.

        Secrets are covered unless `reveal`, which is for sending only.
        """
        return self.model_dump(
            mode="json", by_alias=True, exclude_unset=True, context={"reveal": reveal} if reveal else None
        )

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        return cls.model_validate(document)

    def changed(self, **fields: Any) -> Self:
        """A copy with our field names set to other values, checked; everything else as it was."""
        spelled_fields = {type(self).wire_name(name): value for name, value in fields.items()}
        present = {type(self).wire_name(name): getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate({**present, **(self.model_extra or {}), **spelled_fields})

    @classmethod
    def wire_name(cls, name: str) -> str:
        """How the tracker spells our field `name`; a field we do not know is its own spelling."""
        field = cls.model_fields.get(name)
        return (field.alias or name) if field else name
