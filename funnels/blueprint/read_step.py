"""One node of a funnel, read as a step."""

from collections.abc import Callable, Mapping
from typing import NoReturn

from pydantic import ValidationError

from ..account import Account
from ..assets import Condition as ConditionAsset
from ..assets import Funnel, LogicScript, MiddlewareConfig, Page, PageGroup, VisitorTag, WebhookConfig
from ..funnel import LANDER_KINDS, LabelParams, Node, NodeKind, RotatorParams
from ..wire import DEFAULT_ROUTE, Json
from .read_condition import read_own
from .read_ways import WaysReader
from .spelling import Speller
from .steps import STEPS, InlineCondition, Kept, Step
from .weights import percent
from .when import UnsaidError

ROTATIONS = {"none": "plain", "sticky": "sticky", "antiAffinity": "anti-affinity"}
"""The tracker's word for how visitors stay with a choice, and ours."""

_LONGEST_NAME = 256
_KEY_OF_KIND = {step.kind: key for key, step in STEPS.items() if step.kind}


class StepReader:
    """Reads the nodes of one funnel. `key_of` maps node ids to step keys."""

    def __init__(self, account: Account, funnel: Funnel, speller: Speller, key_of: Mapping[str, str]) -> None:
        self._account = account
        self._funnel = funnel
        self._speller = speller
        self._ways = WaysReader(funnel, speller, key_of)

    def step(self, node: Node, key: str) -> Step:
        """The node as a step; `Kept` where the language cannot say it."""
        about = self._about(node, key)
        if node.node_type in _READ:
            try:
                said = _READ[node.node_type](self, node)
                return STEPS[_KEY_OF_KIND[node.node_type]].model_validate({**about, **said})
            except (UnsaidError, ValidationError):
                pass
        return Kept(kept=node.node_type, **about)

    def split(self, node: Node) -> Json:
        params = node.node_rotator_params or RotatorParams()
        return {
            "split": self._ways.arms(node),
            "rotation": ROTATIONS[params.stickiness_mode],
            "ai": params.rotator_type == "ai",
        }

    def page(self, node: Node) -> Json:
        params = node.node_page_params or _missing(node)
        return {_KEY_OF_KIND[node.node_type]: self._page(params.id_page, node), "on": self._ways.buttons(node)}

    def page_group(self, node: Node) -> Json:
        params = node.node_page_group_params or _missing(node)
        return {**self._pages(params.id_page_group, node), "on": self._ways.buttons(node)}

    def url(self, node: Node) -> Json:
        params = node.node_external_url_params or _missing(node)
        return {"url": params.url, "redirect": params.redirect_type}

    def condition(self, node: Node) -> Json:
        params = node.node_condition_params or _missing(node)
        condition = self._account.get(ConditionAsset, params.id_condition)
        own = self._own_condition(condition, node) if condition else None
        return {"condition": own or self._shared(ConditionAsset.family, params.id_condition, node)}

    def logic(self, node: Node) -> Json:
        params = node.node_logic_params or _missing(node)
        return {"logic": self._shared(LogicScript.family, params.id_logic_script, node)}

    def middleware(self, node: Node) -> Json:
        params = node.node_middleware_ref_params or _missing(node)
        return {"middleware": self._shared(MiddlewareConfig.family, params.id_middleware_config, node)}

    def tag(self, node: Node) -> Json:
        params = node.node_visitor_tag_params or _missing(node)
        add, remove = (self._names(VisitorTag.family, ids) for ids in (params.add_tag_ids, params.remove_tag_ids))
        return {"tag": {"add": add, "remove": remove}, "then": self._ways.routes(node).get("")}

    def webhook(self, node: Node) -> Json:
        params = node.node_webhook_ref_params or _missing(node)
        names = self._names(WebhookConfig.family, params.webhook_config_ids)
        return {"webhook": names, "then": self._ways.routes(node).get("")}

    def hub(self, node: Node) -> Json:
        return {"hub": True, "on": self._ways.buttons(node)}

    def note(self, node: Node) -> Json:
        params = node.node_label_params or _missing(node)
        return {"note": params.label_text, **_color(params)}

    def _about(self, node: Node, key: str) -> Json:
        named = node.node_name != key and 1 <= len(node.node_name) <= _LONGEST_NAME
        return {"name": node.node_name if named else None, "everywhere": node.is_global_node}

    def _name(self, family: str, id: str, page_type: str = "") -> str:
        text = self._speller.text(family, id, page_type)
        if text is None:
            raise UnsaidError(id)
        return text

    def _names(self, family: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._name(family, id) for id in ids)

    def _page(self, id: str, node: Node) -> str:
        return self._name(Page.family, id, _page_type(node))

    def _pages(self, id: str, node: Node) -> Json:
        key = _KEY_OF_KIND[node.node_type]
        group = self._account.get(PageGroup, id)
        if group and group.restrict_to_funnel_id == self._funnel.id:
            try:
                return {key: self._list(group, node), "rotation": ROTATIONS[group.stickiness_mode]}
            except UnsaidError:
                pass
        return {key: {"use": self._name(PageGroup.family, id, _page_type(node))}}

    def _list(self, group: PageGroup, node: Node) -> list[Json]:
        whole = len(group.pages) == 1 and group.pages[0].weight == 1
        return [
            {"page": self._page(one.id_page, node), "weight": None if whole else percent(one.weight)}
            for one in group.pages
        ]

    def _own_condition(self, condition: ConditionAsset, node: Node) -> InlineCondition | None:
        if condition.restrict_to_funnel_id != self._funnel.id or not condition.by_route_id:
            return None
        try:
            return read_own(condition, self._ways.routes(node), self._speller)
        except (UnsaidError, ValidationError):
            return None

    def _shared(self, family: str, id: str, node: Node) -> Json:
        ways = self._ways.routes(node)
        return {"use": self._name(family, id), "otherwise": ways.pop(DEFAULT_ROUTE, None), "to": ways}


_READ: Mapping[NodeKind, Callable[[StepReader, Node], Json]] = {
    NodeKind.ROTATOR: StepReader.split,
    NodeKind.LANDER: StepReader.page,
    NodeKind.OFFER: StepReader.page,
    NodeKind.LANDER_GROUP: StepReader.page_group,
    NodeKind.OFFER_GROUP: StepReader.page_group,
    NodeKind.EXTERNAL_URL: StepReader.url,
    NodeKind.CONDITION: StepReader.condition,
    NodeKind.LOGIC: StepReader.logic,
    NodeKind.MIDDLEWARE: StepReader.middleware,
    NodeKind.VISITOR_TAG: StepReader.tag,
    NodeKind.WEBHOOK: StepReader.webhook,
    NodeKind.ACTION_PROXY: StepReader.hub,
    NodeKind.LABEL: StepReader.note,
}


def _missing(node: Node) -> NoReturn:
    raise UnsaidError(node.node_type)


def _page_type(node: Node) -> str:
    return "lander" if node.node_type in LANDER_KINDS else "offer"


def _color(params: LabelParams) -> Json:
    color = params.label_color
    plain = len(color) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in color)
    return {"color": color} if plain else {}
