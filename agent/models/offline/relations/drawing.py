"""From the ways of the visitors to the steps of a blueprint. What is missing becomes a question."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..drawing.blueprinting import Drawn, in_order
from ..drawing.captions import captioned
from ..drawing.pages import Page, Pages
from ..drawing.settling import targeted
from ..drawing.shares import plain, shares
from ..outcome import Json, PuzzledError, QuestionError
from .crowd import Crowd, are_all
from .tree import Arm, Branch, Fork, Stage


def draw(root: Fork, pages: Pages, answers: Mapping[str, Json]) -> Drawn:
    drawing = _Drawing(pages, answers)
    start = drawing.enter(root, "", top=True)
    drawn = drawing.drawn
    drawn.start = start
    drawn.steps = captioned(in_order(start, drawn.steps))
    return drawn


class _Drawing:
    def __init__(self, pages: Pages, answers: Mapping[str, Json]) -> None:
        self.drawn = Drawn()
        self._pages = pages
        self._answers = answers
        self._number = ""
        """Of the button whose page is drawn next."""
        self._countries: tuple[str, ...] = ()
        """Whom the way that is drawn is for, where countries say so."""

    def enter(self, fork: Fork, prefix: str, *, top: bool = False) -> str | list[Json]:
        """The step where visitors come in, or the arms of a split at the start."""
        branches = [branch for branch in fork.branches if branch.stage]
        if not branches:
            raise QuestionError("Which lander or offer should visitors come to?", "start", takes="name", joins="{}, ")
        if not any(branch.is_headed for branch in branches):
            if len(branches) > 1:
                raise PuzzledError(f"who goes which way ({'; '.join(map(_said, branches))}); say shares or countries")
            return self._stage(_stage_of(branches[0]), prefix, top=top)
        return self._condition(branches, prefix)

    def _condition(self, branches: Sequence[Branch], prefix: str) -> str:
        if odd := [branch for branch in branches if not branch.is_headed]:
            raise PuzzledError(f"who goes to {_said(odd[0])}, beside the other ways; say 'everyone else to …'")
        rest = [branch for branch in branches if branch.rest]
        routed = [(branch.crowd, branch) for branch in branches if branch.crowd and not branch.rest]
        routed.sort(key=lambda one: one[1].late)
        late = [crowd for crowd, branch in routed if branch.late]
        if not rest and are_all(late or [crowd for crowd, _ in routed]):
            rest = [routed.pop()[1]]
            self.drawn.remarks.append(f"All who are left are taken as {rest[0].words!r}.")
        if not rest:
            who = ", ".join(crowd.words for crowd, _ in routed)
            raise QuestionError(
                f"Where should everyone else go, who is not {who}?", "rest", takes="name",
                joins="; everyone else to {}",
            )  # fmt: skip
        if len(rest) > 1 or not routed:
            raise PuzzledError("where everyone else goes" + (": it is said twice" if len(rest) > 1 else ""))
        if twice := _said_twice([crowd for crowd, _ in routed]):
            raise PuzzledError(f"where {twice} go: it is said twice")
        key = self._reserved(_routing_name([crowd for crowd, _ in routed]), prefix)
        routes = [
            {"name": crowd.name, "when": crowd.when(), "to": self._way(branch, crowd.name)}
            for crowd, branch in routed
        ]
        step = {"condition": {"routes": routes, "otherwise": self._way(rest[0], "rest")}}
        return self._kept(key, step, "; ".join([*(crowd.words for crowd, _ in routed), rest[0].words]))

    def _way(self, branch: Branch, prefix: str) -> str:
        outside = self._countries
        told = targeted(branch.crowd.audience) if branch.crowd else ()
        self._countries = () if branch.rest else told or outside
        entered = self._stage(_stage_of(branch), prefix)
        self._countries = outside
        return self._key(entered, prefix)

    def _key(self, entered: str | list[Json], prefix: str) -> str:
        if isinstance(entered, str):
            return entered
        return self._kept(self._reserved("split", prefix), {"split": entered}, "")

    def _stage(self, stage: Stage, prefix: str, *, top: bool = False) -> str | list[Json]:
        read = [self._page(arm) for arm in stage.arms]
        if _is_one_step(stage, read):
            return self._step(stage, [page for page in read if page], prefix)
        parts = self._parts(
            stage, [page.name if page else arm.wish.url for arm, page in zip(stage.arms, read, strict=True)]
        )
        arms: list[Json] = []
        for number, (arm, part) in enumerate(zip(stage.arms, parts, strict=True), 1):
            single = Stage([Arm(arm.wish, arm.outside, None, arm.exits)])
            to = self._key(self._stage(single, f"{prefix}_way_{number}".strip("_")), prefix)
            arms.append({"to": to, "weight": plain(part)})
        if len({arm["to"] for arm in arms}) < len(arms):
            raise PuzzledError("how one and the same way can have two shares")
        return arms if top else self._key(arms, prefix)

    def _page(self, arm: Arm) -> Page | None:
        if arm.outside and not arm.exits:
            return None
        if arm.outside:
            raise PuzzledError(f"how visitors come on from {arm.wish.url}, which is no page of yours")
        return self._pages.page(arm.wish, "lander" if arm.exits else "offer", self._countries)

    def _step(self, stage: Stage, pages: Sequence[Page], prefix: str) -> str:
        if not pages:
            url = stage.arms[0].wish.url
            self._share_is_whole(stage, url)
            return self._kept(self._reserved("elsewhere", prefix if prefix != "rest" else ""), {"url": url}, url)
        kind = pages[0].type
        key = self._reserved(kind + ("s" if len(pages) > 1 else ""), prefix)
        self.drawn.pages += pages
        content = self._content(stage, pages)
        on = self._on(stage.arms[0], pages, prefix)
        return self._kept(key, {**content, **({"on": on} if on else {})}, ", ".join(page.said for page in pages))

    def _on(self, arm: Arm, pages: Sequence[Page], prefix: str) -> Json:
        if not arm.exits and pages[0].type == "lander":
            names = " and ".join(page.name for page in pages)
            joins = f". {pages[0].said} to {{}}" if len(pages) == 1 else ", then {}"
            raise QuestionError(f"Which offer comes after {names}?", f"after|{names}", takes="name", joins=joins)
        if arm.exits and pages[0].type == "offer" and not all(page.exact for page in pages):
            raise PuzzledError(f"{pages[0].said!r} in front of other pages; the nearest is {pages[0].name!r}")
        ways: Json = {}
        for number, fork in sorted(arm.exits.items()):
            self._number = str(number) if len(arm.exits) > 1 else ""
            ways[str(number)] = self._key(self.enter(fork, prefix), prefix)
        self._number = ""
        return ways

    def _content(self, stage: Stage, pages: Sequence[Page]) -> Json:
        kind = pages[0].type
        names = [page.name for page in pages]
        if len(set(names)) < len(names):
            raise PuzzledError(f"why {names[0]!r} stands there twice")
        if len(pages) == 1:
            self._share_is_whole(stage, names[0])
            return {kind: pages[0].reference}
        if all(arm.share is None for arm in stage.arms):
            return {f"{kind}s": [{"page": page.reference} for page in pages]}
        parts = self._parts(stage, names)
        weighed = zip(pages, parts, strict=True)
        return {f"{kind}s": [{"page": page.reference, "weight": plain(part)} for page, part in weighed]}

    @staticmethod
    def _share_is_whole(stage: Stage, name: str) -> None:
        share = stage.arms[0].share
        if share is not None and abs(share - 100) > Decimal("0.1"):
            raise QuestionError(f"{name!r} has a share of {share:.4g} %. Who gets the rest?", "share", takes="name")

    def _parts(self, stage: Stage, names: Sequence[str]) -> list[Decimal]:
        given = [arm.share for arm in stage.arms if arm.share is not None]
        if not given:
            return shares([Decimal(1)] * len(names), names, self._answers)
        return [round(part, 2) for part in shares([_rounded(one) for one in given], names, self._answers)]

    def _reserved(self, name: str, prefix: str) -> str:
        """A free key; steps that come first get theirs first."""
        wanted = "_".join(filter(None, [prefix, name, self._number]))
        self._number = ""
        key, count = wanted, 2
        while key in self.drawn.steps:
            key, count = f"{wanted}_{count}", count + 1
        self.drawn.steps[key] = {}
        return key

    def _kept(self, key: str, step: Json, said: str) -> str:
        """The key of the step; the same step is never made twice."""
        same = next((other for other, one in self.drawn.steps.items() if one == step), None)
        if same:
            del self.drawn.steps[key]
            return same
        self.drawn.steps[key] = step
        self.drawn.words[key] = said
        return key


def _rounded(share: Decimal) -> Decimal:
    return share if share == share.to_integral_value() else round(share, 4)


def _stage_of(branch: Branch) -> Stage:
    assert branch.stage is not None
    return branch.stage


def _is_one_step(stage: Stage, pages: Sequence[Page | None]) -> bool:
    """Pages of one kind that lead to the same places are one rotator; all else is a split."""
    if len(stage.arms) == 1:
        return True
    if any(page is None for page in pages) or len({page.type for page in pages if page}) > 1:
        return False
    first = stage.arms[0].exits
    return all(
        arm.exits.keys() == first.keys() and all(arm.exits[key] is first[key] for key in first) for arm in stage.arms
    )


def _said(branch: Branch) -> str:
    return " and ".join(arm.wish.said or arm.wish.url for arm in _stage_of(branch).arms)


def _said_twice(crowds: Sequence[Crowd]) -> str:
    names = [crowd.name for crowd in crowds]
    return next((crowd.words for crowd in crowds if names.count(crowd.name) > 1), "")


def _routing_name(crowds: Sequence[Crowd]) -> str:
    attributes = {attribute for crowd in crowds for attribute in crowd.attributes}
    only = attributes.pop() if len(attributes) == 1 else "routing"
    return "geo" if only == "country" else only.replace(" ", "_")
