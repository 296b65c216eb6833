"""What every planning tool answers."""

from typing import Any, Literal, Self

from pydantic import BaseModel

from .room import Cut, first_lines, lines, shrunk
from .tool import Answer


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
    said: list[str]


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
    dangers: list[str] | None = None
    """Why the level is dangerous."""
    subject: str | None = None
    """What a person types back for a dangerous plan."""
    changes: list[PlannedChange]
    more_changes: int = 0
    findings: list[PlanFinding]
    funnel: PlanFunnel | None = None
    picture: str = ""
    text: str
    """The plan as a person reads it."""
    next: str
    shortened: bool = False

    def fitted(self) -> Self:
        """The machine's detail goes first; what a person reads goes last."""
        text, picture, dangers = lines(self.text), lines(self.picture), self.dangers or []
        return shrunk(
            self,
            Cut(text, self._text, least=min(text, 60)),
            Cut(picture, self._picture, least=min(picture, 40)),
            Cut(len(self.findings), lambda n: {"findings": self.findings[:n], "shortened": True}, least=10),
            Cut(len(self.changes), self._changes),
            Cut(min(picture, 40), self._picture),
            Cut(min(len(self.findings), 10), lambda n: {"findings": self.findings[:n]}, least=1),
            Cut(len(dangers), lambda n: {"dangers": dangers[:n], "shortened": True}, least=min(len(dangers), 5)),
            Cut(min(text, 60), self._text, least=10),
        )

    def _text(self, count: int) -> dict[str, object]:
        return {"text": first_lines(self.text, count), "shortened": True}

    def _picture(self, count: int) -> dict[str, object]:
        return {"picture": first_lines(self.picture, count) if count else "", "shortened": True}

    def _changes(self, count: int) -> dict[str, object]:
        more = self.more_changes + len(self.changes) - count
        return {"changes": self.changes[:count], "more_changes": more, "shortened": True}

    def markdown(self) -> str:
        parts = [self.text, f"```\n{self.picture}\n```" if self.picture else ""]
        if self.shortened and self.plan_id:
            parts.append(
                f"This answer was shortened; the whole plan is the resource funnelwright://plans/{self.plan_id}"
            )
        parts.append(f"**Next:** {self.next}")
        return "\n\n".join(filter(None, parts))
