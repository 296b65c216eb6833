"""Events on a terminal: what matters on standard output, what only accompanies it on standard error."""

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.status import Status
from rich.text import Text as Styled

from .. import events
from ..events import Event
from ..models.base import Usage
from .plain import one_line, plain
from .views import links_view, outcome_view, plan_view


class Screen:
    """Shows events; `quiet` shows nothing but notices, for `--json`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._out = Console(highlight=False, markup=False, emoji=False, quiet=quiet)
        self._err = Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._streams = self._out.is_terminal and not quiet
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._status: Status | None = None
        self._midline = False
        self._plans: set[str] = set()
        self._total: Usage | None = None

    def wait(self) -> None:
        """Something is being waited for; until the next thing is shown, that shows."""
        if self._err.is_terminal and self._status is None and not self._midline:
            self._status = self._err.status("")
            self._status.start()

    def show(self, event: Event) -> None:
        match event:
            case events.Text(delta):
                self._stream(delta)
            case events.Said(text):
                self._said(text)
            case events.PlanShown(plan):
                self._plans.add(str(plan.get("plan_id")))
                self.print(plan_view(plan))
            case events.Applied(outcome):
                self.print(outcome_view(outcome))
            case events.Links(links):
                self.print(links_view(links))
            case _:
                self._accompany(event)

    def _accompany(self, event: Event) -> None:
        match event:
            case events.Progress(done, total, message):
                self._progress(done, total, message)
            case events.ToolStarted(call) if self._err.is_terminal:
                self.notice(f"· {call.tool}")
            case events.ToolFinished():
                self._stop_waiting()
                self.wait()
            case events.Noticed(text):
                self.notice(text)
            case events.Failed(text, hint):
                self.complain(f"{text} {hint}".strip())
            case events.Question(choices=choices):
                self._stop_waiting()
                for number, choice in enumerate(choices, start=1):
                    self.print(Styled(f"  {number}. {one_line(choice)}"))
            case events.Cost() | events.Done():
                self._count(event)

    def has_shown(self, question: events.Question) -> bool:
        """Whether the plan in question stands on the screen already."""
        return question.plan is not None and str(question.plan.get("plan_id")) in self._plans

    def print(self, what: RenderableType) -> None:
        self._break_line()
        self._out.print(what, soft_wrap=not self._out.is_terminal)

    def notice(self, text: str) -> None:
        self._break_line()
        self._err.print(Styled(plain(text), style="dim"), soft_wrap=True)

    def complain(self, text: str) -> None:
        self._break_line()
        self._err.print(Styled(plain(text), style="red"), soft_wrap=True)

    def _stream(self, delta: str) -> None:
        if self._streams:
            self._stop_waiting()
            self._out.print(Styled(plain(delta)), end="", soft_wrap=True)
            self._midline = True

    def _said(self, text: str) -> None:
        if self._streams:
            self._break_line()
        else:
            self._out.print(Styled(plain(text)), soft_wrap=True)

    def _break_line(self) -> None:
        self._stop_waiting()
        if self._midline:
            self._out.print()
            self._midline = False

    def _progress(self, done: float, total: float | None, message: str) -> None:
        if not self._err.is_terminal:
            return
        if self._bar is None:
            self._stop_waiting()
            self._bar = Progress(BarColumn(), TextColumn("{task.description}"), console=self._err, transient=True)
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        if self._task is not None:
            self._bar.update(self._task, completed=done, total=total, description=one_line(message))

    def _stop_waiting(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None
        if self._bar is not None:
            self._bar.stop()
            self._bar, self._task = None, None

    def _count(self, event: events.Cost | events.Done) -> None:
        self._break_line()
        if isinstance(event, events.Cost):
            self._total = event.total
        elif self._total is not None:
            self.notice(_cost(self._total))
            self._total = None


def _cost(total: Usage) -> str:
    read = total.input_tokens + total.cache_read_tokens + total.cache_written_tokens
    price = "" if total.cost is None else f" · ${total.cost:.4f}"
    return f"{read:,} tokens read ({total.cache_read_tokens:,} from cache), {total.output_tokens:,} written{price}"
