"""From a sketch to the steps of a blueprint. What is missing becomes a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..outcome import Json, PuzzledError, QuestionError
from .captions import captioned
from .endings import continued, share_the_rest
from .pages import Page, Pages
from .settling import targeted
from .shares import plain, shares
from .sketch import Chain, Group, Sketch, Wish


@dataclass(slots=True)
class Drawn:
    """Steps in the order visitors meet them, how they are entered, and the words that asked for each."""

    start: str | list[Json] = ""
    steps: dict[str, Json] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def draw(sketch: Sketch, pages: Pages, answers: Mapping[str, Json]) -> Drawn:
    drawing = _Drawing(pages, answers)
    start = drawing.enter(sketch.chains, "", top=True)
    drawn = drawing.drawn
    drawn.start = start
    drawn.steps = captioned(in_order(start, drawn.steps))
    return drawn


def draw_way(
    chain: Chain, prefix: str, pages: Pages, answers: Mapping[str, Json], known: Mapping[str, Json]
) -> Drawn:
    """The new steps of one way into a funnel that has the known ones; a step that is there already is used again."""
    drawing = _Drawing(pages, answers, known)
    start = drawing.way(chain, prefix)
    drawn = drawing.drawn
    drawn.start = start
    new = {key: step for key, step in in_order(start, drawn.steps).items() if key not in known}
    drawn.steps = captioned(new)
    return drawn


class _Drawing:
    def __init__(self, pages: Pages, answers: Mapping[str, Json], known: Mapping[str, Json] | None = None) -> None:
        self.drawn = Drawn(steps={key: _unnamed(step) for key, step in (known or {}).items()})
        self._has_ways = False
        self._countries: tuple[str, ...] = ()
        """Whom the way that is drawn is for, where countries say so."""

        self._pages = pages
        self._answers = answers

    def enter(self, chains: Sequence[Chain], prefix: str, *, top: bool = False) -> str | list[Json]:
        """The step where visitors of these chains come in, or the arms of a split."""
        chains = [chain for chain in chains if chain.groups or chain.is_headed or chain.fork]
        share_the_rest(chains)
        self._join_the_ending(chains)
        chains = continued(chains)
        self._has_ways |= len(chains) > 1
        for chain in chains:
            if not chain.groups:
                raise QuestionError(f"Where should {_who(chain)} go?", f"to|{_who(chain)}", takes="name")
        if any(chain.audience for chain in chains):
            self._share_the_ending(chains)
            return self._condition(chains, prefix)
        if any(chain.share is not None for chain in chains):
            return self._split(chains, prefix, top=top)
        if not chains:
            raise QuestionError("Which lander or offer should visitors come to?", "start", takes="name", joins="{}, ")
        if len(chains) > 1 or chains[0].rest:
            ways = "; ".join(_said(chain) for chain in chains)
            raise PuzzledError(
                f"who goes which way ({ways}); say shares, such as 70% and 30%, or countries or devices"
            )
        return self.way(chains[0], prefix)

    def _condition(self, chains: Sequence[Chain], prefix: str) -> str:
        if odd := [chain for chain in chains if not chain.audience and not chain.rest]:
            raise PuzzledError(f"who goes to {_said(odd[0])}, beside the other ways; say 'everyone else to …'")
        rest = [chain for chain in chains if chain.rest]
        routed = [chain for chain in chains if chain.audience]
        if not rest:
            who = ", ".join(chain.audience.words for chain in routed if chain.audience)
            raise QuestionError(
                f"Where should everyone else go, who is not {who}?",
                "rest",
                takes="name",
                joins="; everyone else to {}",
            )
        if len(rest) > 1:
            raise PuzzledError("where everyone else goes: it is said twice")
        routes, taken = [], set[str]()
        for chain in routed:
            audience = chain.audience
            if audience is None or audience.name in taken:
                raise PuzzledError(f"where {_who(chain)} go: it is said twice")
            taken.add(audience.name)
            routes.append({"name": audience.name, "when": audience.when(), "to": self.way(chain, audience.name)})
        step = {"condition": {"routes": routes, "otherwise": self.way(rest[0], "rest")}}
        said = "; ".join(
            [*(chain.audience.words for chain in routed if chain.audience), " ".join(_once(rest[0].words))]
        )
        return self._step(_routing_name(routed), prefix, step, said)

    def _share_the_ending(self, chains: Sequence[Chain]) -> None:
        """`DE to A, AT to B, rest to C, then D`: where A and B would lead nowhere, D follows on all of them."""
        last = chains[-1]
        others = chains[:-1]
        if len(last.groups) < 2 or last.fork or not others:
            return
        if all(self._is_open(chain) for chain in others):
            for chain in others:
                chain.groups += last.groups[1:]
            if last.groups[0].address:
                del last.groups[1:]
            self.drawn.remarks.append(f"All ways lead on to {_said(Chain(groups=others[0].groups[-1:]))}.")

    def _join_the_ending(self, chains: list[Chain]) -> None:
        """`70% to A and 30% to B, then C`: where A would lead nowhere, C follows on both."""
        last = chains[-1] if chains else Chain()
        if (
            len(chains) < 2
            or len(last.groups) < 2
            or any(chain.share is None or not chain.groups for chain in chains)
        ):
            return
        if all(self._is_open(chain) for chain in chains[:-1]):
            chains.append(Chain(joins=True, groups=last.groups[1:], fork=last.fork))
            del last.groups[1:]
            last.fork = []

    def _is_open(self, chain: Chain) -> bool:
        """Whether visitors would get stuck on a lander here."""
        last = chain.groups[-1]
        if last.address or last.buttons or chain.fork or not last.pages:
            return False
        return self._pages.page(last.pages[0], "offer").type == "lander"

    def _split(self, chains: Sequence[Chain], prefix: str, *, top: bool) -> str | list[Json]:
        given = [chain.share for chain in chains if chain.share is not None]
        if len(given) < len(chains) - (1 if any(chain.rest for chain in chains) else 0):
            raise PuzzledError("the shares of the ways: some have one and some have none")
        chains = sorted(chains, key=lambda chain: chain.rest)
        parts = shares(given, [_said(chain) for chain in chains], self._answers, what="ways")
        arms = [
            {"to": self.way(chain, f"way_{number}"), "weight": plain(part)}
            for number, (chain, part) in enumerate(zip(chains, parts, strict=True), 1)
        ]
        if len({arm["to"] for arm in arms}) < len(arms):
            raise PuzzledError("how one and the same way can have two shares")
        return arms if top else self._step("split", prefix, {"split": arms}, "/".join(map(str, given)))

    def way(self, chain: Chain, prefix: str, number: int = 0) -> str:
        outside = self._countries
        self._countries = () if chain.rest else targeted(chain.audience) or outside
        key = self._group(chain, 0, prefix, number)
        self._countries = outside
        return key

    def _group(self, chain: Chain, place: int, prefix: str, number: int = 0) -> str:
        group = chain.groups[place]
        follows = place + 1 < len(chain.groups) or bool(chain.fork)
        if group.address and not follows:
            return self._step("elsewhere", prefix if prefix != "rest" else "", {"url": group.address}, group.address)
        if group.address:
            group.pages = [Wish(group.address, role="lander", new=True, url=group.address)]
        self._pair_buttons(chain, place)
        follows = place + 1 < len(chain.groups) or bool(chain.fork)
        expected = "lander" if follows or group.buttons else "offer"
        pages = [self._pages.page(wish, expected, self._countries) for wish in group.pages]
        self._are_alike(pages)
        if follows and pages[0].type == "offer" and not pages[0].exact:
            raise PuzzledError(
                f"{pages[0].said!r} in front of other pages; the nearest is the offer {pages[0].name!r}"
            )
        key = self._reserved(pages[0].type + ("s" if len(pages) > 1 else ""), prefix, number)
        self.drawn.pages += pages
        on = self._on(chain, place, prefix, pages)
        step = {**self._content(group, pages), **({"on": on} if on else {})}
        return self._kept(key, step, ", ".join(page.said for page in pages))

    def _pair_buttons(self, chain: Chain, place: int) -> None:
        """`two buttons, to A and B`: as many pages follow as there are buttons, so each has its own."""
        group = chain.groups[place]
        behind = chain.groups[place + 1] if place + 1 < len(chain.groups) else None
        if behind and place + 2 == len(chain.groups) and _is_for_each_button(group, behind):
            group.buttons = {
                number: Chain(groups=[Group(pages=[page], role=behind.role)])
                for number, page in enumerate(behind.pages, 1)
            }
            del chain.groups[place + 1]
        count = len(group.buttons) or (1 if behind or chain.fork else 0)
        if group.button_count and group.button_count != count and (group.buttons or behind):
            raise QuestionError(
                f"You speak of {group.button_count} buttons, and I see where {count} of them leads. "
                "Where does each button lead? Say it like 'first to …, second to …'."
            )

    def _on(self, chain: Chain, place: int, prefix: str, pages: Sequence[Page]) -> Json:
        group = chain.groups[place]
        if group.buttons:
            if place + 1 < len(chain.groups):
                raise PuzzledError(
                    f"where {_said(Chain(groups=chain.groups[place + 1 :]))} belongs, beside the buttons"
                )
            return {str(number): self.way(way, prefix, number) for number, way in sorted(group.buttons.items())}
        if place + 1 < len(chain.groups):
            return {"1": self._group(chain, place + 1, prefix)}
        if chain.fork:
            entered = self.enter(chain.fork, prefix)
            return {"1": entered if isinstance(entered, str) else self._step("split", prefix, {"split": entered}, "")}
        if pages[0].type == "lander":
            names = " and ".join(page.name for page in pages)
            joins = f". {pages[0].said} to {{}}" if self._has_ways and len(pages) == 1 else ", then {}"
            raise QuestionError(f"Which offer comes after {names}?", f"after|{names}", takes="name", joins=joins)
        return {}

    def _content(self, group: Group, pages: Sequence[Page]) -> Json:
        kind = pages[0].type
        names = [page.name for page in pages]
        if len(set(names)) < len(names) and all(isinstance(page.reference, str) for page in pages):
            raise PuzzledError(f"why {names[0]!r} stands there twice")
        if len(pages) == 1:
            if group.weights and group.weights != [Decimal(100)]:
                raise QuestionError(
                    f"{names[0]!r} has a share of {group.weights[0]:f} %. Who gets the rest?", "share", takes="name"
                )
            return {kind: pages[0].reference}
        if group.remainder and len(group.weights) != len(pages) - 1:
            raise PuzzledError(f"what share is left for {names[-1]!r}")
        if group.even or not group.weights:
            return {f"{kind}s": [{"page": page.reference} for page in pages]}
        parts = shares(group.weights, names, self._answers, fixed=group.fixed)
        return {
            f"{kind}s": [
                {"page": page.reference, "weight": plain(part)} for page, part in zip(pages, parts, strict=True)
            ]
        }

    @staticmethod
    def _are_alike(pages: Sequence[Page]) -> None:
        if len({page.type for page in pages}) > 1:
            said = " and ".join(f"{page.name!r} ({page.type})" for page in pages)
            raise PuzzledError(f"how {said} share visitors: only landers with landers, offers with offers")

    def _step(self, name: str, prefix: str, step: Json, said: str) -> str:
        return self._kept(self._reserved(name, prefix), step, said)

    def _reserved(self, name: str, prefix: str, number: int = 0) -> str:
        """A free key; steps that come first get theirs first."""
        steps = self.drawn.steps
        wanted = "_".join(filter(None, [prefix, name, str(number) if number else ""]))
        key, count = wanted, 2
        while key in steps:
            key, count = f"{wanted}_{count}", count + 1
        steps[key] = {}
        return key

    def _kept(self, key: str, step: Json, said: str) -> str:
        """The key of the step; the same step is never made twice."""
        steps = self.drawn.steps
        same = next((other for other, one in steps.items() if one == step), None)
        if same:
            del steps[key]
            return same
        steps[key] = step
        self.drawn.words[key] = said
        return key


def _unnamed(step: Json) -> Json:
    return {key: value for key, value in step.items() if key != "name"}


def _is_for_each_button(group: Group, behind: Group) -> bool:
    several = group.button_count > 1 and not group.buttons
    return several and len(behind.pages) == group.button_count and not behind.weights and not behind.even


def _who(chain: Chain) -> str:
    return chain.audience.words if chain.audience else " ".join(chain.words) or "visitors"


def _said(chain: Chain) -> str:
    places = [group.address or " and ".join(page.said for page in group.pages) for group in chain.groups]
    return ", then ".join(places)


def _routing_name(chains: Sequence[Chain]) -> str:
    attributes = {
        attribute
        for chain in chains
        if chain.audience
        for part in chain.audience.parts
        for attribute in (*part.having, *part.lacking)
    }
    return "geo" if attributes == {"country"} else attributes.pop() if len(attributes) == 1 else "routing"


def in_order(start: str | list[Json], steps: Mapping[str, Json]) -> dict[str, Json]:
    """The steps as visitors meet them."""
    waiting = [start] if isinstance(start, str) else [arm["to"] for arm in start]
    ordered: dict[str, Json] = {}
    while waiting:
        key = waiting.pop(0)
        if key not in ordered:
            ordered[key] = steps[key]
            waiting += _targets(steps[key])
    return ordered


def _targets(step: Json) -> list[str]:
    condition = step.get("condition", {})
    routes = [route["to"] for route in condition.get("routes", ())]
    return [
        *routes,
        *filter(None, [condition.get("otherwise")]),
        *(way if isinstance(way, str) else way["to"] for way in step.get("on", {}).values()),
        *(a["to"] for a in step.get("split", ())),
    ]


def _once(words: Sequence[str]) -> list[str]:
    """Without a word that only repeats the one before it, as in `everyone else to to`."""
    pairs = zip(words, ["", *words], strict=False)
    return [word for word, before in pairs if word.lower() != before.lower()]
