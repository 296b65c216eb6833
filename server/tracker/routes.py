"""Which path an operation has on this tracker. The contract's paths are in part derived; this finds the real ones.

A family starts at the contract's own place. When something there is answered with 404 or 405 before anything
succeeded, the family's candidates are tried with a harmless GET: 200 decides, 404 or 405 moves on.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from funnels.assets import FAMILIES, Asset

from ..contracts import Operation, operations
from .families import ACCESS, Place

Probe = Callable[[str, Mapping[str, str]], Awaitable[int]]
"""Sends a GET to the path with the query, and gives the HTTP status."""

NOT_HERE = frozenset({404, 405})


class Routes:
    """What is known of the places of the families."""

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        self._place = {kind: access.places[0] for kind, access in ACCESS.items()}
        self._settled = {kind for kind, access in ACCESS.items() if len(access.places) == 1}
        self._renamed: set[type[Asset]] = set()
        for family, prefix in (overrides or {}).items():
            kind = FAMILIES[family]
            known = (place for place in ACCESS[kind].places if place.prefix == prefix)
            self._settle(kind, next(known, Place(prefix)))

    def path(self, operation: Operation) -> str:
        kind = kind_of(operation)
        return operation.path if kind is None else _path(self._place[kind], ACCESS[kind].places[0], operation)

    def sent(self, operation: Operation, fields: Mapping[str, Any]) -> dict[str, Any]:
        """A body or a query with its fields called as they are where the operation is."""
        kind = kind_of(operation)
        names = ACCESS[kind].other_names if kind in self._renamed else {}
        plurals = {f"{name}s": f"{other}s" for name, other in names.items()}
        return _renamed(fields, {**names, **plurals})

    def answered(self, operation: Operation, answer: Any) -> Any:
        """The answer with its fields called as in the contract. It also shows that the family is where we think."""
        kind = kind_of(operation)
        if kind is None:
            return answer
        self._settled.add(kind)
        if names := ACCESS[kind].other_names:
            self._hear(kind, answer)
            ours = {other: name for name, other in names.items()}
            if isinstance(answer, list):
                return [_renamed(row, ours) if isinstance(row, dict) else row for row in answer]
            return _renamed(answer, ours) if isinstance(answer, dict) else answer
        return answer

    def _hear(self, kind: type[Asset], answer: Any) -> None:
        """Note which names the tracker uses for the family."""
        row = answer[0] if isinstance(answer, list) and answer else answer
        for name, other in ACCESS[kind].other_names.items():
            if isinstance(row, dict) and name in row:
                self._renamed.discard(kind)
            elif isinstance(row, dict) and other in row:
                self._renamed.add(kind)

    def _settle(self, kind: type[Asset], place: Place) -> None:
        self._place[kind] = place
        self._settled.add(kind)
        if place.renamed:
            self._renamed.add(kind)

    async def search(self, operation: Operation, probe: Probe) -> bool:
        """Find the family's place after a 404 or 405; whether the operation now has another path."""
        kind = kind_of(operation)
        if kind is None or kind in self._settled:
            return False
        before = self.path(operation)
        for place in ACCESS[kind].places:
            status = await probe(*_question(kind, place))
            if status not in NOT_HERE:
                if status == 200:
                    self._settle(kind, place)
                break
        return self.path(operation) != before


def kind_of(operation: Operation) -> type[Asset] | None:
    """The family the operation's path belongs to; None for the second sets of paths, which stay as they are."""
    for kind, access in ACCESS.items():
        if operation.path.startswith(f"{access.places[0].prefix}/"):
            return kind
    return None


def _renamed(fields: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The fields under their other names; one whose other name is there as well stays."""
    return {names[name] if names.get(name, name) not in fields else name: value for name, value in fields.items()}


def _path(place: Place, contract: Place, operation: Operation) -> str:
    tail = place.tails.get(operation.id, operation.path.removeprefix(contract.prefix))
    return f"{place.prefix}{tail}"


def _question(kind: type[Asset], place: Place) -> tuple[str, Mapping[str, str]]:
    access = ACCESS[kind]
    asked = next(one for one in operations() if one.id == f"{access.stem}{access.probe}")
    return _path(place, access.places[0], asked), access.asks
