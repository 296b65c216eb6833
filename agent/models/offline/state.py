"""What a conversation has come to, read from its turns alone, so that a resumed one goes on where it stopped."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..base import Call, Result, Turn
from .outcome import Json
from .planned import MARK as ASKED
from .planned import Asked, Asset, Planned, lines_of
from .results.inquiry import MARK as INQUIRY
from .results.inquiry import Inquiry

MARK = "offline_planner"
"""Names the block in which a reply keeps its open question."""

DROPPED = "offline_dropped"
"""Names the block of a reply that lets the open plan go."""

LOOKED_THROUGH = "none"
"""What is said of pictures where a funnel is looked at to find out which one is meant."""

_PLANNING = ("plan_funnel", "plan_edit", "plan_changes", "plan_updates", "undo")


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits: the request it belongs to, what was answered so far, and how to take the answer."""

    text: str
    answers: dict[str, Json]
    question: str
    key: str
    choices: tuple[tuple[str, Json], ...] = ()
    takes: str = ""
    joins: str = ""

    def block(self) -> Json:
        return {
            "type": MARK, "text": self.text, "answers": self.answers, "question": self.question, "key": self.key,
            "choices": [[label, value] for label, value in self.choices], "takes": self.takes, "joins": self.joins,
        }  # fmt: skip

    @classmethod
    def read(cls, block: Json) -> "Pending":
        choices = tuple((str(label), dict(value)) for label, value in block["choices"])
        return cls(
            block["text"],
            dict(block["answers"]),
            block["question"],
            block["key"],
            choices,
            block["takes"],
            block["joins"],
        )


@dataclass(slots=True)
class State:
    said: str = ""
    """What the person said last."""

    calls: list[Call] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    """Since then."""

    found: list[tuple[Call, Result]] = field(default_factory=list)
    """What `find_assets` answered about this request before a question was answered."""

    words: list[str] = field(default_factory=list)
    """What was replied since then."""

    pending: Pending | None = None
    spoken_of: list[tuple[str, str]] = field(default_factory=list)
    """Ids and names of the funnels that exist, the one that `it` means last."""

    asset: Asset | None = None
    """What a plan for one asset was about, as long as no funnel is spoken of since."""

    draft: Json | None = None
    """The blueprint of a new funnel that was planned and not written."""

    waiting: Json | None = None
    """The last plan that is ready and neither written nor declined for good."""

    edit: Json | None = None
    """What plan_edit was asked for last, as long as it is neither written nor followed by another plan."""

    asked: Asked | None = None
    """The request that was answered last."""

    planned: Planned | None = None
    """The last plan, written or not; none once it was dropped."""

    done: list[Planned] = field(default_factory=list)
    """What was written and not taken back, the last one last."""

    applied: list[str] = field(default_factory=list)
    """Ids of the plans that this conversation has applied and not taken back, the last one last."""

    written_now: int = 0
    """How many plans were applied since the person spoke last."""

    undone: list[tuple[str, Planned | None]] = field(default_factory=list)
    """Ids of the plans that took something back, and what they took back."""

    taken_back: int = 0
    """How many it has taken back."""

    inquiry: Inquiry | None = None
    """The question about results that was answered last, as long as nothing was planned since."""

    count: int = 0
    """Turns so far; makes ids of calls unique."""

    @property
    def open_edit(self) -> Planned | None:
        """An edit or a clone that was planned and not written."""
        planned = self.planned
        return planned if planned and self.waiting and planned.is_edit and not planned.written else None

    @property
    def funnel(self) -> tuple[str, str] | None:
        return self.spoken_of[-1] if self.spoken_of else None

    def speak_of(self, funnel: Json) -> None:
        """From now on `it` means this one."""
        one = (str(funnel["id"]), str(funnel["name"]))
        self.spoken_of = [other for other in self.spoken_of if other[0] != one[0]] + [one]
        self.draft, self.asset = None, None


def read_state(turns: Sequence[Turn]) -> State:
    state = State(count=len(turns))
    calls: dict[str, Call] = {}
    for turn in turns:
        if turn.who == "person":
            _remember(state)
            state.said, state.calls, state.results, state.words = turn.text, [], [], []
            state.written_now = 0
        elif turn.who == "agent":
            _hear(state, turn)
            calls |= {call.id: call for call in turn.calls}
        else:
            state.results += turn.results
            for result in turn.results:
                _learn(state, calls.get(result.call_id), result)
    return state


def _remember(state: State) -> None:
    """As long as one question after the other is answered, names stay looked up."""
    if state.pending is None:
        state.found = []
        return
    answers = {result.call_id: result for result in state.results}
    asked = [call for call in state.calls if call.tool == "find_assets" and call.id in answers]
    state.found += [(call, answers[call.id]) for call in asked if not answers[call.id].failed]


def _hear(state: State, turn: Turn) -> None:
    state.calls += turn.calls
    state.words.append(turn.text)
    blocks = {one.get("type"): one for one in turn.blocks}
    if ASKED in blocks:
        state.asked = Asked.read(blocks[ASKED])
    if DROPPED in blocks:
        state.draft, state.waiting, state.edit, state.planned = None, None, None, None
    for call in turn.calls:
        if call.tool in _PLANNING:
            state.planned = Planned(call.tool, dict(call.arguments), lines_of(turn.text))
    if not turn.calls:
        state.pending = Pending.read(blocks[MARK]) if MARK in blocks else None
        if INQUIRY in blocks:
            _answered(state, Inquiry.from_block(blocks[INQUIRY]))


