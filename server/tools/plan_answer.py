"""What every planning tool answers."""

from typing import Any, Literal

from pydantic import BaseModel

from .tool import Answer

MOST_LISTED = 40


class FieldChange(BaseModel):
    field: str
    before: Any = None
    after: Any = None


class PlannedChange(BaseModel):
    do: str
    family: str
    id: str
    name: str
    fields: list[FieldChange]


class PlanFinding(BaseModel):
    rule: str
    severity: str
    place: str
    why: str
    fix: str
    operations: list[dict[str, Any]]


class PlanFunnel(BaseModel):
    id: str
    name: str


class PlanAnswer(Answer):
    status: Literal["ready", "blocked", "nothing_to_do"]
    plan_id: str | None = None
    fingerprint: str | None = None
    title: str
    level: str
    changes: list[PlannedChange]
    more_changes: int = 0
    findings: list[PlanFinding]
    funnel: PlanFunnel | None = None
    picture: str = ""
    text: str
    """The plan as a person reads it."""
    next: str

    def markdown(self) -> str:
        parts = [self.text, f"```\n{self.picture}\n```" if self.picture else "", f"**Next:** {self.next}"]
        return "\n\n".join(filter(None, parts))
