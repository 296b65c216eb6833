"""What can be proven about the routes of a condition."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import ParamSpec

from ..assets import Condition, Route, Rule
from ..funnel import Connection
from ..wire import DEFAULT_ROUTE
from .literals import dimension, literal
from .matching import folded, in_order, route_matches, route_taken, values
from .neighbours import Neighbours
from .terms import Literal, Term, TooManyTerms, all_of, any_of, of_literal
from .visitors import Visitor
from .witnesses import visitor

P = ParamSpec("P")

_MOST_TRIED = 24
"""Terms a witness is looked for in."""


class Routes:
    """The routes of a condition in the order they are tried, without the default.

    An answer None means: not decided, so nothing may be claimed.
    """

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        self.tried = in_order(condition)
        literals = [(route, _literals(route)) for route in self.tried]
        self._terms = [_decided(_terms, *one, False) for one in literals]
        self._others = [_decided(_terms, *one, True) for one in literals]
        self._arriving: dict[int | None, list[Term] | None] = {}
        self._passing: dict[int | None, list[Term] | None] = {}

    def near(self, index: int) -> list[int]:
        """The earlier routes that may have visitors in common with this one."""
        return self._neighbours.before(index)

    def never_matches(self, index: int) -> bool:
        return self._terms[index] == []

    def always_matches(self, index: int) -> bool:
        return self._others[index] == []

    def shadowing(self, index: int) -> tuple[int, ...] | None:
        """The earlier routes that take everybody this one is for; None where none do, or nobody knows."""
        own = self._terms[index]
        if not own:
            return None
        together = [earlier for earlier in self._neighbours.before(index) if self._overlap(index, earlier)]
        for earlier in together:
            if self._left(own, [earlier]) == []:
                return (earlier,)
        return tuple(together) if len(together) > 1 and self._left(own, together) == [] else None

    def knows(self, id_route: str) -> bool:
        return id_route in self._index

    def index(self, id_route: str) -> int | None:
        """None for the default."""
        return self._index[id_route]

    def passing(self, index: int | None) -> list[Term] | None:
        """A larger superset than `arriving`, found in one step a route: good enough where many are followed."""
        if index not in self._passing:
            own: list[Term] | None = [{}] if index is None else self._terms[index]
            before = range(len(self.tried)) if index is None else self._neighbours.before(index)
            plain = [earlier for earlier in before if len(self._others[earlier] or ()) == 1]
            self._passing[index] = None if own is None else self._left(own, plain)
        return self._passing[index]

    def arriving(self, index: int | None) -> list[Term] | None:
        """A superset of those who take this route, or the default for None."""
        if index not in self._arriving:
            own: list[Term] | None = [{}] if index is None else self._terms[index]
            before = range(len(self.tried)) if index is None else self._neighbours.before(index)
            self._arriving[index] = None if own is None else self._left(own, before)
        return self._arriving[index]

    def overlap(self, index: int, earlier: int) -> list[Term] | None:
        """Who matches both, where neither route lies wholly within the other."""
        met = self._overlap(index, earlier)
        own, other = self._terms[index], self._terms[earlier]
        if not met or not own or not other:
            return None
        return met if self._left(own, [earlier]) and self._left(other, [index]) else None

    def witness(
        self, terms: Sequence[Term] | None, takes: Route | None, *, matching: Route | None = None
    ) -> Visitor | None:
        """Somebody in one of the terms who for sure takes that route (None: the default), and matches the other."""
        for term in (terms or ())[:_MOST_TRIED]:
            somebody = visitor(term, self._spelling)
            if (
                somebody
                and route_taken(self.condition, somebody) is takes
                and (matching is None or route_matches(matching, somebody))
            ):
                return somebody
        return None

    def terms(self, index: int) -> list[Term] | None:
        """Everybody a route is for, whoever comes before it."""
        return self._terms[index]

    def _overlap(self, index: int, earlier: int) -> list[Term] | None:
        own, other = self._terms[index], self._terms[earlier]
        return _decided(all_of, [own, other]) if own and other else None

    def _left(self, terms: list[Term], taken: Sequence[int]) -> list[Term] | None:
        """What of the terms no route of `taken` takes; a route that is not decided takes nobody."""
        left: list[Term] | None = terms
        for index in taken:
            others = self._others[index]
            if others is not None and left:
                left = _decided(all_of, [left, others])
        return left

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._terms)

    @cached_property
    def _index(self) -> dict[str, int | None]:
        own: dict[str, int | None] = {one.id_route: index for index, one in enumerate(self.tried) if one.id_route}
        return {**own, DEFAULT_ROUTE: None}

    @cached_property
    def _spelling(self) -> dict[tuple[tuple[str, ...], str], str]:
        return {
            (dimension(rule), folded(text)): text for rule in _rules(self.tried) for text in reversed(values(rule))
        }


def route_names(one: Connection) -> frozenset[str]:
    """The routes that take a way: ids or keys, or the number of a version 1 route."""
    block = one.connection_condition_params
    if block and block.on_route_id is None and block.on_route_number is not None:
        return frozenset([str(block.on_route_number)])
    return frozenset(one.routes)


def _decided(find: Callable[P, list[Term] | None], *args: P.args, **kwargs: P.kwargs) -> list[Term] | None:
    try:
        return find(*args, **kwargs)
    except TooManyTerms:
        return None


def _rules(routes: Sequence[Route]) -> Iterator[Rule]:
    for route in routes:
        for group in route.groups:
            yield from group.rules


def _literals(route: Route) -> list[list[Literal]] | None:
    """The rules of each group as sets; None where one of them says too little to mean anything."""
    groups = [[literal(rule) for rule in group.rules] for group in route.groups]
    known = [[one for one in group if one] for group in groups]
    return known if all(known) and [*map(len, known)] == [*map(len, groups)] else None


def _terms(route: Route, literals: list[list[Literal]] | None, negated: bool) -> list[Term] | None:
    if literals is None:
        return None
    groups = [
        _join(group.operator, negated)([of_literal(~one if negated else one) for one in ones])
        for group, ones in zip(route.groups, literals, strict=True)
    ]
    return _join(route.operator, negated)(groups)


def _join(operator: str, negated: bool) -> Callable[[list[list[Term]]], list[Term]]:
    return all_of if (operator == "and") is not negated else any_of
