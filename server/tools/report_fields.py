from typing import Self

from pydantic import BaseModel

from .room import Cut, shrunk
from .tables import fenced
from .tool import Answer, Ctx, desk, tool


class FieldAttribute(BaseModel):
    name: str
    label: str
    group: str
    needs_field: bool | None = None


class FieldMetric(BaseModel):
    id: str
    label: str
    unit: str
    formula: str | None = None


class ReportFields(Answer):
    attributes: list[FieldAttribute]
    metrics: list[FieldMetric]
    """Of custom events those of the first: the others, to the tenth, have the same."""
    fields: dict[str, dict[str, str]]
    """Traffic source -> slot -> what it is called there."""
    slang: dict[str, str]
    more: int = 0
    """Sources whose fields are not in this answer."""

    def fitted(self) -> Self:
        """Formulas go first, for the labels of ratios say them, too; then sources."""
        names = list(self.fields)

        def told(count: int) -> dict[str, object]:
            plain = (one.model_copy(update={"formula": None}) for one in self.metrics[count:])
            return {"metrics": [*self.metrics[:count], *plain]}

        def kept(count: int) -> dict[str, object]:
            return {"fields": {one: self.fields[one] for one in names[:count]}, "more": len(names) - count}

        return shrunk(self, Cut(len(self.metrics), told), Cut(len(names), kept))

    def markdown(self) -> str:
        groups: dict[str, list[str]] = {}
        for one in self.attributes:
            groups.setdefault(one.group, []).append(one.label)
        lines = [f"- {group}: {', '.join(labels)}" for group, labels in groups.items()]
        fields = [f"- {fenced(source)}: {_slots(slots)}" for source, slots in self.fields.items()]
        more = [f"- … and {self.more} more sources"] if self.more else []
        metrics = ", ".join(one.label for one in self.metrics)
        words = f"Metrics (of custom events, 2 to 10 have what 1 has): {metrics}."
        slang = f"Slang is understood, too: {', '.join(self.slang)}."
        return "\n".join(["Attributes:", *lines, "", words, "", slang, "", "Tracking fields:", *fields, *more])


def _slots(slots: dict[str, str]) -> str:
    return ", ".join(f"{slot} {fenced(name)}" for slot, name in slots.items())


@tool(title="Report fields", toolset="report", reads=True)
async def report_fields(ctx: Ctx) -> ReportFields:
    """Attributes, metrics, tracking fields by source, and slang that report understands."""
    return ReportFields.model_validate(await (await desk(ctx)).report_fields())
