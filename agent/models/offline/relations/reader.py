"""From items to the ways of the visitors."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ..outcome import PuzzledError, QuestionError
from .heads import LINKS, Heads
from .items import Item, Kind
from .staging import read_stage, same_page
from .tree import Arm, Branch, Fork, Stage, arms_of, leading_to

_THERE = ("there", "behind", "here")


class Reader(Heads):
    """Follows a story from one item to the next."""

    def read(self) -> Fork:
        while self._place < len(self._items):
            self._step(self._items[self._place])
        self._finish()
        return self.root

    def _step(self, item: Item) -> None:
        steps: Mapping[Kind, Callable[[Item], None]] = {
            Kind.STOP: self._stop, Kind.JOIN: self._join, Kind.COLON: self._join, Kind.WHO: self._head,
            Kind.REST: self._head, Kind.BUTTON: self._button, Kind.ALL: self._all, Kind.EACH: self._all,
            Kind.BUTTONS: self._count_buttons, Kind.LIKE: self._like,
            Kind.SOME: self._some, Kind.WAY: self._link, Kind.THEN: self._link, Kind.ROLE: self._take_role,
        }  # fmt: skip
        if item.kind is Kind.LOOSE:
            raise PuzzledError(repr(item.text))
        if item.kind in (Kind.WHO, Kind.REST) and self._at is None and not self._linked:
            self._share_the_ways()
        steps.get(item.kind, self._pages)(item)

    def _stop(self, _: Item) -> None:
        self._pass()
        self._linked = self._each = self._from_there = False
        self._starts, self._role, self._clause = True, "", None

    def _join(self, item: Item) -> None:
        self._pass()
        self._starts = True
        self._each &= item.heavy or item.kind is Kind.JOIN
        self._clause = None if item.heavy else self._clause

    def _link(self, item: Item) -> None:
        self._pass()
        self._linked |= not (self._told_behind and self._starts and item.text in ("to", "into", "onto"))
        self._role = ""
        self._from_there |= any(word in item.text for word in _THERE)

    def _count_buttons(self, item: Item) -> None:
        self._pass()
        self._button_count = int(item.amounts[0])

    def _take_role(self, item: Item) -> None:
        self._pass()
        self._role = item.text

    def _pages(self, item: Item) -> None:
        if item.kind is Kind.PAGE and self._is_subject(item):
            self._take_subject(item)
            return
        if item.kind in (Kind.EVEN, Kind.EACH_SHARE, Kind.RATIO) and self._announces_ways():
            self._pass()
            self._announced, self._announced_for = item, self._at
            return
        starts = self._starts
        read = read_stage(self._items, self._place, self._role, self._told_before())
        if read.end == self._place:
            self._pass()
            raise PuzzledError(f"what {item.text!r} is for")
        self._place, self._starts = read.end, False
        self._role = ""
        if read.only_shares:
            return
        stage = read.stage
        if starts and (ways := self._ways()) and self._is_one_of_the_ways(stage):
            ways.arms += stage.arms
        elif self._goes_behind_its_crowd(stage):
            return
        elif not self._joins_an_open_stage(stage):
            self._put(stage)
            self._open_stages += [stage] if stage.lacks_shares else []
        self._ends, self._linked = list(stage.arms), False

    def _announces_ways(self) -> bool:
        """`two angles with equal shares. …`, `70/30: …`: the ways are told behind it."""
        after = self._next()
        begins = not self.root.branches if self._at is None else self._at.stage is None
        return begins and after is not None and after.kind in (Kind.COLON, Kind.STOP)

    def _told_before(self) -> list[Stage]:
        """Pages whose shares may be told now: none where pages are awaited."""
        return [] if self._at is not None or self._lacking() else self._stages()

    def _is_one_of_the_ways(self, stage: Stage) -> bool:
        if self._linked or self._at is not None:
            return False
        return all(arm.share is None and arm.kind != "offer" for arm in stage.arms)

    def _goes_behind_its_crowd(self, stage: Stage) -> bool:
        """`the clicks go to A for Germans`, where the page that Germans come to is known."""
        here = self._items[self._place] if self._place < len(self._items) else None
        if self._at is not None or here is None or here.prep != "for" or here.kind is not Kind.WHO or not here.crowd:
            return False
        told = self._told_for(here.crowd)
        ends = [arm for arm in arms_of(Fork([told])) if arm.is_open and arm.kind == "lander"] if told else []
        if not ends:
            return False
        self._ends, self._linked = ends, True
        self._append(self._go_below(), stage)
        self._ends, self._linked = list(stage.arms), False
        self._pass()
        return True

    def _joins_an_open_stage(self, stage: Stage) -> bool:
        """`60% to A …, then X; 40% to B`: B shares the place of A."""
        if self._takes_the_rest and len(stage.arms) == 1 and stage.arms[0].share is None and self._lacking():
            stage.arms[0].share = 100 - self._lacking()[-1].given
        self._takes_the_rest = False
        if self._at is not None or not stage.arms or any(arm.share is None for arm in stage.arms):
            return False
        if not self._lacking() or (self._linked and self._ends and self._ends[-1].is_open and stage.given > 99):
            return False
        there = self._open_stages[-1]
        if there.given + stage.given > Decimal("100.1"):
            return False
        there.arms += stage.arms
        return True

    def _put(self, stage: Stage) -> None:
        if self._at is not None:
            self._at.stage = stage
            self._clause = self._clause or (self._fork, self._at)
            self._at = None
        elif self._each and not self._prefix:
            self._prefix, self._each = stage, False
        elif not self.root.branches:
            if self._prefix and all(arm.kind == "offer" for arm in stage.arms):
                raise PuzzledError("which country gets which offer")
            self._append(self.root, stage)
        elif not self._is_one_for_each_button(stage):
            self._put_behind(stage)

    def _put_behind(self, stage: Stage) -> None:
        """Where the pages go that the story has not prepared a place for."""
        if self._told_behind and not self._linked:
            self._told_behind, self._clause = False, None
            self._append(self._fork, stage)
            return
        if not self._ends or not (self._linked or self._follows(stage)):
            stray = self._stray() or stage
            raise PuzzledError(f"who goes to {stray.arms[0].said!r}, and from where")
        self._ends = [arm for arm in self._ends if arm.is_open] or self._ends
        if any(not arm.is_open for arm in self._ends):
            raise PuzzledError(f"how {stage.arms[0].said!r} can come after {self._ends[-1].said!r}")
        if any(same_page(end.wish, arm.wish) for end in self._ends for arm in stage.arms):
            raise PuzzledError(f"how {stage.arms[0].said!r} can come after itself")
        self._append(self._go_below(), stage)

    def _stray(self) -> Stage | None:
        """Told for nobody, beside others that are told for somebody."""
        branches = self._fork.branches
        alone = [branch.stage for branch in branches if branch.stage and not branch.is_headed]
        return alone[-1] if alone and len(alone) < len(branches) else None

    def _is_one_for_each_button(self, stage: Stage) -> bool:
        """`two buttons, to A and B`: as many pages follow as there are buttons, so each has its own."""
        count, self._button_count = self._button_count, 0
        if not count or len(self._ends) != 1 or not self._ends[0].is_open:
            return False
        if count != len(stage.arms) or any(arm.share is not None for arm in stage.arms):
            raise _each_button(count)
        self._ends[0].exits = {number: leading_to(Stage([arm])) for number, arm in enumerate(stage.arms, 1)}
        return True

    def _append(self, fork: Fork, stage: Stage) -> None:
        fork.branches.append(Branch(stage=stage))
        self._clause = self._clause or (fork, fork.branches[-1])

    def _follows(self, stage: Stage) -> bool:
        """An offer named after a lander comes after it."""
        before, after = {arm.kind for arm in self._ends}, {arm.kind for arm in stage.arms}
        return before == {"lander"} and bool(after) and not after & {"lander", "outside"}

    def _is_subject(self, item: Item) -> bool:
        """`the quiz leads to …`, where the quiz has its place already."""
        after = self._next(Kind.ROLE)
        if self._at is not None or not (self._starts or item.prep == "behind"):
            return False
        told = after is not None and after.kind in (*LINKS, Kind.COLON)
        if item.prep not in ("behind", "from", "on", "after") and not told:
            return False
        if self._linked and item.prep == "behind":
            return bool(self._ends) and all(same_page(arm.wish, item.wish) for arm in self._ends)
        return not self._linked and any(same_page(arm.wish, item.wish) for arm in self._known())

    def _take_subject(self, item: Item) -> None:
        meant = [arm for arm in self._known() if same_page(arm.wish, item.wish)]
        names = {arm.wish.said.lower() for arm in meant}
        if len(names) > 1:
            raise PuzzledError(f"which of {' and '.join(sorted(names))} is meant by {item.text!r}")
        self._ends = [arm for arm in meant if arm.is_open]
        if not self._ends:
            raise PuzzledError(f"where {item.text!r} leads: it is said twice")
        self._owner, self._starts = None, False
        self._linked = item.prep in ("behind", "from", "after")
        self._pass()

    def _finish(self) -> None:
        if self._at is not None and self._at.stage is None:
            raise PuzzledError(f"where {self._at.words or 'visitors'} go")
        self._close_scope()
        self._share_the_ways()
        if self._counted and len(self._counted[0].exits) != self._counted[1]:
            page, count = self._counted
            raise _each_button(count, f", and I see where {len(page.exits)} of them leads")
        if self._prefix:
            self._put_in_front(self._prefix)
        if self._ending:
            self._end_with(self._ending)
        self._share_the_last_ending()

    def _put_in_front(self, prefix: Stage) -> None:
        for branch in self._fronted or [branch for branch in self.root.branches if branch.crowd]:
            if branch.stage is None:
                continue
            if any(arm.kind == "lander" for arm in branch.stage.arms):
                raise PuzzledError(f"whether {branch.words!r} see {prefix.arms[0].said!r} as well")
            arms = [
                Arm(arm.wish, arm.outside, arm.share, {1: Fork([Branch(stage=branch.stage)])}) for arm in prefix.arms
            ]
            branch.stage = Stage(arms)

    def _end_with(self, ending: Fork) -> None:
        ends = [arm for arm in arms_of(self.root) if arm.is_open]
        if not ends:
            said = " and ".join(repr(arm.said) for arm in arms_of(ending))
            raise PuzzledError(f"how all visitors can come to {said}, and where they go from there")
        self._share(ending, ends)

    @staticmethod
    def _share(ending: Fork, arms: Sequence[Arm]) -> None:
        for arm in arms:
            arm.exits[1] = ending

    def _share_the_last_ending(self) -> None:
        """`DE to A, AT to B, rest to C, then D`: where A and B would lead nowhere, D follows on all of them."""
        for fork in self._forks():
            stages = [branch.stage for branch in fork.branches if branch.stage]
            others = stages[:-1]
            if not others or not all(map(self._is_stuck, others)):
                continue
            last = stages[-1]
            ways = [arm.exits.get(1) for arm in last.arms]
            if ways and ways[0] is not None and all(way is ways[0] for way in ways):
                self._share(ways[0], [arm for stage in others for arm in stage.arms])

    @staticmethod
    def _is_stuck(stage: Stage) -> bool:
        return all(arm.is_open and arm.kind == "lander" for arm in stage.arms)


def _each_button(count: int, seen: str = "") -> QuestionError:
    return QuestionError(
        f"You speak of {count} buttons{seen}. Where does each button lead? Say it like 'first to …, second to …'."
    )
