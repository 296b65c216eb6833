"""One node of a funnel, read as a step."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ..account import Account
from ..assets import Condition as ConditionAsset
from ..assets import Funnel, LogicScript, MiddlewareConfig, Page, PageGroup, VisitorTag, WebhookConfig
from ..funnel import (
    LANDER_KINDS,
    ConditionParams,
    ExternalUrlParams,
    LabelParams,
    LogicParams,
    MiddlewareParams,
    Node,
    NodeKind,
    OnActions,
    PageGroupParams,
    PageParams,
    RotatorParams,
    VisitorTagParams,
    WebhookParams,
)
from ..wire import DEFAULT_ROUTE, Json
from .blueprint import START
from .labels import block_of, labelled
from .read_condition import read_own
from .spelling import Speller
from .steps import STEPS, InlineCondition, Kept, SharedCondition, Split, Step
from .weights import percent
from .when import UnsaidError

ROTATIONS = {"none": "plain", "sticky": "sticky", "antiAffinity": "anti-affinity"}
"""The tracker's word for how visitors stay with a choice, and ours."""

_LONGEST_NAME = 256
_MOST_ACTIONS = 64
_KEY_OF_KIND = {step.kind: key for key, step in STEPS.items() if step.kind}


class StepReader:
    """Reads the nodes of one funnel. `key_of` maps node ids to step keys."""

    def __init__(self, account: Account, funnel: Funnel, speller: Speller, key_of: Mapping[str, str]) -> None:
        self._account = account
        self._funnel = funnel
        self._speller = speller
        self._key_of = key_of

    def step(self, node: Node, key: str) -> Step:
        """The node as a step; `Kept` where the language cannot say it."""
        about = self._about(node, key)
        try:
            kind = STEPS[_KEY_OF_KIND[node.node_type]] if node.node_type in _KEY_OF_KIND else None
            if kind:
                return kind.model_validate({**about, **self._said(node)})
        except (UnsaidError, ValidationError):
            pass
        return Kept(kept=node.node_type, **about)

    def start(self, root: Node) -> Split:
        return Split.model_validate({"split": self._arms(root), **self._rotation(root)})

    def _about(self, node: Node, key: str) -> Json:
        named = node.node_name != key and 1 <= len(node.node_name) <= _LONGEST_NAME
        return {"name": node.node_name if named else None, "everywhere": node.is_global_node}

    def _said(self, node: Node) -> Json:
        """What is particular to the kind of node, as a planner would write it."""
        kind = _KEY_OF_KIND[node.node_type]
        match node.params:
            case PageParams(id_page=id):
                return {kind: self._page(id, node), "on": self._ways(node)}
            case PageGroupParams(id_page_group=id):
                return {**self._pages(kind, id, node), "on": self._ways(node)}
            case ExternalUrlParams() as params:
                return {kind: params.url, "redirect": params.redirect_type}
            case ConditionParams(id_condition=id):
                return {kind: self._condition(id, node)}
            case LogicParams(id_logic_script=id):
                return {kind: self._shared(LogicScript.family, id, node)}
            case MiddlewareParams(id_middleware_config=id):
                return {kind: self._shared(MiddlewareConfig.family, id, node)}
            case VisitorTagParams() as params:
                add, remove = (
                    self._names(VisitorTag.family, ids) for ids in (params.add_tag_ids, params.remove_tag_ids)
                )
                return {kind: {"add": add, "remove": remove}, "then": self._routed(node).get("")}
            case WebhookParams(webhook_config_ids=ids):
                return {kind: self._names(WebhookConfig.family, ids), "then": self._routed(node).get("")}
            case LabelParams() as params:
                return {kind: params.label_text, **self._color(params)}
        if node.node_type is NodeKind.ROTATOR:
            return {kind: self._arms(node), **self._rotation(node)}
        if node.node_type is NodeKind.ACTION_PROXY:
            return {kind: True, "on": self._ways(node)}
        raise UnsaidError(node.node_type)

    def _name(self, family: str, id: str, page_type: str = "") -> str:
        text = self._speller.text(family, id, page_type)
        if text is None:
            raise UnsaidError(id)
        return text

    def _names(self, family: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._name(family, id) for id in ids)

    def _page(self, id: str, node: Node) -> str:
        return self._name(Page.family, id, "lander" if node.node_type in LANDER_KINDS else "offer")

    def _pages(self, kind: str, id: str, node: Node) -> Json:
        group = self._account.get(PageGroup, id)
        if group and group.restrict_to_funnel_id == self._funnel.id:
            try:
                return {kind: self._list(group, node), "rotation": ROTATIONS[group.stickiness_mode]}
            except UnsaidError:
                pass
        return {
            kind: {"use": self._name(PageGroup.family, id, "lander" if node.node_type in LANDER_KINDS else "offer")}
        }

    def _list(self, group: PageGroup, node: Node) -> list[Json]:
        whole = len(group.pages) == 1 and group.pages[0].weight == 1
        return [
            {"page": self._page(one.id_page, node), "weight": None if whole else percent(one.weight)}
            for one in group.pages
        ]

    def _condition(self, id: str, node: Node) -> InlineCondition | SharedCondition:
        condition = self._account.get(ConditionAsset, id)
        if condition and condition.restrict_to_funnel_id == self._funnel.id and condition.by_route_id:
            try:
                return read_own(condition, self._routed(node), self._speller)
            except (UnsaidError, ValidationError):
                pass
        return SharedCondition.model_validate(self._shared(ConditionAsset.family, id, node))

    def _shared(self, family: str, id: str, node: Node) -> Json:
        ways = self._routed(node)
        return {"use": self._name(family, id), "otherwise": ways.pop(DEFAULT_ROUTE, None), "to": ways}

    def _routed(self, node: Node) -> dict[str, str]:
        """Label -> step; of several connections with one label, the first."""
        ways: dict[str, str] = {}
        for connection, labels in self._leaving(node):
            for label in labels:
                ways.setdefault(label, self._key_of[connection.id_target_node])
        return ways

    def _ways(self, node: Node) -> Json:
        ways: dict[int, Json] = {}
        for connection, labels in self._leaving(node):
            block = block_of(connection, node.node_type)
            for number in map(int, labels):
                if number <= _MOST_ACTIONS and isinstance(block, OnActions):
                    ways.setdefault(number, self._way(self._key_of[connection.id_target_node], block))
        return dict(sorted(ways.items()))

    def _way(self, to: str, block: OnActions) -> Json:
        webhooks = self._speller.texts(WebhookConfig.family, block.webhook_config_ids) or ()
        return {"to": to, "conversion": block.is_conversion, "event": block.is_custom_event, "webhooks": webhooks}

    def _arms(self, node: Node) -> list[Json]:
        """A single arm that everybody takes has no weight."""
        arms = [(one, one.weight) for one, labels in self._leaving(node) if labels]
        whole = len(arms) == 1 and arms[0][1] == 1
        return [
            {
                "to": self._key_of[one.id_target_node],
                "weight": None if whole or weight is None else percent(weight),
            }
            for one, weight in arms
        ]

    def _leaving(self, node: Node) -> list[tuple[Any, tuple[str, ...]]]:
        """The connections that leave a node for a step, with their labels."""
        known = self._key_of
        return [
            (one, labels)
            for one, labels in labelled(self._funnel.graph.leaving(node), node.node_type, known)
            if known.get(one.id_target_node, START) != START
        ]

    def _rotation(self, node: Node) -> Json:
        params = node.node_rotator_params or RotatorParams()
        said: Json = {"rotation": ROTATIONS[params.stickiness_mode]}
        return {**said, "ai": params.rotator_type == "ai"} if node.node_type is NodeKind.ROTATOR else said

    @staticmethod
    def _color(params: LabelParams) -> Json:
        color = params.label_color
        plain = len(color) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in color)
        return {"color": color} if plain else {}
