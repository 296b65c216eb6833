"""Changes told in any order and words, read with the funnel at hand."""

from funnels.blueprint import dump, edit, parse, parse_operations
from funnels.errors import FunnelError

from ..editing.bench import Bench
from ..editing.carrying_out import carry_out
from ..editing.grouping import grouped
from ..editing.items import Item
from ..editing.lexing import items_of
from ..editing.reading import read
from ..editing.standing import with_ages
from ..editing.target import MOST_LOOKED_AT, UnsureError, funnels_meant, is_hinted, looked_at
from ..outcome import PuzzledError, QuestionError
from ..request import Action, Request
from ..talking.current import Current


def edit_freely(request: Request) -> Action:
    benches = _benches(request)
    bench = benches[0]
    if len(benches) > 1:
        return _several(benches, request)
    text = "\n".join(_lines([bench], request))
    if not bench.first.id:
        return _redraft(bench, text, request)
    return Action(text, "plan_edit", bench.first.plan(bench.operations, request), kept=len(bench.first.before))


def _benches(request: Request) -> list[Bench]:
    """Where it is not said which funnel, the only one in which what is wanted makes sense."""
    try:
        return [_worked(now, request) for now in funnels_meant(request)]
    except UnsureError as unsure:
        if len(unsure.known) > MOST_LOOKED_AT:
            raise
        tried = [_tried(looked_at(request, one), request) for one in unsure.known]
        fitting = [bench for bench in tried if bench is not None and is_hinted(bench.first, request)]
        if len(fitting) != 1:
            raise
        return fitting


def _tried(now: Current, request: Request) -> Bench | None:
    try:
        return _worked(now, request)
    except (PuzzledError, QuestionError):
        return None


def items(request: Request, now: Current) -> list[Item]:
    return grouped(with_ages(items_of(request.text, request.tokens, now), request.text), now)


def _worked(now: Current, request: Request) -> Bench:
    bench = Bench(now, request)
    wanted = read(items(request, now))
    if not wanted:
        raise PuzzledError(repr(request.text), understood=False)
    carry_out(wanted, bench)
    return bench


def _lines(benches: list[Bench], request: Request) -> list[str]:
    names = " and ".join(repr(bench.first.name) for bench in benches)
    said = list(dict.fromkeys([*(line for bench in benches for line in bench.said), *request.assumed()]))
    return [f"I change {names}:", *(f"- {one}" for one in said)]


def _several(benches: list[Bench], request: Request) -> Action:
    """One plan, where the same is to be done in all of them."""
    if any(bench.operations != benches[0].operations for bench in benches):
        names = ", ".join(bench.first.name for bench in benches)
        raise PuzzledError(
            f"how to change {names} in one plan: it is not the same in all of them. Say them one by one"
        )
    funnels = {"names": [bench.first.name for bench in benches]}
    arguments = {"funnels": funnels, "operations": benches[0].operations, "request": request.text}
    return Action("\n".join(_lines(benches, request)), "plan_edit", arguments)


def _redraft(bench: Bench, text: str, request: Request) -> Action:
    """Nothing is written yet, so the draft itself changes."""
    try:
        changed = dump(edit(parse(bench.first.blueprint), parse_operations(bench.operations)))
    except FunnelError as error:
        raise PuzzledError(f"how to change the draft: {error}") from error
    return Action(text, "plan_funnel", {"blueprint": changed, "words": {}, "request": request.text})
