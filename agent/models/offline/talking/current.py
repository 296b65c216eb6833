"""The funnel that a request is about, as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from funnels.names import folded

from ..drawing.pages import choices_of
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..planned import Planned
from ..request import Request
from ..seats import Seat, name_of, seats_in
from ..tokens import Sign, Token
from .open_edit import edit_arguments, taken_over, with_operations

_BEFORE = (Sign.IN, Sign.OF, Sign.FOR, Sign.FROM, Sign.FUNNEL, Sign.FILLER, Sign.WITH, Sign.COLON)


@dataclass(frozen=True, slots=True)
class Split:
    """A place where visitors are shared, with the keys that `set_weights` takes."""

    step: str
    type: str
    keys: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def label(self) -> str:
        return f"the {self.type}s {' / '.join(self.keys)}"


@dataclass(frozen=True, slots=True)
class Current:
    id: str
    """Empty for a draft that is not written."""

    name: str
    blueprint: Json
    before: tuple[Json, ...] = ()
    """What was planned for it and not written; it is told here as if it were."""

    as_new: Json | None = None
    """It is a clone that is not written, too."""

    def plan(self, operations: Sequence[Json], request: Request) -> Json:
        """What plan_edit is asked for."""
        return edit_arguments(self.id, self.before, self.as_new, operations, request)

    @property
    def steps(self) -> dict[str, Json]:
        return dict(self.blueprint.get("steps", {}))

    def seats(self) -> list[Seat]:
        return [seat for key, step in self._in_order() for seat in seats_in(key, step)]

    def shows_shared(self, type: str) -> bool:
        """Whether a step shows the pages of a group that other funnels use, too; they are not told here."""
        return any(isinstance(step.get(f"{type}s"), dict) for step in self.steps.values())

    def _in_order(self) -> list[tuple[str, Json]]:
        """Steps as visitors meet them, whatever order they are written in."""
        steps = self.steps
        met = self.met()
        return [(key, steps[key]) for key in [*met, *(one for one in steps if one not in met)]]

    def met(self) -> list[str]:
        """The steps that visitors can come to."""
        steps = self.steps
        start = self.blueprint.get("start", "")
        waiting = [start] if isinstance(start, str) else [str(arm["to"]) for arm in start]
        waiting += [key for key, step in steps.items() if step.get("everywhere")]
        met: list[str] = []
        while waiting:
            key = waiting.pop(0)
            if key in steps and key not in met:
                met.append(key)
                waiting += targets_of(steps[key])
        return met

    def ways_to(self, key: str) -> int:
        """How many ways lead to a step, the entrance included."""
        start = self.blueprint.get("start", "")
        entrances = [start] if isinstance(start, str) else [str(arm["to"]) for arm in start]
        return [*entrances, *(target for step in self.steps.values() for target in targets_of(step))].count(key)

    def is_for_the_rest(self, key: str) -> bool:
        """Whether only those come to a step whom no route takes."""
        return self.ways_to(key) == 1 and any(
            step.get("condition", {}).get("otherwise") == key for step in self.steps.values()
        )

    def splits(self) -> list[Split]:
        found = []
        start = self.blueprint.get("start", "")
        if not isinstance(start, str):
            found.append(_split("start", "way", start, "to"))
        for key, step in self._in_order():
            for kind, field in (("landers", "page"), ("offers", "page"), ("split", "to")):
                arms = step.get(kind)
                if isinstance(arms, list) and len(arms) > 1:
                    found.append(_split(key, kind.removesuffix("s") if kind != "split" else "way", arms, field))
        return found

    def addresses(self) -> list[str]:
        return [key for key, step in self._in_order() if "url" in step]


def take_target(request: Request) -> tuple[list[Token], tuple[str, str] | None]:
    """The funnel that is named in the request, if any, and the tokens without it."""
    tokens = list(request.tokens)
    for place, token in enumerate(tokens):
        if token.sign not in (Sign.ASSET, Sign.QUOTED) or not token.of("funnel") or _is_page(token):
            continue
        if _is_source(token) and Sign.FUNNEL not in [one.sign for one in tokens[max(0, place - 1) : place + 2]]:
            continue
        start = place
        while start and tokens[start - 1].sign in _BEFORE:
            start -= 1
        end = place + 1
        while end < len(tokens) and tokens[end].sign is Sign.FUNNEL:
            end += 1
        return tokens[:start] + tokens[end:], _chosen(token, request)
    return tokens, None


def current(request: Request, target: tuple[str, str] | None, *, fresh: bool = False) -> Current:
    """The funnel meant: the named one, else the one spoken of. Asks where there is none.

    What is planned for it and waits for a yes counts, unless it should be `fresh`.
    """
    if target is None and request.state.draft:
        return Current("", str(request.state.draft["funnel"]), request.state.draft)
    planned = None if fresh else _open_edit(target, request)
    meant = _edited(planned) if planned else target or request.state.funnel or _asked(request)
    result = request.know.result("get_funnel", {"funnel": meant[0]})
    if result.data is None:
        raise PuzzledError(f"which funnel is meant: {result.text}")
    now = Current(str(result.data["id"]), str(result.data["name"]), dict(result.data["blueprint"]))
    if planned is None:
        return now
    before = taken_over(planned, request)
    as_new = planned.arguments.get("as_new")
    name = str(as_new["funnel"]) if as_new else now.name
    return replace(now, name=name, blueprint=with_operations(now.blueprint, before), before=before, as_new=as_new)


def _open_edit(target: tuple[str, str] | None, request: Request) -> Planned | None:
    planned = request.state.open_edit
    return planned if planned and (target is None or target[0] == planned.arguments["funnel"]) else None


def _edited(planned: Planned) -> tuple[str, str]:
    return str(planned.arguments["funnel"]), planned.title


def meant_funnel(request: Request, target: tuple[str, str] | None) -> tuple[str, str]:
    """Id and name of an existing funnel."""
    if target is None and request.state.draft:
        raise PuzzledError(
            f"what to do with {request.state.draft['funnel']!r}: it is only drafted, nothing is written yet"
        )
    return target or request.state.funnel or _asked(request)


def _is_page(token: Token) -> bool:
    pages, funnels = token.of("page"), token.of("funnel")
    return bool(pages) and (any(one.exact for one in pages) or not any(one.exact for one in funnels))


def _is_source(token: Token) -> bool:
    """`Facebook` is the traffic source of that name, though it occurs in names of funnels as well."""
    named = any(one.exact for one in token.of("traffic_source"))
    return named and not any(one.exact for one in token.of("funnel"))


def _chosen(token: Token, request: Request) -> tuple[str, str]:
    answer = request.answers.get(f"funnel|{token.text.lower()}")
    if answer:
        return str(answer["id"]), str(answer["name"])
    known = token.of("funnel")
    best = [one for one in known if one.exact] or list(known)
    if len(best) == 1:
        return best[0].id, best[0].name
    raise QuestionError(
        f"{len(best)} funnels could be {token.text!r}. Which one do you mean?",
        f"funnel|{token.text.lower()}",
        choices_of(best),
    )


def _asked(request: Request) -> tuple[str, str]:
    answer = request.answers.get("funnel")
    if answer:
        return str(answer["id"]), str(answer["name"])
    there = request.know.all_of("funnel", limit=50)
    if not there:
        raise PuzzledError("which funnel is meant: there is none yet")
    raise QuestionError("Which funnel do you mean?", "funnel", choices_of(there))


def seats_meant(tokens: Sequence[Token], now: Current, request: Request) -> list[Seat]:
    """The pages of the funnel that words such as `FoxVPN DE`, `the second lander` or `the offer` mean."""
    role = next((token.sign.value for token in tokens if token.sign in (Sign.LANDER, Sign.OFFER)), "")
    named = [token for token in tokens if token.sign in (Sign.ASSET, Sign.QUOTED, Sign.WORD)]
    if named:
        return [seat for token in named for seat in _seats_named(token, role, now, request)]
    of_role = [seat for seat in now.seats() if role in ("", seat.type)]
    unique = list({(seat.type, seat.name): seat for seat in of_role}.values())
    number = next((int(token.amounts[0]) for token in tokens if token.sign in (Sign.ORDINAL, Sign.NUMBER)), 0)
    if number:
        return [_by_number(_countable(unique, role, now), number, role, now)]
    if len(unique) == 1:
        return unique
    return [_which(unique or now.seats(), f"the {role or 'page'}", now, request)]


def _countable(seats: Sequence[Seat], role: str, now: Current) -> Sequence[Seat]:
    """Without `lander` or `offer`, those of which there are several; where both are, it is asked."""
    types = list(dict.fromkeys(seat.type for seat in seats))
    several = [type for type in types if sum(seat.type == type for seat in seats) > 1]
    if role or len(types) < 2:
        return seats
    if len(several) != 1:
        raise QuestionError(f"Of the landers or of the offers of {now.name!r}? Say 'the second lander', for example.")
    return [seat for seat in seats if seat.type == several[0]]


def _by_number(seats: Sequence[Seat], number: int, role: str, now: Current) -> Seat:
    if number == -1 and seats:
        return seats[-1]
    if not 1 <= number <= len(seats):
        raise PuzzledError(f"which {role or 'page'} is number {number}: {now.name!r} has {len(seats)}")
    return seats[number - 1]


def _seats_named(token: Token, role: str, now: Current, request: Request) -> list[Seat]:
    seats = [seat for seat in now.seats() if role in ("", seat.type)]
    names = {one.name: one.exact for one in token.of("page")}
    fitting = [seat for seat in seats if folded(seat.name) == folded(token.text)]
    fitting = (
        fitting or [seat for seat in seats if names.get(seat.name)] or [seat for seat in seats if seat.name in names]
    )
    fitting = fitting or [seat for seat in seats if set(folded(token.text).split()) <= set(folded(seat.name).split())]
    unique = list({(seat.type, seat.name): seat for seat in fitting}.values())
    if len(unique) == 1:
        return unique
    return [_which(unique or seats, repr(token.text), now, request, missing=not unique)]


def _which(seats: Sequence[Seat], said: str, now: Current, request: Request, *, missing: bool = False) -> Seat:
    key = f"seat|{said.lower()}"
    answer = request.answers.get(key)
    if answer:
        return next(seat for seat in now.seats() if seat.name == answer["name"] and seat.type == answer["type"])
    unique = list({(seat.type, seat.name): seat for seat in seats}.values())
    if not unique:
        raise PuzzledError(f"what {said} is: {now.name!r} has nothing like it")
    problem = (
        f"{said} is not in {now.name!r}."
        if missing
        else f"{said[0].upper()}{said[1:]} could be any of {len(unique)}."
    )
    choices = [Choice(seat.name, {"name": seat.name, "type": seat.type}, seat.type) for seat in unique]
    raise QuestionError(f"{problem} Which one do you mean?", key, choices)


def _split(key: str, type: str, arms: Sequence[Json], field: str) -> Split:
    weights = tuple(float(arm.get("weight") or 100 / len(arms)) for arm in arms)
    return Split(key, type, tuple(name_of(arm[field]) for arm in arms), weights)


def targets_of(step: Json) -> list[str]:
    """Where a step leads, in the order written."""
    condition = step.get("condition", {})
    shared = (
        condition.get("to", {}) or step.get("logic", {}).get("to", {}) or step.get("middleware", {}).get("to", {})
    )
    ways = [way if isinstance(way, str) else way["to"] for _, way in sorted(step.get("on", {}).items())]
    found = [*(route["to"] for route in condition.get("routes", ())), *shared.values(), *ways]
    found += [arm["to"] for arm in step.get("split", ())]
    return [str(one) for one in [*found, condition.get("otherwise"), step.get("then")] if one]
