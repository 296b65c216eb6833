"""Talks as long as a test wants them: what is said, what is planned and what comes of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agent.models.base import Call, Result, Turn

OUTCOMES = ("applied", "declined", "stale", "failed", "ready", "taken back")


@dataclass
class Talk:
    turns: list[Turn] = field(default_factory=list)
    wanted: dict[str, str] = field(default_factory=dict)
    """What came of every plan, by its id."""
    requests: list[int] = field(default_factory=list)
    """After how many turns the model is asked."""

    def says(self, text: str) -> None:
        self._add(Turn("person", text))
        self.requests.append(len(self.turns))

    def uses(self, *wishes: tuple[str, dict[str, Any], dict[str, Any] | str]) -> None:
        """Calls of one reply with what each answers; a text is a complaint."""
        calls, results = [], []
        for tool, arguments, answer in wishes:
            call = Call(f"toolu_{len(self.turns)}_{len(calls)}", tool, arguments)
            calls.append(call)
            failed = isinstance(answer, str)
            results.append(
                Result(call.id, tool, str(answer) if failed else "", None if failed else answer, failed=failed)
            )
        self._add(Turn("agent", "", tuple(calls), model="m"))
        self._add(Turn("tools", results=tuple(results)))
        self.requests.append(len(self.turns))

    def replies(self, text: str) -> None:
        self._add(Turn("agent", text, model="m"))

    def plans(self, outcome: str, weight: int = 0) -> None:
        """A plan, and what the person decided about it."""
        id = plan_id(len(self.wanted))
        planned = plan(id, "x" * weight)
        self.uses(("plan_edit", {"funnel": "A"}, planned))
        self.wanted[id] = outcome
        if outcome == "ready":
            return
        status = "applied" if outcome == "taken back" else outcome
        self.uses(("apply_plan", {"plan_id": id, "fingerprint": planned["fingerprint"]}, applied(id, status)))
        if outcome == "taken back":
            back = plan_id(len(self.wanted))
            self.uses(("undo", {"plan_id": id}, plan(back, "")))
            self.uses(("apply_plan", {"plan_id": back, "fingerprint": "f" * 64}, applied(back, "applied")))
            self.wanted[id] = f"taken back by {back}"
            self.wanted[back] = "applied"

    def _add(self, turn: Turn) -> None:
        self.turns.append(turn)

    def prefixes(self) -> Iterator[list[Turn]]:
        """The turns as they are when the model is asked."""
        return (self.turns[:length] for length in self.requests)


def plan_id(number: int) -> str:
    return f"44cPlan{number:05}"


def plan(id: str, weight: str) -> dict[str, Any]:
    change = {"do": "update", "family": "funnel", "id": f"0Fun{id[-5:]}AAA", "name": f"Funnel {id[-3:]}", "said": []}
    finger = f"{int(id[-5:]):064x}"
    return {
        "status": "ready", "plan_id": id, "fingerprint": finger, "title": f"Edit {id[-3:]}", "level": "change",
        "changes": [change], "findings": [], "text": weight, "next": "Call apply_plan.",
    }  # fmt: skip


def applied(id: str, status: str) -> dict[str, Any]:
    return {"plan_id": id, "status": status, "verified": status == "applied", "changes": [], "message": status}
