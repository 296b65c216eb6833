"""The journal of a plan while it is applied.

What a change came to is noted together with the beginning of the next one, in one step: a process that dies in
between leaves a beginning without an end, and looking at the account finds the end of it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from funnels.secrets import MASK, covered
from funnels.wire import Json

from .store import Line, PlanStore

MOST_BODY = 16_000
"""Characters of a body that are kept; of a longer one only how long it was and how it begins [our ruling]."""

_BEGINNING = 1_000


class Running:
    """Nothing is lost as long as `flush` is called in the end, whatever came in between."""

    def __init__(self, store: PlanStore, plan: str, holder: str) -> None:
        self._store = store
        self._plan = plan
        self._holder = holder
        self._lines: list[Line] = []

    def begin(self, position: int, intent: Mapping[str, Any]) -> None:
        """Durable when this returns; PlanError where somebody else has the lease by now."""
        lines = [*self._lines, Line(position, "intent", intent)]
        self._store.note_all(self._plan, lines, holder=self._holder)
        self._lines = []

    def keep(self, position: int, phase: str, detail: Mapping[str, Any]) -> None:
        """Durable with the next beginning, or with `flush`."""
        self._lines.append(Line(position, phase, detail, self._store.now()))

    def taken(self) -> list[Line]:
        """What is not durable yet, for whoever makes it so."""
        lines, self._lines = self._lines, []
        return lines

    def flush(self) -> None:
        if lines := self.taken():
            self._store.note_all(self._plan, lines)


class Sending:
    """Told of the requests of one change: each is noted before it goes out, with what it shall do."""

    def __init__(self, running: Running, position: int, intent: dict[str, Any], secrets: Mapping[str, str]) -> None:
        self._running = running
        self._secrets = sorted(filter(None, secrets.values()), key=len, reverse=True)
        self.position = position
        self.intent = intent
        self.may_be_made = False
        """Whether a request of which nobody knows may have arrived."""
        self._is_first = True

    def sending(self, request: Json) -> None:
        sent = covered_exchange(request, self._secrets)
        self._running.begin(self.position, {**self.intent, "sent": sent})
        self.may_be_made = self.may_be_made or not self._is_first
        self._is_first = False

    def answered(self, answer: Json) -> None:
        self.may_be_made = self.may_be_made or bool(answer.get("tries"))  # the last answer is not that to the first
        self._running.keep(self.position, "answered", covered_exchange(answer, self._secrets))


def covered_exchange(exchange: Json, secrets: Iterable[str] = ()) -> Json:
    """What was sent or answered, with known secrets and secret fields covered, and a large body cut."""
    shown: Json = _without(covered(exchange), list(secrets))
    return {**shown, "body": _capped(shown["body"])} if "body" in shown else shown


def _without(value: Any, secrets: list[str]) -> Any:
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, MASK)
        return value
    if isinstance(value, Mapping):
        return {name: _without(one, secrets) for name, one in value.items()}
    return [_without(one, secrets) for one in value] if isinstance(value, list | tuple) else value


def _capped(body: Any) -> Any:
    text = json.dumps(body, ensure_ascii=False)
    return body if len(text) <= MOST_BODY else {"characters": len(text), "begins": text[:_BEGINNING]}
