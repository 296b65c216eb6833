"""Rules in plain words, written as route groups of the tracker."""

from collections.abc import Mapping, Sequence

from ..assets import Rule, RuleGroup
from ..assets.condition import Joined
from .bench import Bench
from .rules import RuleGroupRef, RuleRef, When
from .write_rule import write_rule

_Placed = Sequence[tuple[str, RuleRef | RuleGroupRef]]


class WhenWriter:
    """Writes the rules of one condition. `carried` are the tracker's own rules for rules that were there before."""

    def __init__(self, bench: Bench, carried: Mapping[RuleRef, Rule]) -> None:
        self._bench = bench
        self._carried = carried

    def groups(self, when: When, place: str) -> tuple[Joined, tuple[RuleGroup, ...]]:
        """How the groups are joined, and the groups."""
        if not isinstance(when, RuleGroupRef):
            return "and", self._split("and", _placed(when, place), place)
        every, some = _placed(when.all, f"{place}.all"), _placed(when.any, f"{place}.any")
        if every and some:
            return "and", (*self._split("and", every, place), self._group("or", some, f"{place}.any"))
        return ("or", self._split("or", some, place)) if some else ("and", self._split("and", every, place))

    def _split(self, joined: Joined, parts: _Placed, place: str) -> tuple[RuleGroup, ...]:
        """One group where there are only rules, else one for each part."""
        if not any(isinstance(part, RuleGroupRef) for _, part in parts):
            return (self._group(joined, parts, place),)
        return tuple(self._nested(one, part) for one, part in parts)

    def _nested(self, place: str, part: RuleRef | RuleGroupRef) -> RuleGroup:
        if isinstance(part, RuleRef):
            return self._group("and", [(place, part)], place)
        if part.all and part.any:
            self._bench.fault(place, "groups of rules nest one deep: say 'all' or 'any' here, not both")
        if part.any:
            return self._group("or", _placed(part.any, f"{place}.any"), place)
        return self._group("and", _placed(part.all, f"{place}.all"), place)

    def _group(self, operator: Joined, parts: _Placed, place: str) -> RuleGroup:
        if not parts:
            self._bench.fault(place, "needs at least one rule")
        rules: list[Rule] = []
        for one, part in parts:
            if isinstance(part, RuleGroupRef):
                self._bench.fault(one, "groups of rules nest one deep; this one is deeper")
            else:
                rules.append(self._carried.get(part) or write_rule(part, one, self._bench))
        return RuleGroup(operator=operator, rules=tuple(rules))


def _placed(parts: Sequence[RuleRef | RuleGroupRef], place: str) -> _Placed:
    return [(f"{place}[{index}]", part) for index, part in enumerate(parts)]
