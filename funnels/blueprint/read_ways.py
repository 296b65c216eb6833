"""The ways out of a node, read as a planner would write them."""

from collections.abc import Mapping

from ..assets import Funnel, WebhookConfig
from ..funnel import Connection, Node, OnActions
from ..wire import Json
from .blueprint import START
from .labels import block_of, labelled
from .spelling import Speller
from .weights import percent

_MOST_ACTIONS = 64


class WaysReader:
    """Reads the connections of one funnel. `key_of` maps node ids to step keys."""

    def __init__(self, funnel: Funnel, speller: Speller, key_of: Mapping[str, str]) -> None:
        self._graph = funnel.graph
        self._speller = speller
        self._key_of = key_of

    def routes(self, node: Node) -> dict[str, str]:
        """Label -> step; of several connections with one label, the first."""
        ways: dict[str, str] = {}
        for connection, labels in self._leaving(node):
            for label in labels:
                ways.setdefault(label, self._key_of[connection.id_target_node])
        return ways

    def buttons(self, node: Node) -> dict[int, Json]:
        ways: dict[int, Json] = {}
        for connection, labels in self._leaving(node):
            block = block_of(connection, node.node_type)
            for number in map(int, labels):
                if number <= _MOST_ACTIONS and isinstance(block, OnActions):
                    ways.setdefault(number, self._button(self._key_of[connection.id_target_node], block))
        return {number: ways[number] for number in sorted(ways)}

    def arms(self, node: Node) -> list[Json]:
        """A single arm that everybody takes has no weight."""
        arms = [(self._key_of[one.id_target_node], one.weight) for one, labels in self._leaving(node) if labels]
        whole = len(arms) == 1 and arms[0][1] == 1
        return [{"to": to, "weight": None if whole or weight is None else percent(weight)} for to, weight in arms]

    def _button(self, to: str, block: OnActions) -> Json:
        webhooks = self._speller.texts(WebhookConfig.family, block.webhook_config_ids) or ()
        return {"to": to, "conversion": block.is_conversion, "event": block.is_custom_event, "webhooks": webhooks}

    def _leaving(self, node: Node) -> list[tuple[Connection, tuple[str, ...]]]:
        """The connections that leave a node for a step, with their labels."""
        known = self._key_of
        return [
            (one, labels)
            for one, labels in labelled(self._graph.leaving(node), node.node_type, known)
            if known.get(one.id_target_node, START) != START
        ]
