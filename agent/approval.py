"""Questions of the server to the person. Only `answer` answers them; nothing a model says gets here."""

import asyncio
from collections.abc import Callable, Mapping

from funnels.errors import InputError

from .events import Answer, Event, Question
from .models.base import Call, Json

_MOST_DECLINED = 2
"""Plans a person says no to in one turn; however many more a model has, nobody is asked about them."""

Content = dict[str, str | int | float | bool | list[str] | None]


class Approval:
    """One question at a time. What was declined in this turn is not asked again, nor the same under another id."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._lock = asyncio.Lock()
        self._open: asyncio.Future[Answer] | None = None
        self._declined: list[tuple[str, str]] = []

    async def ask(self, message: str, call: Call | None, plan: Json | None) -> Answer:
        """Put the question and wait, however long it takes."""
        async with self._lock:
            if self._is_settled(message, call):
                return Answer(yes=False)
            self._open = asyncio.get_running_loop().create_future()
            try:
                self._emit(Question(message, "approval", plan=plan, to_type=_to_type(plan)))
                answer = await self._open
            finally:
                self._open = None
        if not answer.yes:
            self._declined.append((message, _plan_of(call)))
        return answer

    def _is_settled(self, message: str, call: Call | None) -> bool:
        if len(self._declined) >= _MOST_DECLINED:
            return True
        return any(message == told or (call and _plan_of(call) == plan) for told, plan in self._declined)

    def answer(self, answer: Answer) -> None:
        if self._open is None or self._open.done():
            raise InputError("No question is open.", hint="Say what you want instead.")
        self._open.set_result(answer)


def form_content(schema: Mapping[str, Json], answer: Answer) -> Content:
    """The form the server asked for, filled in from a yes: its switches on, its texts as typed."""
    content: Content = {}
    for field, kind in schema.items():
        if kind.get("type") == "boolean":
            content[field] = answer.yes
        elif kind.get("type") == "string":
            content[field] = answer.typed
    return content


def _plan_of(call: Call | None) -> str:
    return str(call.arguments.get("plan_id")) if call else ""


def _to_type(plan: Json | None) -> str:
    if plan is None or plan.get("level") != "dangerous":
        return ""
    return str(plan.get("subject") or (plan.get("funnel") or {}).get("name") or plan.get("title") or "")
