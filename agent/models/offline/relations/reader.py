"""From items to the ways of the visitors."""

from collections.abc import Sequence
from decimal import Decimal

from ..outcome import PuzzledError
from .items import Item, Kind
from .staging import read_stage, same_page
from .tree import Arm, Branch, Fork, Stage, arms_of

_LINKS = (Kind.WAY, Kind.THEN)
_PAGES = (Kind.PAGE, Kind.OUTSIDE)
_THERE = ("there", "behind", "here")


class Reader:
    """Follows a story: `at` is the branch that waits for its pages, `ends` are the pages it has come to."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._place = 0
        self.root = Fork()
        self._fork = self.root
        self._at: Branch | None = None
        self._ends: list[Arm] = []
        self._linked = False
        self._starts = True
        """Whether a clause begins here."""
        self._owner: Arm | None = None
        """The page whose buttons are told."""
        self._open_stages: list[Stage] = []
        self._prefix: Stage | None = None
        self._each = False
        self._ending: Fork | None = None
        """What all ways lead to, where that was said before them."""
        self._role = ""
        self._takes_the_rest = False
        self._clause: tuple[Fork, Branch] | None = None
        """Where the first page of this clause was put."""
        self._open_question = ""
        """Whose way it is where `, then B for Germany` was said and another crowd follows."""
        self._from_there = False
        self._everyone = False
        """Whether it was said that everyone comes by the first page."""
        self._told_behind = False
        """Whether `A for Germany` was said, so that the next page is for others."""

    def read(self) -> Fork:
        while self._place < len(self._items):
            self._step(self._items[self._place])
        self._finish()
        return self.root

    def _step(self, item: Item) -> None:
        match item.kind:
            case Kind.STOP:
                self._pass()
                self._linked = self._each = self._from_there = False
                self._starts, self._role, self._clause = True, "", None
            case Kind.JOIN | Kind.COLON:
                self._pass()
                self._starts = True
                self._each &= item.heavy or item.kind is Kind.JOIN
                self._clause = None if item.heavy else self._clause
            case Kind.WHO | Kind.REST:
                self._head(item)
            case Kind.BUTTON:
                self._button(item)
            case Kind.ALL | Kind.EACH:
                self._all(item)
            case Kind.SOME:
                self._some(item)
            case Kind.WAY | Kind.THEN:
                self._pass()
                self._linked, self._role = True, ""
                self._from_there |= any(word in item.text for word in _THERE)
            case Kind.ROLE:
                self._pass()
                self._role = item.text
            case Kind.PAGE | Kind.OUTSIDE | Kind.SHARE | Kind.EACH_SHARE | Kind.RATIO | Kind.EVEN | Kind.FAVOUR:
                self._pages(item)
            case _:
                raise PuzzledError(repr(item.text))

    def _pass(self) -> None:
        self._place += 1

    def _next(self, *skipped: Kind) -> Item | None:
        """What comes after this item, past the skipped kinds."""
        place = self._place + 1
        while place < len(self._items) and self._items[place].kind in skipped:
            place += 1
        return self._items[place] if place < len(self._items) else None

    # who

    def _head(self, item: Item) -> None:
        if item.kind is Kind.REST and (self._is_share_word() or self._is_remainder()):
            self._pass()
            return
        if self._is_behind(item):
            self._take_behind(item)
            return
        if item.excepted is not None and self._starts:
            self._except(item)
            return
        if self._open_question:
            raise PuzzledError(
                f"whether all visitors come by the first page, or only those for {self._open_question!r}"
            )
        linked, self._linked = self._linked, False
        if (linked or self._continues_below()) and self._ends and self._at is None:
            self._fork = self._go_below()
        elif (
            self._at is not None and self._at.is_headed and self._at.stage is None and self._at in self._fork.branches
        ):
            raise PuzzledError(f"where {self._at.words!r} go")
        self._at = Branch(item.crowd, item.kind is Kind.REST, words=item.text)
        self._fork.branches.append(self._at)
        self._ends, self._owner, self._role, self._starts = [], None, "", False
        self._pass()

    def _except(self, item: Item) -> None:
        """`everyone goes to A, except Germans, who go to B`."""
        others = [branch for branch in self.root.branches if not branch.is_headed and branch.stage]
        if len(others) != 1 or len(self.root.branches) != 1:
            raise PuzzledError(repr(item.text))
        others[0].rest, others[0].words = True, "everyone else"
        self._at = Branch(item.excepted, words=item.text)
        self.root.branches.insert(0, self._at)
        self._fork, self._ends, self._starts = self.root, [], False
        self._pass()

    def _is_share_word(self) -> bool:
        """`the other half`, `the remaining twenty`."""
        after = self._next()
        return after is not None and after.kind in (Kind.SHARE, Kind.RATIO)

    def _is_remainder(self) -> bool:
        """`75% to A, the rest to B`: B gets what is left."""
        self._takes_the_rest = bool(self._lacking()) and self._at is None
        return self._takes_the_rest

    def _lacking(self) -> list[Stage]:
        self._open_stages = [stage for stage in self._open_stages if stage.lacks_shares]
        return self._open_stages

    def _is_behind(self, item: Item) -> bool:
        """`A, then B for Germany`: who comes is said behind the way."""
        if self._at is not None or not self._ends or self._linked:
            return False
        if not self._starts:
            return True
        after = self._next(Kind.JOIN)
        return after is None or after.kind is Kind.STOP

    def _take_behind(self, item: Item) -> None:
        branch = self._branch_told()
        if branch is None or branch.is_headed:
            raise PuzzledError(f"what {item.text!r} is about")
        branch.crowd, branch.rest, branch.words = item.crowd, item.kind is Kind.REST, item.text
        self._told_behind = True
        self._pass()

    def _branch_told(self) -> Branch | None:
        """Whose way it is: where everyone comes by the first page, only what follows it."""
        if self._clause is None:
            return None
        fork, branch = self._clause
        if fork is not self._fork and not (self._everyone or self._from_there):
            self._open_question = branch.words or _said(branch)
        self._fork = fork
        return branch

    def _continues_below(self) -> bool:
        """`First Age Gate. Germans then see A, Austrians B.`: all come by the first page."""
        alone = len(self.root.branches) == 1 and not self.root.branches[0].is_headed
        return alone and self._fork is self.root and all(arm.is_open for arm in self._ends)

    def _go_below(self, button: int = 1) -> Fork:
        """A new fork behind the pages the story has come to."""
        fork = Fork()
        for arm in self._ends:
            if button in arm.exits:
                raise PuzzledError(f"where {arm.wish.said!r} leads: it is said twice")
            arm.exits[button] = fork
        return fork

    def _button(self, item: Item) -> None:
        if item.text in ("first", "second", "third", "last") and self._owner is None and self._is_only_order():
            self._pass()
            return
        if self._owner is None:
            if len(self._ends) != 1:
                raise PuzzledError(f"whose {item.text!r} it is")
            self._owner = self._ends[0]
        number = int(item.amounts[0])
        number = len(self._owner.exits) + 1 if number <= 0 else number
        self._ends = [self._owner]
        fork = self._go_below(number)
        self._at = Branch(words=item.text)
        fork.branches.append(self._at)
        self._linked, self._starts, self._role = False, False, ""
        self._pass()

    def _is_only_order(self) -> bool:
        """`first see the quiz`: no page is there whose button it could be."""
        return len(self._ends) != 1 or not self._ends[0].is_open

    # all of them

    def _all(self, item: Item) -> None:
        after = self._next(Kind.JOIN, Kind.ROLE)
        leads = after is not None and after.kind in _LINKS
        if item.kind is Kind.EACH:
            self._each = self._starts
        elif not self.root.branches and item.text.startswith("every"):
            self._everyone = True
        elif leads and self._at is None:
            ends = [arm for arm in arms_of(self.root) if arm.is_open]
            if ends:
                self._ends = ends
            elif not self.root.branches:
                self._ending = Fork()
                self._at = Branch()
                self._ending.branches.append(self._at)
        self._pass()

    def _some(self, item: Item) -> None:
        """`the first two lead to …`, of the pages that share visitors."""
        after = self._next(Kind.ROLE)
        first, count = map(int, item.amounts)
        arms = self._side_by_side(max(2, count))
        meant = arms[first : first + count] if first >= 0 else arms[first:][:count]
        if after is None or after.kind not in (*_LINKS, Kind.SHARE) or len(meant) < count:
            raise PuzzledError(repr(item.text))
        if any(not arm.is_open for arm in meant):
            raise PuzzledError(f"where {item.text!r} lead: it is said twice")
        self._ends, self._at, self._owner = meant, None, None
        self._pass()

    def _side_by_side(self, least: int) -> list[Arm]:
        """The pages of the last place that has so many, or the first pages of the ways of a fork."""
        for stage in reversed(self._stages()):
            if len(stage.arms) >= least:
                return list(stage.arms)
        first = [branch.stage.arms[0] for branch in self._fork.branches if branch.stage]
        return first if len(first) >= least else []

    def _stages(self) -> list[Stage]:
        return [branch.stage for fork in self._forks() for branch in fork.branches if branch.stage]

    # pages

    def _pages(self, item: Item) -> None:
        if item.kind is Kind.PAGE and self._is_subject(item):
            self._take_subject(item)
            return
        read = read_stage(self._items, self._place, self._role, self._stages())
        if read.end == self._place:
            self._pass()
            raise PuzzledError(f"what {item.text!r} is for")
        self._place, self._starts = read.end, False
        self._role = ""
        if read.only_shares:
            return
        stage = read.stage
        if not self._joins_an_open_stage(stage):
            self._put(stage)
        if stage.lacks_shares and stage not in self._open_stages:
            self._open_stages.append(stage)
        self._ends, self._linked = list(stage.arms), False

    def _known(self) -> list[Arm]:
        return list(arms_of(self.root))

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
            if self._each and not self.root.branches:
                self._each = False
            self._at.stage = stage
            self._clause = self._clause or (self._fork, self._at)
            self._at = None
            return
        if self._each and not self._prefix:
            self._prefix, self._each = stage, False
            return
        if self._prefix and not self.root.branches and all(arm.kind == "offer" for arm in stage.arms):
            raise PuzzledError("which country gets which offer")
        if not self.root.branches:
            self._append(self.root, stage)
            return
        if self._told_behind and not self._linked:
            self._told_behind, self._clause = False, None
            self._append(self._fork, stage)
            return
        if not self._ends or not (self._linked or self._follows(stage)):
            raise PuzzledError(f"who goes to {stage.arms[0].wish.said!r}, and from where")
        self._ends = [arm for arm in self._ends if arm.is_open] or self._ends
        if any(not arm.is_open for arm in self._ends):
            raise PuzzledError(f"how {stage.arms[0].wish.said!r} can come after {self._ends[-1].wish.said!r}")
        self._append(self._go_below(), stage)

    def _append(self, fork: Fork, stage: Stage) -> None:
        fork.branches.append(Branch(stage=stage))
        self._clause = self._clause or (fork, fork.branches[-1])

    def _follows(self, stage: Stage) -> bool:
        """An offer named after a lander comes after it."""
        before, after = {arm.kind for arm in self._ends}, {arm.kind for arm in stage.arms}
        return before == {"lander"} and bool(after) and "lander" not in after

    def _is_subject(self, item: Item) -> bool:
        """`the quiz leads to …`, where the quiz has its place already."""
        after = self._next(Kind.ROLE)
        if self._at is not None or not (self._starts or item.prep == "behind"):
            return False
        told = after is not None and after.kind in (*_LINKS, Kind.COLON)
        if item.prep not in ("behind", "from", "on", "after") and not told:
            return False
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

    # the end

    def _finish(self) -> None:
        if self._at is not None and self._at.stage is None:
            raise PuzzledError(f"where {self._at.words or 'visitors'} go")
        if self._prefix:
            self._put_in_front(self._prefix)
        if self._ending:
            self._share(self._ending, [arm for arm in arms_of(self.root) if arm.is_open])
        self._share_the_last_ending()

    def _put_in_front(self, prefix: Stage) -> None:
        for branch in self.root.branches:
            if branch.crowd is None or branch.stage is None:
                continue
            if any(arm.kind == "lander" for arm in branch.stage.arms):
                raise PuzzledError(f"whether {branch.words!r} see {prefix.arms[0].wish.said!r} as well")
            arms = [
                Arm(arm.wish, arm.outside, arm.share, {1: Fork([Branch(stage=branch.stage)])}) for arm in prefix.arms
            ]
            branch.stage = Stage(arms)

    @staticmethod
    def _share(ending: Fork, arms: Sequence[Arm]) -> None:
        for arm in arms:
            arm.exits[1] = ending

    def _share_the_last_ending(self) -> None:
        """`DE to A, AT to B, rest to C, then D`: where A and B would lead nowhere, D follows on all of them."""
        for fork in self._forks():
            *others, last = [branch.stage for branch in fork.branches if branch.stage] or [None]
            if last is None or not others or any(not self._is_stuck(stage) for stage in others if stage):
                continue
            ways = [arm.exits.get(1) for arm in last.arms]
            if ways and ways[0] is not None and all(way is ways[0] for way in ways):
                self._share(ways[0], [arm for stage in others if stage for arm in stage.arms])

    def _forks(self) -> list[Fork]:
        return [self.root, *(fork for arm in arms_of(self.root) for fork in arm.exits.values())]

    @staticmethod
    def _is_stuck(stage: Stage) -> bool:
        return all(arm.is_open and arm.kind == "lander" for arm in stage.arms)


def _said(branch: Branch) -> str:
    return " and ".join(arm.wish.said for arm in branch.stage.arms) if branch.stage else "visitors"
