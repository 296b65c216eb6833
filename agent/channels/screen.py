"""Events on a terminal: what matters on standard output, what only accompanies it on standard error."""

from collections.abc import Mapping

from rich.console import RenderableType
from rich.text import Text

from .. import events
from ..events import Event, Json
from ..models.base import Usage
from .paper import Paper
from .plain import one_line, plain
from .results import results_view
from .speech import Speech
from .views import links_view, outcome_view, plan_view
from .waiting import Waiting

_LONGEST_TOOL = 80


class Screen:
    """Shows events; `quiet` shows nothing but notices, for `--json`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._out = Paper(highlight=False, markup=False, emoji=False, quiet=quiet)
        self._err = Paper(stderr=True, highlight=False, markup=False, emoji=False)
        self._streams = self._out.is_terminal and not quiet
        self._speech = Speech(self._out)
        self._waiting = Waiting(self._err)
        self._plan = ""
        """Id of the plan that is the last thing on the screen: what one says yes to stands right above."""
        self._total: Usage | None = None

    def begin(self) -> None:
        """A turn begins."""
        self._speech.begin()
        self._waiting.spin()

    def rest(self) -> None:
        """The work is done, or broken off."""
        self._waiting.stop()

    async def progressed(self, done: float, total: float, what: str) -> None:
        self._waiting.progress(done, total, what)

    @property
    def columns(self) -> int:
        return self._out.width

    def show(self, event: Event) -> None:
        if isinstance(event, events.Text | events.Said | events.Applied | events.Links | events.Results):
            self._plan = ""
        match event:
            case events.Text(delta) if self._streams:
                self._waiting.stop()
                self._speech.piece(delta)
            case events.Said(text):
                self._waiting.stop()
                self._speech.whole(text)
            case events.PlanShown(plan):
                self.print(plan_view(plan))
                self.has_seen(plan)
            case events.Applied(outcome):
                self._applied(outcome)
            case events.Links(links):
                self.print(links_view(links))
                self._speech.shown(*_urls(links), str(links.get("postback") or ""))
            case events.Results(answer):
                self.print(results_view(answer, self.columns))
                self._speech.shown(str(answer.get("reading") or ""), *map(str, answer.get("caveats") or ()))
            case _:
                self._accompany(event)

    def _accompany(self, event: Event) -> None:
        match event:
            case events.Progress(done, total, message):
                self._waiting.progress(done, total, message)
            case events.ToolStarted(call) if self._err.is_terminal:
                self.notice(f"· {one_line(call.tool)[:_LONGEST_TOOL]}")
            case events.ToolFinished():
                self._waiting.stop()
                self._waiting.spin()
            case events.Noticed(text):
                self.notice(text)
            case events.Failed(text, hint):
                self.complain(f"{text} {hint}".strip())
            case events.Question():
                self._asked(event)
            case events.Cost() | events.Done():
                self._count(event)

    def has_seen(self, plan: Mapping[str, object]) -> None:
        """The plan is the last thing on the screen."""
        self._plan = str(plan.get("plan_id") or "")

    def has_shown(self, question: events.Question) -> bool:
        """Whether the plan in question stands on the screen, with nothing said or shown after it."""
        return question.plan is not None and bool(self._plan) and str(question.plan.get("plan_id")) == self._plan

    def print(self, what: RenderableType) -> None:
        self._break_line()
        # a link that is cut is a broken link: long lines are left to the terminal to wrap
        self._out.print(what, soft_wrap=not self._out.is_terminal, crop=False)

    def notice(self, text: str) -> None:
        self._break_line()
        self._err.print(Text(plain(text), style="dim"), soft_wrap=True)

    def complain(self, text: str) -> None:
        self._break_line()
        self._err.print(Text(plain(text), style="red"), soft_wrap=True)

    def _applied(self, outcome: Json) -> None:
        if outcome.get("status") != "declined":  # they know, and the reply takes it up
            self.print(outcome_view(outcome))
            self._speech.shown(str(outcome.get("message") or ""), *_urls(outcome))

    def _asked(self, question: events.Question) -> None:
        self._break_line()
        if all(self._speech.has_said(choice) for choice in question.choices):
            return
        for number, choice in enumerate(question.choices, start=1):
            self.print(Text(f"  {number}. {one_line(choice)}"))

    def _count(self, event: events.Cost | events.Done) -> None:
        if isinstance(event, events.Cost):
            self._total = event.total
            return
        self._break_line()
        if self._total is not None:
            self.notice(_cost(self._total))
            self._total = None

    def _break_line(self) -> None:
        self._waiting.stop()
        self._speech.break_line()


def _urls(answer: Json) -> list[str]:
    rows = [*(answer.get("links") or ()), *(answer.get("actions") or ())]
    return [str(row.get("url") or "") for row in rows]


def _cost(total: Usage) -> str:
    read = total.input_tokens + total.cache_read_tokens + total.cache_written_tokens
    price = "" if total.cost is None else f" · ${total.cost:.4f}"
    return f"{read:,} tokens read ({total.cache_read_tokens:,} from cache), {total.output_tokens:,} written{price}"
