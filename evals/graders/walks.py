"""Where visitors go in the funnels that a case names."""

from collections.abc import Iterator, Sequence

from funnels.assets import Funnel, TrafficSource
from funnels.checks.visitors import Visitor

from ..case import FunnelExpect
from ..grade import Grade, grade
from ..snapshot import Snapshot
from .naming import id_called
from .scene import Scene
from .sources import given_with
from .visitors import visitor
from .walking import way_of
from .way import Way, difference, read_way, told


def grades(scene: Scene, key: str, wanted: FunnelExpect, funnel: Funnel) -> Iterator[Grade]:
    walker = _Walks(scene, wanted, funnel)
    if wanted.walks:
        yield grade(f"{key}.walks", list(walker.expected()), of_account=True)
    if wanted.as_before:
        yield grade(f"{key}.as_before", list(walker.as_before(wanted.as_before)), of_account=True)
    if wanted.as_in:
        yield grade(f"{key}.as_in", list(walker.as_in(wanted.as_in.funnel, wanted.as_in.for_)), of_account=True)
    if wanted.default_url is not None:
        yield grade(f"{key}.default_url", list(walker.default(wanted.default_url)), of_account=True)


class _Walks:
    def __init__(self, scene: Scene, wanted: FunnelExpect, funnel: Funnel) -> None:
        self._scene = scene
        self._wanted = wanted
        self._funnel = funnel
        self._source = _first_source(scene, wanted, funnel)

    def expected(self) -> Iterator[str]:
        for words, way in self._wanted.walks.items():
            yield from _complaint(words, read_way(way), self._way(words))

    def as_before(self, visitors: Sequence[str]) -> Iterator[str]:
        old = self._scene.before.account.get(Funnel, self._funnel.id)
        if old is None:
            yield "there was no such funnel before"
            return
        for words in visitors:
            yield from _complaint(words, self._way(words, old, self._scene.before), self._way(words))

    def as_in(self, name: str, visitors: Sequence[str]) -> Iterator[str]:
        other = self._scene.funnel_named(name)
        if other is None:
            yield f"there is no funnel {name!r} to compare with"
            return
        for words in visitors:
            yield from _complaint(words, self._way(words, other), self._way(words))

    def default(self, url: str) -> Iterator[str]:
        """The way of somebody of whom nothing is known."""
        nobody = Visitor(time=self._scene.happened.now)
        yield from _complaint(
            "anybody else", read_way([url]), way_of(self._funnel, self._scene.after.account, nobody)
        )

    def _way(self, words: str, funnel: Funnel | None = None, at: Snapshot | None = None) -> Way:
        account = (at or self._scene.after).account
        return way_of(funnel or self._funnel, account, self._visitor(words))

    def _visitor(self, words: str) -> Visitor:
        return visitor(words, self._scene.after.account, self._source, self._scene.happened.now)


def _complaint(words: str, wanted: Way, found: Way) -> Iterator[str]:
    wrong = difference(wanted, found)
    if wrong:
        yield f"{words}: {wrong}. Expected {told(wanted)}; found {told(found)}"


def _first_source(scene: Scene, wanted: FunnelExpect, funnel: Funnel) -> str:
    """Of the traffic the funnel is built for; empty where that is not known."""
    if wanted.sources:
        return id_called(scene.after.account, TrafficSource.family, wanted.sources[0]) or ""
    return next(given_with(scene, funnel, "apply_plan"), "")
