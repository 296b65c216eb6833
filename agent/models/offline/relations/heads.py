"""Who is spoken of where a clause begins: a crowd, a button, all of the pages or some of them."""

from collections.abc import Sequence

from ..outcome import PuzzledError
from .items import Item, Kind
from .scopes import Scopes
from .staging import same_page
from .tree import Arm, Branch, Fork, arms_of

LINKS = (Kind.WAY, Kind.THEN)

_EXCEPTIONS = ("except", "but not", "excluding", "other than", "all but", "without")
"""Of whom they are taken out must be plain."""


class Heads(Scopes):
    def _head(self, item: Item) -> None:
        if item.kind is Kind.REST and (self._is_share_word() or self._is_remainder()):
            self._pass()
            return
        if self._is_behind(item):
            self._take_behind(item)
            return
        if item.kind is Kind.WHO and self._own_button(item):
            return
        if item.excepted is not None and self._starts and self._is_all_one_way():
            self._except(item)
            return
        if item.excepted is not None and item.text.lower().startswith(_EXCEPTIONS):
            raise PuzzledError(repr(item.text))
        if self._open_question:
            raise PuzzledError(
                f"whether all visitors come by the first page, or only those for {self._open_question!r}"
            )
        linked, self._linked = self._linked, False
        if (linked or self._continues_below()) and self._ends and self._at is None:
            self._fork = self._go_below()
        elif self._waits():
            self._open_scope(item)
        self._at = self._branch(item)
        self._fork.branches.append(self._at)
        self._ends, self._owner, self._role, self._starts = [], None, "", False
        self._told_behind = False
        self._pass()

    def _except(self, item: Item) -> None:
        """`everyone goes to A, except Germans, who go to B`."""
        fork = self._fork_of(self._items[self._place + 1 :])
        others = fork.branches[0]
        others.rest, others.words = True, "everyone else"
        self._at = Branch(item.excepted, words=item.text)
        fork.branches.insert(0, self._at)
        self._fork, self._ends, self._starts = fork, [], False
        self._pass()

    def _fork_of(self, behind: Sequence[Item]) -> Fork:
        """`A, then B, except for Germans, they get C`: an offer takes the place of the offer."""
        page = next((item for item in behind if item.kind in (Kind.PAGE, Kind.OUTSIDE)), None)
        if page is None or page.wish is None or page.straight or Arm(page.wish).kind != "offer":
            return self.root
        ways = [arm.exits for arm in arms_of(self.root) if arm.exits]
        ends = [fork for exits in ways for fork in exits.values()]
        if not ends or any(one is not ends[0] for one in ends) or len(ends[0].branches) != 1:
            return self.root
        return ends[0]

    def _own_button(self, item: Item) -> bool:
        """`…, except for Brits, for whom button 2 is C`: the button leads them elsewhere."""
        place = self._place + 1
        while place < len(self._items) and self._items[place].kind in (Kind.JOIN, Kind.COLON, Kind.WAY):
            place += 1
        said = self._items[place] if place < len(self._items) else None
        crowd = item.excepted or item.crowd
        if said is None or said.kind is not Kind.BUTTON or crowd is None:
            return False
        number = int(said.amounts[0])
        owners = [arm for arm in self._known() if number in arm.exits]
        if len(owners) != 1:
            return False
        fork = owners[0].exits[number]
        others = fork.branches[-1]
        if not others.is_headed:
            others.rest, others.words = True, "everyone else"
        self._at = Branch(crowd, words=item.text)
        fork.branches.insert(len(fork.branches) - 1, self._at)
        self._fork, self._ends, self._starts, self._linked = fork, [], False, False
        self._place = place + 1
        return True

    def _is_share_word(self) -> bool:
        """`the other half`, `the remaining twenty`."""
        after = self._next()
        return after is not None and after.kind in (Kind.SHARE, Kind.RATIO)

    def _is_remainder(self) -> bool:
        """`75% to A, the rest to B`: B gets what is left."""
        self._takes_the_rest = bool(self._lacking()) and self._at is None
        return self._takes_the_rest

    def _is_behind(self, item: Item) -> bool:
        """`A, then B for Germany`: who comes is said behind the way."""
        if self._at is not None or not self._ends or self._linked:
            return False
        if not self._starts:
            return True
        after = self._next(Kind.JOIN)
        return after is None or after.kind is Kind.STOP or (after.kind is Kind.REST and self._is_all_one_way())

    def _is_all_one_way(self) -> bool:
        """`A, then B. US only, the rest to C.`"""
        return len(self.root.branches) == 1 and not self.root.branches[0].is_headed

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
            return self._only_way()
        fork, branch = self._clause
        if fork is not self._fork and not (self._everyone or self._from_there):
            self._open_question = branch.words or _said(branch)
        self._fork = fork
        return branch

    def _only_way(self) -> Branch | None:
        """`A. Then B. Only for Germany.`: a sentence of its own is about all of it."""
        if len(self.root.branches) != 1:
            return None
        self._fork = self.root
        return self.root.branches[0]

    def _continues_below(self) -> bool:
        """`First Age Gate. Germans then see A, Austrians B.`: all come by the first page."""
        alone = len(self.root.branches) == 1 and not self.root.branches[0].is_headed
        return alone and self._fork is self.root and all(arm.is_open for arm in self._ends)

    def _button(self, item: Item) -> None:
        if item.text in ("first", "second", "third", "last") and self._owner is None and self._is_only_order():
            self._pass()
            return
        self._take_owner()
        if self._owner is None:
            if len(self._ends) != 1:
                raise PuzzledError(f"whose {item.text!r} it is")
            self._owner = self._ends[0]
        if self._button_count:
            self._counted, self._button_count = (self._owner, self._button_count), 0
        number = int(item.amounts[0])
        number = len(self._owner.exits) + 1 if number <= 0 else number
        self._ends = [self._owner]
        fork = self._go_below(number)
        self._at = Branch(words=item.text)
        fork.branches.append(self._at)
        self._linked, self._starts, self._role = False, False, ""
        self._pass()

    def _take_owner(self) -> None:
        """`button 2 of the gate`: whose button it is stands behind it."""
        after = self._next()
        if after is None or after.kind is not Kind.PAGE or after.prep not in ("of", "on") or after.wish is None:
            return
        meant = [arm for arm in self._known() if same_page(arm.wish, after.wish)]
        if len(meant) != 1:
            raise PuzzledError(f"whose button is meant by {after.text!r}")
        self._owner = meant[0]
        self._pass()

    def _is_only_order(self) -> bool:
        """`first see the quiz`: no page is there whose button it could be."""
        return len(self._ends) != 1 or not self._ends[0].is_open

    def _all(self, item: Item) -> None:
        after = self._next(Kind.JOIN, Kind.ROLE)
        leads = after is not None and after.kind in LINKS
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
            else:
                self._each, self._fronted = True, self._ways_told(item)
                self._linked = False
        self._pass()

    def _ways_told(self, item: Item) -> list[Branch]:
        """`both come through the story`: of the ways that were told and end with an offer."""
        told = [branch for branch in self.root.branches if branch.stage]
        if item.text.startswith("both") and len(told) != 2:
            raise PuzzledError(f"who {item.text!r} are")
        return told

    def _some(self, item: Item) -> None:
        """`the first two lead to …`, of the pages that share visitors."""
        after = self._next(Kind.ROLE)
        first, count = map(int, item.amounts)
        arms = self._side_by_side(max(2, count))
        meant = arms[first : first + count] if first >= 0 else arms[first:][:count]
        if after is None or after.kind not in (*LINKS, Kind.SHARE) or len(meant) < count:
            raise PuzzledError(repr(item.text))
        if any(not arm.is_open for arm in meant):
            raise PuzzledError(f"where {item.text!r} lead: it is said twice")
        self._ends, self._at, self._owner = meant, None, None
        self._pass()


def _said(branch: Branch) -> str:
    return " and ".join(arm.wish.said for arm in branch.stage.arms) if branch.stage else "visitors"
