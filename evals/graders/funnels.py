"""What the funnels are now that a case names."""

from collections.abc import Iterator

from funnels.assets import Funnel, FunnelGroup
from funnels.funnel import NodeKind

from ..case import FunnelExpect
from ..grade import Grade, grade
from . import walks
from .naming import listed
from .scene import NEW, Scene
from .sources import grade_sources

_NO_PLACES = frozenset({NodeKind.ROOT, NodeKind.LABEL})


def grades(scene: Scene) -> Iterator[Grade]:
    for name, wanted in scene.expect.funnels.items():
        id = scene.funnels.get(name)
        funnel = scene.after.account.get(Funnel, id) if id else None
        key = f"funnels.{name}"
        if funnel is None:
            yield grade(key, [_missing(scene, name)], of_account=True)
            continue
        yield grade(key, list(_retired(scene, funnel)), of_account=True)
        yield from _plain(scene, key, wanted, funnel)
        yield from walks.grades(scene, key, wanted, funnel)


def _retired(scene: Scene, funnel: Funnel) -> Iterator[str]:
    """One that was archived before may stay so."""
    before = scene.before.account.get(Funnel, funnel.id)
    if not funnel.is_active and (before is None or before.is_active):
        yield f"it is {funnel.status}"


def _missing(scene: Scene, name: str) -> str:
    new = listed(map(repr, scene.new_funnels.values()))
    if name == NEW:
        return f"expected one new funnel, found {new}"
    return f"expected a funnel called {name!r}; new funnels: {new}"


def _plain(scene: Scene, key: str, wanted: FunnelExpect, funnel: Funnel) -> Iterator[Grade]:
    if wanted.group is not None:
        yield grade(f"{key}.group", list(_group(scene, wanted.group, funnel)), of_account=True)
    if wanted.sources is not None:
        yield grade_sources(scene, key, wanted.sources, funnel)
    if wanted.nodes is not None:
        yield grade(f"{key}.nodes", list(_nodes(wanted, funnel)), of_account=True)


def _group(scene: Scene, wanted: str, funnel: Funnel) -> Iterator[str]:
    entry = scene.after.account.entry(FunnelGroup.family, funnel.id_campaign)
    if entry is None or not scene.is_called(entry.id, FunnelGroup.family, wanted):
        yield f"expected group {wanted!r}, found {entry.name if entry else funnel.id_campaign!r}"


def _nodes(wanted: FunnelExpect, funnel: Funnel) -> Iterator[str]:
    """Notes on the canvas are none."""
    count = sum(node.node_type not in _NO_PLACES for node in funnel.nodes)
    if isinstance(wanted.nodes, int):
        if count != wanted.nodes:
            yield f"expected {wanted.nodes} nodes, found {count}"
    elif wanted.nodes and count > wanted.nodes.most:
        yield f"expected {wanted.nodes.most} nodes at most, found {count}"
