"""Crowds that are told by other crowds: `Canada: on mobile …`, `and so does Ireland`, `AT same as DE`."""

from ..outcome import PuzzledError
from .crowd import Crowd, are_all, either, within
from .items import Item, Kind
from .story import Story
from .tree import Branch, Fork, arms_of

_INNER = ("otherwise", "else", "other", "others", "the others", "the rest", "rest")


class Scopes(Story):
    def _waits(self) -> bool:
        """Whether it was said who comes, and not yet to which page."""
        at = self._at
        return at is not None and at.is_headed and at.stage is None and at in self._fork.branches

    def _open_scope(self, item: Item) -> None:
        """`Canada: on mobile …`: what follows tells Canadians apart."""
        assert self._at is not None
        before = [one.kind for one in self._items[max(0, self._place - 2) : self._place]]
        headed = before[-1:] == [Kind.COLON] or before == [Kind.COLON, Kind.STOP]
        crowd, other = self._at.crowd, item.crowd
        if not headed or crowd is None or other is None or crowd.attributes & other.attributes:
            raise PuzzledError(f"where {self._at.words!r} go")
        self._close_scope()
        self._fork.branches.remove(self._at)
        self._scope = self._at

    def _branch(self, item: Item) -> Branch:
        if self._scope is not None and self._leaves_scope(self._scope, item):
            self._close_scope()
        scope = self._scope
        if scope is None or scope.crowd is None:
            return Branch(item.crowd, item.kind is Kind.REST, words=item.text, late=item.late)
        words = f"{scope.words} {item.text}"
        if item.crowd is None:
            self._scope, self._scoped = None, []
            return Branch(scope.crowd, words=words)
        branch = Branch(within(scope.crowd, item.crowd), words=words)
        self._scoped.append((branch, item.crowd))
        return branch

    def _leaves_scope(self, scope: Branch, item: Item) -> bool:
        if item.kind is Kind.WHO:
            return bool(item.crowd and scope.crowd and item.crowd.attributes & scope.crowd.attributes)
        after = self._next()
        before = self._items[self._place - 1].kind if self._place else Kind.STOP
        if before is Kind.STOP or (after is not None and after.kind is Kind.COLON) or self._is_told_whole():
            return True
        if item.text not in _INNER and "device" not in item.text:
            raise PuzzledError(f"whether {item.text!r} are {scope.words} too")
        return False

    def _is_told_whole(self) -> bool:
        return are_all([crowd for _, crowd in self._scoped])

    def _close_scope(self) -> None:
        """Of `Canada: mobile …, desktop …` the last takes whoever is left of them."""
        scope, scoped = self._scope, self._scoped
        self._scope, self._scoped = None, []
        if scope is None:
            return
        if not are_all([crowd for _, crowd in scoped]):
            raise PuzzledError(
                f"where {scope.words!r} go who are not {', '.join(crowd.words for _, crowd in scoped)}"
            )
        scoped[-1][0].crowd = scope.crowd

    def _like(self, item: Item) -> None:
        """`and so does Ireland`; behind the crowd `Ireland too`, `Ireland same as the UK`."""
        self._pass()
        waiting = self._waiting()
        like = self._crowd_here() if waiting and item.text == "as" else None
        others = waiting or self._others_here()
        target = self._told_for(like) if like else self._last_told()
        if others is None or target is None or target.crowd is None:
            said = others.words if others else item.text
            raise PuzzledError(f"where {said!r} go; say the page for each")
        if others.crowd is None:
            self.root.branches.append(Branch(rest=True, stage=target.stage, words=others.words))
        else:
            target.crowd = either(target.crowd, others.crowd)
            target.words = target.crowd.words
        self._at, self._linked = None, False
        self._ends = [arm for arm in arms_of(Fork([target])) if arm.is_open]

    def _waiting(self) -> Branch | None:
        if not self._waits():
            return None
        assert self._at is not None
        self._fork.branches.remove(self._at)
        return self._at

    def _others_here(self) -> Branch | None:
        here = self._items[self._place] if self._place < len(self._items) else None
        if here is not None and here.kind is Kind.REST:
            self._pass()
            return Branch(rest=True, words=here.text)
        crowd = self._crowd_here()
        return Branch(crowd, words=crowd.words) if crowd else None

    def _crowd_here(self) -> Crowd | None:
        here = self._items[self._place] if self._place < len(self._items) else None
        if here is None or here.kind is not Kind.WHO or here.excepted is not None:
            return None
        self._pass()
        return here.crowd

    def _told_for(self, crowd: Crowd) -> Branch | None:
        told = [one for one in self.root.branches if one.crowd and one.stage and one.crowd.when() == crowd.when()]
        return told[0] if len(told) == 1 else None

    def _last_told(self) -> Branch | None:
        told = [one for one in self.root.branches if one.stage]
        return told[-1] if told and self._fork is self.root else None
