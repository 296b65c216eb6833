"""The offline planner: a model that needs no key and no network, and guesses nothing.

It reads the whole conversation anew for every reply. A sentence is normalised, its names are looked up with
`find_assets`, its words become tokens, its intent is chosen, and that intent thinks until a tool must be asked, the
person must be asked, or a plan stands. Every plan goes through the same tools that a large model uses.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from ..base import Ask, Call, Notice, Reply, Result, ToolSpec, Turn
from . import wording
from .cloning.several import makes_more, one_of
from .guarding.leftover import refuse_leftovers
from .guarding.telling_only import asks_or_tells, is_relative
from .intents.build import build
from .intents.choosing import intent_of
from .knowledge import Knowledge
from .outcome import FailedError, Json, NeedError, PuzzledError, QuestionError
from .plain import plainly
from .planned import Asked
from .recognising.normalise import normalise
from .recognising.recognise import recognise
from .request import Action, Request
from .state import DROPPED, Pending, State, read_state
from .talking.answering import Settled, is_plain, settle
from .talking.correcting import AGAIN
from .talking.rephrasing import rephrased
from .talking.summing import summary
from .undoing.counting import takes_back_more
from .undoing.taking_back import does_again

LONGEST = 4000
"""Characters of a request; no sentence about a funnel is as long."""

_PLANNING = ("plan_funnel", "plan_edit", "plan_changes", "plan_updates", "undo")


class OfflinePlanner:
    """A `Model` of rules. The same conversation always gets the same reply."""

    @property
    def name(self) -> str:
        return "offline"

    async def reply(
        self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]
    ) -> AsyncIterator[str | Notice | Reply]:
        reply = answer(turns, tools)
        if reply.text:
            yield reply.text
        yield reply


def answer(turns: Sequence[Turn], tools: Sequence[ToolSpec]) -> Reply:
    """The reply to a conversation."""
    state = read_state(turns)
    know = Knowledge(state.calls, state.results, state.found)
    reply = _after_a_call(state, know)
    if reply is None:
        return _think(state, know, tools)
    if _is_written(know) and (takes_back_more(state) or makes_more(state)):
        more = _think(state, know, tools)
        plans = any(call.tool in _PLANNING for call in more.calls)
        return replace(more, text=f"{reply.text}\n\n{more.text}") if plans else more
    return reply


def _is_written(know: Knowledge) -> bool:
    last = know.last("apply_plan", *_PLANNING)
    return last is not None and last.tool == "apply_plan" and (last.data or {}).get("status") == "applied"


def _after_a_call(state: State, know: Knowledge) -> Reply | None:
    """What follows on a plan or on applying one."""
    last = know.last("apply_plan", *_PLANNING)
    if last is None:
        return None
    return _after_applying(last, state) if last.tool == "apply_plan" else _after_planning(last, state)


def _after_applying(applied: Result, state: State) -> Reply:
    if applied.failed or applied.data is None:
        return Reply(applied.text)
    if merged := applied.data.get("merged"):
        return Reply("", (_apply(state, merged),))
    is_done = applied.data.get("status") == "applied"
    takes_back = any(call.tool == "undo" and "version" not in call.arguments for call in state.calls)
    if is_done and takes_back and does_again(state.said):
        return Reply('It is done again. To take it back, say "undo".')
    summed = summary(state.planned, applied.data) if state.planned and state.planned.written else ""
    needs_source = _needs_source(state)
    return Reply(wording.outcome(applied.data, needs_source=needs_source, takes_back=takes_back, summary=summed))


def _after_planning(planned: Result, state: State) -> Reply:
    plan = planned.data
    if planned.failed or plan is None:
        text = wording.refused(planned.text)
        return Reply(text, asks=Ask(text))
    if plan.get("status") == "ready":
        return Reply("", (_apply(state, plan),))
    if plan.get("status") == "blocked":
        text = wording.blocked(plan)
        return Reply(text, asks=Ask(text))
    return Reply(wording.nothing_to_do(plan))


def _apply(state: State, plan: Json) -> Call:
    return Call(_id(state), "apply_plan", {"plan_id": plan["plan_id"], "fingerprint": plan["fingerprint"]})


def _needs_source(state: State) -> bool:
    """Whether a new funnel was built for no traffic source."""
    built = [call.arguments["blueprint"] for call in state.calls if call.tool == "plan_funnel"]
    return bool(built) and not built[-1].get("sources")


def _think(state: State, know: Knowledge, tools: Sequence[ToolSpec]) -> Reply:
    said = normalise(state.said)
    if not said:
        return Reply("Please tell me what you would like. " + wording.CAN, understood=False)
    if len(said) > LONGEST:
        return Reply(f"That is longer than {LONGEST} characters; please say it in a few sentences.", understood=False)
    request = Request(said, (), know, {}, state)
    try:
        request, which = one_of(_request(said, state, know))
        action = (build if AGAIN in request.answers else intent_of(request))(request)
        if action.tool in _PLANNING:
            refuse_leftovers(action, request)
    except NeedError as need:
        return _call(need.tool, need.arguments, "", state, tools)
    except FailedError as failure:
        return _failed(failure, state.pending)
    except QuestionError as question:
        return _asking(question, request)
    except PuzzledError as puzzle:
        return _puzzled(puzzle, state.pending)
    return _act(replace(action, text=f"{action.text}{which}"), request, tools)


def _request(said: str, state: State, know: Knowledge) -> Request:
    """What the person said; or the request that they were asked about, with their answer."""
    settled = _settled(state.pending, said, know)
    text = settled.text if settled else said
    answers = settled.answers if settled else {}
    plain = plainly(text, know.mentions(text))
    know.remember(plain.text, plain.mentions)
    if settled is None and (asked := rephrased(plain.text, state, know)):
        text, answers = asked.text, dict(asked.answers)
        plain = plainly(text, know.mentions(text))
        know.remember(plain.text, plain.mentions)
    return Request(plain.text, recognise(plain.text, plain.mentions), know, answers, state, plain.notes, text)


def _settled(pending: Pending | None, said: str, know: Knowledge) -> Settled | None:
    """The answer as it was written, which may be a name; else in plain words."""
    if pending is None:
        return None
    mentions = [] if is_plain(pending, said) else know.mentions(said)
    plain = plainly(said, mentions)
    return settle(pending, said, recognise(said, mentions)) or (
        settle(pending, plain.text, recognise(plain.text, plain.mentions)) if plain.text != said else None
    )


def _act(action: Action, request: Request, tools: Sequence[ToolSpec]) -> Reply:
    state = request.state
    asked = Asked(request.said, request.answers, action.kept).block()
    if action.tool in _PLANNING and (asks_or_tells(state.said) or asks_or_tells(request.said)):
        return _puzzled(PuzzledError(f"whether {request.said!r} asks, tells, or wants it done"), None)
    if _sets_shares(action) and is_relative(request.said):
        raise_it = "say the share it should have, such as 'make it 70/30'"
        return _puzzled(PuzzledError(f"how much {request.said!r} is in the end; {raise_it}"), None)
    if action.tool:
        told = {"request": request.said} if "request" in action.arguments else {}
        aside = "I leave the open question aside.\n" if _is_beside(request) else ""
        reply = _call(action.tool, {**action.arguments, **told}, f"{aside}{action.text}", state, tools)
        return replace(reply, blocks=(asked,))
    blocks = [asked] if action.keeps else []
    blocks += [action.inquiry.block()] if action.inquiry else []
    blocks += [{"type": DROPPED}] if action.drops else []
    if state.pending and _is_beside(request) and not action.drops:
        return _still_open(action.text, state.pending, blocks)
    return Reply(action.text, blocks=tuple(blocks))


def _sets_shares(action: Action) -> bool:
    return any(one.get("op") == "set_weights" for one in action.arguments.get("operations", ()))


def _is_beside(request: Request) -> bool:
    """Whether a question is open and something else was said."""
    return request.state.pending is not None and request.said == normalise(request.state.said)


def _still_open(text: str, pending: Pending, blocks: Sequence[Json]) -> Reply:
    """A question stays open while something is looked up."""
    labels = tuple(label for label, _ in pending.choices)
    told = wording.still_open(text, pending.question, labels)
    return Reply(told, asks=Ask(pending.question, labels), blocks=(*blocks, pending.block()))


def _call(tool: str, arguments: Json, text: str, state: State, tools: Sequence[ToolSpec]) -> Reply:
    spec = next((one for one in tools if one.name == tool), None)
    if spec is None:
        return Reply(f"The tool {tool!r} is not offered here, so I cannot do that.", understood=False)
    return Reply(f"{text}\n\n" if text else "", (Call(_id(state), tool, _known_only(arguments, spec)),))


def _known_only(arguments: Json, spec: ToolSpec) -> dict[str, Any]:
    """Without `words` and `request` where a server does not take them."""
    known = spec.schema.get("properties", {})
    return {key: value for key, value in arguments.items() if key in known or key not in ("words", "request")}


def _id(state: State) -> str:
    return f"offline-{state.count}"


def _asking(question: QuestionError, request: Request) -> Reply:
    text = wording.question(question)
    labels = tuple(choice.label for choice in question.choices)
    choices = tuple((choice.label, choice.value) for choice in question.choices)
    pending = Pending(
        request.text, dict(request.answers), question.text, question.key, choices, question.takes, question.joins
    )
    return Reply(text, asks=Ask(question.text, labels), blocks=(pending.block(),))


def _failed(failure: FailedError, pending: Pending | None) -> Reply:
    """The tool's words; a question that was open stays open."""
    return Reply(wording.failed(failure.text), blocks=(pending.block(),) if pending else ())


def _puzzled(puzzle: PuzzledError, pending: Pending | None) -> Reply:
    text = wording.puzzled(puzzle.what, understood=puzzle.understood)
    if pending and not puzzle.understood:
        labels = tuple(label for label, _ in pending.choices)
        text = wording.asked_again(puzzle.what, pending.question, labels)
        return Reply(text, asks=Ask(pending.question, labels), blocks=(pending.block(),))
    return Reply(text, asks=Ask(text) if puzzle.understood else None, understood=puzzle.understood)
