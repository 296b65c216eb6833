"""All connections of a funnel, brought from what was said before to what is said now."""

from collections.abc import Mapping, Sequence

from ..assets import Condition, WebhookConfig
from ..funnel import KINDS, Connection, Leaving
from .bench import Bench
from .exits import Exit
from .labels import labelled
from .rewiring import Going, Wiring, rewired
from .routes import goes_by_number
from .site import Site


class Connections:
    """The connections of the funnel as it is, changed site by site."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._current = bench.base.funnel.connections if bench.base else ()
        self._key_of = {id: key for key, id in bench.base.keys.items()} if bench.base else {}
        self._of_node: dict[str, list[int]] = {}
        for index, one in enumerate(self._current):
            self._of_node.setdefault(one.id_source_node, []).append(index)
        self._changed: dict[int, Connection | None] = {}
        self._added: list[Connection] = []

    def wire(self, wiring: Wiring) -> None:
        if not wiring.differing:
            return
        indices = self._of_node.get(wiring.source, [])
        current = labelled([self._current[index] for index in indices], wiring.kind, self._key_of)
        changed, added = rewired(wiring, current, self._bench.new_id)
        self._changed.update(zip(indices, changed, strict=True))
        self._added += added

    def without(self, gone: frozenset[str]) -> tuple[Connection, ...]:
        """All of them but those from or to nodes that are gone."""
        kept = (self._changed.get(index, one) for index, one in enumerate(self._current))
        return (
            *(one for one in kept if one and one.id_source_node not in gone and one.id_target_node not in gone),
            *self._added,
        )


def wiring_of(site: Site, ids: Mapping[str, str], asset_id: str, bench: Bench) -> Wiring:
    """`ids` are those of all steps now; `asset_id` that of the condition the node has."""
    before = bench.base.keys if bench.base else {}
    return Wiring(
        source=site.id,
        kind=site.kind,
        before=_goings(site, site.old_exits, before, bench),
        after=_goings(site, site.exits, ids, bench),
        numbered=goes_by_number(bench.account.get(Condition, asset_id)),
    )


def _goings(site: Site, exits: Sequence[Exit], ids: Mapping[str, str], bench: Bench) -> dict[str, Going]:
    return {exit.label: Going(ids.get(exit.to, ""), _said(site, exit, bench)) for exit in exits}


def _said(site: Site, exit: Exit, bench: Bench) -> Mapping[str, object]:
    leaving = KINDS[site.kind].leaving
    if leaving is Leaving.WEIGHT:
        return {} if exit.share is None else {"weight": exit.share}
    if leaving is not Leaving.ACTION:
        return {}
    place = site.at(exit.place)
    webhooks = (
        bench.find(f"{place}.webhooks[{index}]", WebhookConfig.family, name)
        for index, name in enumerate(exit.webhooks)
    )
    return {
        "is_conversion": exit.conversion,
        "is_custom_event": exit.event,
        "webhook_config_ids": tuple(webhooks),
    }
