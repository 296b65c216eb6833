"""Which routes can have visitors in common, found without comparing every two of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from .terms import Dimension, Term


class Neighbours:
    """An index by the texts of the attribute most routes list, such as the countries of a large condition."""

    def __init__(self, routes: Sequence[Sequence[Term] | None]) -> None:
        listed = [_listed(terms) for terms in routes]
        times = Counter(dimension for one in listed for dimension in one)
        on = times.most_common(1)[0][0] if times else ()
        self._names = [one.get(on) for one in listed]
        self._loose = [index for index, names in enumerate(self._names) if names is None]
        self._at: dict[str, list[int]] = defaultdict(list)
        for index, names in enumerate(self._names):
            for name in names or ():
                self._at[name].append(index)

    def before(self, index: int) -> list[int]:
        """The earlier routes that are not known to have nobody in common with this one, in order."""
        names = self._names[index]
        if names is None:
            return list(range(index))
        near = {other for name in names for other in self._at[name]}.union(self._loose)
        return sorted(other for other in near if other < index)


def _listed(terms: Sequence[Term] | None) -> dict[Dimension, frozenset[str]]:
    """The attributes for which every alternative of a route lists its texts, with all of these."""
    if not terms:
        return {}
    return {
        dimension: frozenset().union(*(term[dimension].texts.names for term in terms))
        for dimension in terms[0]
        if all(dimension in term and not term[dimension].texts.all_but for term in terms)
    }
