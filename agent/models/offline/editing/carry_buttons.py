"""Where buttons lead, as operations."""

from ..outcome import Json, PuzzledError, QuestionError
from .bench import Bench, shown
from .goals import step_of
from .items import Item
from .places import one_seat, own, refuse_shared
from .visitors import reach
from .wanted import Lead, Unlead


def carry_lead(wanted: Lead, bench: Bench) -> None:
    """Said again of what leads there by now, it changes nothing."""
    step = _step_with_button(wanted.page, wanted.button, bench)
    refuse_shared(wanted.page, step, bench)
    number = wanted.button or _only_button(step, bench)
    old = targets(bench.now.steps[step]).get(str(number), "")
    _leads_there(old, wanted.to.not_to, bench)
    to = step_of(wanted.to, None, f"button {number}", bench)
    if old == to and bench.operations:
        return
    key = own(step, bench, wanted.scope)
    bench.do({"op": "connect", "step": key, "on": str(number), "to": to})
    bench.tell(f"button {number} of {shown(key, bench.now)} leads to {shown(to, bench.now)}")


def carry_unlead(wanted: Unlead, bench: Bench) -> None:
    step = _step_with_button(wanted.page, wanted.button, bench)
    old = targets(bench.now.steps[step]).get(str(wanted.button), "")
    if not old:
        raise PuzzledError(f"which button {wanted.button} is: {shown(step, bench.now)} has none that leads anywhere")
    for item in wanted.said:
        if not {seat.step for seat in item.seats} & {step, *reach(bench.now, old)}:
            raise PuzzledError(f"what {item.text!r} has to do with button {wanted.button}")
    key = own(step, bench, wanted.scope)
    bench.do({"op": "disconnect", "step": key, "on": str(wanted.button)})
    bench.tell(f"button {wanted.button} of {shown(key, bench.now)} leads nowhere any more")


def targets(step: Json) -> dict[str, str]:
    """Button -> where it leads."""
    return {str(number): way if isinstance(way, str) else way["to"] for number, way in step.get("on", {}).items()}


def _leads_there(step: str, items: list[Item], bench: Bench) -> None:
    """`to A, not to B`, where B stands there alone."""
    for item in items:
        there = {seat.name for seat in bench.now.seats() if seat.step == step}
        if there != {seat.name for seat in item.seats if seat.step == step}:
            raise PuzzledError(f"what {item.text!r} has to do with it: the button leads to {shown(step, bench.now)}")


def _only_button(step: str, bench: Bench) -> int:
    numbers = [*targets(bench.now.steps[step])] or ["1"]
    if len(numbers) != 1:
        raise QuestionError(f"Which button of {shown(step, bench.now)} do you mean: {', '.join(numbers)}?")
    return int(numbers[0])


def _step_with_button(page: Item | None, number: int, bench: Bench) -> str:
    if page is not None:
        return one_seat(page, bench, None)[0].step
    landers = [seat.step for seat in bench.now.seats() if seat.type == "lander"]
    having = [key for key in dict.fromkeys(landers) if str(number) in targets(bench.now.steps[key])]
    fitting = having or list(dict.fromkeys(landers))
    if len(fitting) != 1:
        raise QuestionError(
            f"The button of which page do you mean: {', '.join(shown(key, bench.now) for key in fitting)}?"
        )
    return fitting[0]