def _answered(state: State, inquiry: Inquiry) -> None:
    """The one funnel whose results were told is the one in talk."""
    state.inquiry = inquiry
    funnels = inquiry.filter("Element: Funnel")
    if funnels and len(funnels.values) == 1:
        id, name = funnels.values[0]
        state.speak_of({"id": id, "name": name})


def _learn(state: State, call: Call | None, result: Result) -> None:
    """What a tool's answer tells about the funnel that is talked of."""
    data = result.data
    if result.failed or data is None or call is None:
        return
    if call.tool in _PLANNING:
        state.inquiry = None
        is_restore = call.arguments.get("version") is not None  # a step of its own, which can be taken back
        kept = {
            **data,
            "call": "restore" if is_restore else call.tool,
            "undoes": str(call.arguments.get("plan_id") or ""),
        }
        if state.planned:
            state.planned.id, state.planned.title = str(data.get("plan_id") or ""), str(data.get("title") or "")
            state.planned.funnel = str((data.get("funnel") or {}).get("name", ""))
        state.waiting = kept if data.get("status") == "ready" else None
        state.edit = dict(call.arguments) if call.tool == "plan_edit" and "as_new" not in call.arguments else None
        _plan(state, call, data)
    elif call.tool == "apply_plan":
        _applied(state, data)
    elif call.tool == "get_funnel" and call.arguments.get("picture") != LOOKED_THROUGH:
        state.speak_of(data)
    elif call.tool in ("compare_variants", "simulate_funnel"):
        state.speak_of(data["funnel"])


def _plan(state: State, call: Call, data: Json) -> None:
    funnel = data.get("funnel") or {}
    is_new = call.tool == "plan_funnel" or bool(call.arguments.get("as_new"))
    if call.tool == "plan_funnel":
        state.draft = dict(call.arguments["blueprint"])
    if funnel and not is_new and call.tool == "plan_edit":
        state.speak_of(funnel)
    if call.tool == "plan_changes":
        state.asset = _only_asset(call.arguments["changes"], data.get("changes", ()))


def _only_asset(wanted: Sequence[Json], planned: Sequence[Json]) -> Asset | None:
    """What the plan is about, where that is one asset; of a new name, the new one."""
    if len(wanted) != 1 or not planned or "all" in wanted[0]:
        return None
    fields = wanted[0].get("fields", {})
    first = planned[0]
    name = str(fields.get("name") or first["name"])
    return Asset(str(first["family"]), str(first["id"]), name, str(fields.get("pageType", "")))


def _applied(state: State, data: Json) -> None:
    plan = state.waiting
    if data.get("status") == "stale":
        _others_came(state, data)
    if data.get("status") != "applied" or plan is None:
        return
    funnel = plan.get("funnel") or {}
    state.draft, state.waiting, state.edit = None, None, None
    state.written_now += 1
    if plan["call"] == "undo":
        _undone(state, plan)
        return
    if state.planned:
        state.planned.written = True
        state.done.append(state.planned)
    state.applied.append(str(data.get("plan_id") or plan["plan_id"]))
    _forget_the_gone(state, plan)
    if funnel:
        state.speak_of(funnel)


def _others_came(state: State, data: Json) -> None:
    """The merged plan takes the place of the one that waited; what was made of that one can be taken back."""
    if data.get("changes"):
        state.applied = [*(one for one in state.applied if one != data["plan_id"]), str(data["plan_id"])]
    if state.waiting is not None:
        state.waiting = {**state.waiting, **data["merged"]} if data.get("merged") else None


def _undone(state: State, plan: Json) -> None:
    """A funnel that is gone is not `it` any more; the one spoken of before is."""
    undone = plan["undoes"] or (state.applied[-1] if state.applied else "")
    if _redone(state, undone, str(plan["plan_id"])):
        return
    state.undone.append((str(plan["plan_id"]), next((one for one in state.done if one.id == undone), None)))
    state.applied = [one for one in state.applied if one != undone]
    state.done = [one for one in state.done if one.id != undone]
    state.planned = None
    state.taken_back += 1
    _forget_the_gone(state, plan)


def _redone(state: State, undone: str, plan_id: str) -> bool:
    """What was taken back is there again; taking back the newest plan takes it back once more."""
    found = next((one for one in state.undone if one[0] == undone), None)
    if found is None:
        return False
    state.undone.remove(found)
    state.applied.append(plan_id)
    if found[1] is not None:
        state.done.append(replace(found[1], id=plan_id))
    return True


def _forget_the_gone(state: State, plan: Json) -> None:
    gone = {one["id"] for one in plan.get("changes", ()) if one["do"] in ("delete", "archive")}
    state.spoken_of = [one for one in state.spoken_of if one[0] not in gone]
    if any(one["do"] == "delete" and state.asset and one["id"] == state.asset.id for one in plan.get("changes", ())):
        state.asset = None
