"""What became of one thing a person said, for scripts: a status, an exit code, and one JSON object."""

from dataclasses import dataclass, field
from typing import Any, Literal

from ..events import (
    Applied,
    Cost,
    Done,
    Event,
    Failed,
    Json,
    Links,
    Noticed,
    PlanShown,
    Question,
    Results,
    Said,
    ToolFinished,
    ToolStarted,
)
from ..models.base import Usage
from .exits import Exit

Status = Literal[
    "applied",
    "approved",
    "answered",
    "planned",
    "blocked",
    "question",
    "declined",
    "not_understood",
    "failed",
    "interrupted",
    "stale",
]

EXITS: dict[Status, Exit] = {
    "applied": Exit.DONE,
    "approved": Exit.QUESTION,
    "answered": Exit.DONE,
    "planned": Exit.QUESTION,
    "blocked": Exit.BLOCKED,
    "question": Exit.QUESTION,
    "declined": Exit.DECLINED,
    "not_understood": Exit.NOT_UNDERSTOOD,
    "failed": Exit.FAILED,
    "interrupted": Exit.INTERRUPTED,
    "stale": Exit.FAILED,
}


@dataclass(slots=True)
class Outcome:
    """Grows with the events of a turn."""

    said: list[str] = field(default_factory=list)
    plan: Json | None = None
    applied: Json | None = None
    stale: Json | None = None
    """The answer of a plan that others came in between."""
    waiting: str = ""
    """Id of the plan that could be applied next."""
    links: Json | None = None
    results: list[Json] = field(default_factory=list)
    question: Question | None = None
    failure: Failed | None = None
    usage: Usage | None = None
    notices: list[str] = field(default_factory=list)
    understood: bool = True
    unanswered: bool = False
    """A plan waited for a yes and nobody was there."""
    interrupted: bool = False
    applying: str = ""
    """Id of the plan that is being asked about or applied."""
    _last_failed: str = ""
    _approval: Question | None = None

    def take(self, event: Event) -> None:
        match event:
            case Said(text):
                self.said.append(text)
            case PlanShown(plan):
                self.plan, self.applied = plan, None
                self.waiting = str(plan.get("plan_id") or "")
            case Applied(outcome):
                self._take_applied(outcome)
            case Links(links):
                self.links = links
            case Results(answer):
                self.results.append(answer)
            case Question(kind="approval"):
                self._approval = event
            case Question():
                self.question = event
            case ToolFinished(result):
                self._last_failed = result.text if result.failed else ""
                self.applying = ""
            case _:
                self._take_quiet(event)

    def _take_applied(self, outcome: Json) -> None:
        self.applied = outcome
        if outcome.get("status") == "stale":
            self.stale = outcome
            self.waiting = str((outcome.get("merged") or {}).get("plan_id") or "")

    def _take_quiet(self, event: Event) -> None:
        match event:
            case Cost(usage):
                self.usage = usage if self.usage is None else self.usage + usage
            case Noticed(text):
                self.notices.append(text)
            case ToolStarted(call):
                self.applying = str(call.arguments.get("plan_id", "")) if call.tool == "apply_plan" else ""
            case Failed():
                self.failure = event
            case Done(understood):
                self.understood = understood

    @property
    def status(self) -> Status:
        if self.interrupted:
            return "interrupted"
        if self.failure:
            return "failed"
        return self._of_applying() or self._of_asking() or self._of_planning()

    def _of_applying(self) -> Status | None:
        if self.applied is None:
            return None
        if self.applied.get("status") == "approved":
            return "approved"
        if self.applied.get("status") == "stale":
            return "stale"
        if self.applied.get("status") == "declined":
            return self._of_silence() if self.unanswered else "declined"
        return "applied" if self.applied.get("status") == "applied" and self.applied.get("verified") else "failed"

    def _of_silence(self) -> Status:
        return "question" if self.stale is None else "stale"

    def _of_asking(self) -> Status | None:
        if self.question or self.unanswered:
            return "question"
        return None if self.understood else "not_understood"

    def _of_planning(self) -> Status:
        if self._last_failed:
            return "failed"
        match (self.plan or {}).get("status"):
            case "blocked":
                return "blocked"
            case "ready":
                return "planned"
        return "answered"

    @property
    def exit(self) -> Exit:
        return EXITS[self.status]

    def document(self, *, said: str, conversation: str, model: str) -> Json:
        """The JSON object of this turn; every field is always there."""
        links = self.links or {}
        return {
            "conversation": conversation,
            "model": model,
            "said": said,
            "status": self.status,
            "exit": int(self.exit),
            "reply": "\n\n".join(self.said),
            "plan": self.plan,
            "applied": self.stale if self.status == "stale" else self.applied,
            "links": links.get("links") or (self.applied or {}).get("links") or [],
            "actions": links.get("actions", []),
            "postback": links.get("postback"),
            "results": self.results,
            "question": self._open_question(),
            "error": self._error(),
            "notices": self.notices,
            "usage": _usage(self.usage),
        }

    def _open_question(self) -> Json | None:
        asked = self._approval if self.unanswered else self.question
        if asked is None:
            return None
        return {"kind": asked.kind, "text": asked.text, "choices": list(asked.choices), "to_type": asked.to_type}

    def _error(self) -> Json | None:
        if self.failure:
            return {"message": self.failure.text, "hint": self.failure.hint}
        if self.stale and self.status == "stale":
            hint = f"funnelwright apply {self.waiting}" if self.waiting else ""
            return {"message": str(self.stale.get("message", "")), "hint": hint}
        if self.status != "failed":
            return None
        return {"message": self._last_failed or str((self.applied or {}).get("message", "")), "hint": ""}


def _usage(usage: Usage | None) -> dict[str, Any] | None:
    if usage is None:
        return None
    return {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cache_read_tokens": usage.cache_read_tokens,
        "cache_written_tokens": usage.cache_written_tokens,
        "cost_usd": None if usage.cost is None else str(usage.cost),
    }
