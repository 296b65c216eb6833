"""The network as arrays, in an order in which every state is settled before what follows it.

States that lead back to themselves are settled together: an absorbing chain, solved as linear equations.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .network import Floats, Network
from .order import Batch, batches

Indexes = NDArray[np.intp]

_SINGULAR = 1e9
"""Nobody sees a page a thousand million times: visitors do not get out."""


class Chain:
    """Kinds of visitors who fare the same at every state are merged into classes."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.sources: Indexes = np.array(network.sources, dtype=np.intp)
        self.targets: Indexes = np.array(network.targets, dtype=np.intp)
        self.class_of_kind, self.chances = _classes(network)
        """The second: the chance of each arc (rows) for each class (columns)."""
        self.classes = self.chances.shape[1]
        self.batches: Sequence[Batch] = batches(len(network.states), self.sources, self.targets)

    def visits(self) -> Floats:
        """How often one visitor of each class (columns) comes to each state (rows), on average."""
        visits = np.zeros((len(self.network.states), self.classes))
        visits[0] = 1.0
        for batch in self.batches:
            if len(batch.arcs):
                flow = self.chances[batch.arcs] * visits[self.sources[batch.arcs]]
                visits[batch.fed] += np.add.reduceat(flow, batch.offsets)
            for loop in batch.loops:
                visits[loop.states] = self._settled(loop.states, loop.arcs, visits[loop.states])
        return visits

    def _settled(self, states: Indexes, arcs: Indexes, coming: Floats) -> Floats:
        """Visits to states that lead back to each other, from those who come in from outside."""
        place = {state: at for at, state in enumerate(states.tolist())}
        rows = [place[state] for state in self.targets[arcs].tolist()]
        columns = [place[state] for state in self.sources[arcs].tolist()]
        settled = np.empty_like(coming)
        for one, members in _alike(self.chances[arcs]):
            matrix = np.eye(len(states))
            np.subtract.at(matrix, (rows, columns), one)
            try:
                settled[:, members] = np.linalg.solve(matrix, coming[:, members])
            except np.linalg.LinAlgError:
                raise self._endless(states) from None
        if not np.all(np.abs(settled) < _SINGULAR):
            raise self._endless(states)
        return settled

    def _endless(self, states: Indexes) -> InputError:
        nodes = sorted({self.network.states[state].node for state in states.tolist()})
        return InputError(
            f"Visitors never get out of a loop through nodes {', '.join(map(repr, nodes))}: everybody clicks on.",
            hint="Assume click rates that add up to less than 1 on one of its pages.",
        )


def _classes(network: Network) -> tuple[Indexes, Floats]:
    """The class of each kind of visitor, and the chances by class."""
    plain = np.array(network.chances, dtype=np.float64)
    if not network.decided:
        return np.zeros(network.kinds, dtype=np.intp), plain[:, np.newaxis]
    masks = np.array(list(network.decided.values()))
    numbers: dict[bytes, int] = {}
    class_of_kind = [numbers.setdefault(column.tobytes(), len(numbers)) for column in masks.T]
    first = [class_of_kind.index(number) for number in range(len(numbers))]
    chances = np.repeat(plain[:, np.newaxis], len(numbers), axis=1)
    chances[list(network.decided)] = masks[:, first]
    return np.array(class_of_kind, dtype=np.intp), chances


def _alike(chances: Floats) -> Iterator[tuple[Floats, list[int]]]:
    """The different columns, each with the numbers of all columns like it."""
    found: dict[bytes, list[int]] = {}
    for number, column in enumerate(chances.T):
        found.setdefault(column.tobytes(), []).append(number)
    for members in found.values():
        yield chances[:, members[0]], members
