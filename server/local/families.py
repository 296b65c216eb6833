"""What differs between the families, as data. The operations are the same functions for all of them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .documents import Json
from .masking import Hide, hide_in_funnel, hide_in_middleware, hide_in_webhook, hide_nothing

OWNER = "local"
"""The one account of an embedded tracker."""


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of asset, in the field names it is stored with."""

    name: str
    """The last part of its path."""
    label: str
    id: str
    title: str
    schema: str
    kind: str = ""
    """The field that divides the family, such as `pageType`."""
    kind_default: str = ""
    parent: str = ""
    """Dotted path of the field that names what it hangs on."""
    scoped: bool = False
    """The parent is the only funnel that may use it; without one it is global."""
    categorised: bool = True
    category_kinds: Mapping[str, str] = field(default_factory=dict)
    """The categoryType its categories have, by its own kind."""
    short: Mapping[str, str] | None = field(default_factory=dict)
    """Further fields of the short form by dotted path; None where lists give the whole document."""
    empty: tuple[str, ...] = ()
    """Those fields of the short form that are the empty string when the document has none."""
    made: Mapping[str, Callable[[Json], str]] = field(default_factory=dict)
    """Fields the tracker makes; what was sent for them is dropped."""
    copied: tuple[str, ...] | None = None
    """The fields `bodyUpdates` may set on a copy; None for all."""
    children: tuple[str, ...] = ()
    """Families whose parent it is."""
    parent_copies: tuple[str, ...] = ()
    """Fields that say the parent once more."""
    hide: Hide = hide_nothing

    def category_kind(self, kind: str) -> str:
        return self.category_kinds.get(kind, self.category_kinds.get("", ""))


def _owner(_: Json) -> str:
    return OWNER


def _code_hash(script: Json) -> str:
    return hashlib.sha256(script["code"].encode()).hexdigest()


TRAFFIC_SOURCE = Family(
    name="trafficsource",
    label="traffic source",
    id="idTrafficSource",
    title="trafficSourceName",
    schema="TrafficSource",
    category_kinds={"": "trafficsources"},
    short={"idCategory": "idCategory"},
)
OFFER_SOURCE = Family(
    name="offersource",
    label="offer source",
    id="idOfferSource",
    title="offerSourceName",
    schema="OfferSource",
    category_kinds={"": "offersources"},
    short={"idCategory": "idCategory"},
    children=("page",),
)
FUNNEL_GROUP = Family(
    name="funnelgroup",
    label="funnel group",
    id="idFunnelGroup",
    title="funnelGroupName",
    schema="FunnelGroup",
    categorised=False,
    children=("funnel",),
)
FUNNEL = Family(
    name="funnel",
    label="funnel",
    id="idFunnel",
    title="funnelName",
    schema="Funnel",
    kind="funnelType",
    kind_default="visual",
    parent="idCampaign",
    parent_copies=("idFunnelGroup",),
    categorised=False,
    short={"idFunnelGroup": "idCampaign"},
    made={"owner": _owner},
    hide=hide_in_funnel,
)
CONDITION = Family(
    name="condition",
    label="condition",
    id="idCondition",
    title="conditionName",
    schema="FunnelCondition",
    parent="restrictToFunnelId",
    scoped=True,
    category_kinds={"": "condition"},
    short={"idCategory": "idCategory"},
)
LOGIC_SCRIPT = Family(
    name="logicscript",
    label="logic script",
    id="idLogicScript",
    title="logicScriptName",
    schema="LogicScript",
    category_kinds={"": "logicScript"},
    short={"codeHash": "codeHash", "idCategory": "idCategory"},
    made={"codeHash": _code_hash, "owner": _owner},
    copied=("idCategory", "categoryName", "description"),
)
VISITOR_TAG = Family(
    name="visitortag",
    label="visitor tag",
    id="idTag",
    title="tagName",
    schema="FunnelVisitorTag",
    category_kinds={"": "visitorTag"},
    short=None,
)
PAGE_GROUP = Family(
    name="pagegroup",
    label="page group",
    id="idPageGroup",
    title="pageGroupName",
    schema="PageGroup",
    kind="pageType",
    parent="restrictToFunnelId",
    scoped=True,
    category_kinds={"lander": "landerGroup", "offer": "offerGroup"},
    short={"pageType": "pageType", "idCategory": "idCategory"},
    empty=("idCategory",),
)
PAGE = Family(
    name="page",
    label="page",
    id="idPage",
    title="pageName",
    schema="Page",
    kind="pageType",
    parent="offerParams.idOfferSource",
    category_kinds={"lander": "lander", "offer": "offer"},
    short={
        "pageType": "pageType",
        "idOfferSource": "offerParams.idOfferSource",
        "idCategory": "idCategory",
    },
    empty=("idOfferSource", "idCategory"),
)
CATEGORY = Family(
    name="category",
    label="category",
    id="idCategory",
    title="categoryName",
    schema="Category",
    kind="categoryType",
    categorised=False,
    short=None,
)
AI_NODE_SETTING = Family(
    name="ainodesetting",
    label="AI node setting",
    id="idAINodeSetting",
    title="aiNodeSettingName",
    schema="AINodeSetting",
    parent="funnelId",
)
WEBHOOK = Family(
    name="webhookconfig",
    label="webhook config",
    id="idWebhookConfig",
    title="webhookConfigName",
    schema="WebhookConfig",
    category_kinds={"": "webhookConfig"},
    short={"targetType": "targetType", "enabled": "enabled", "idCategory": "idCategory"},
    hide=hide_in_webhook,
)
MIDDLEWARE = Family(
    name="middlewareconfig",
    label="middleware config",
    id="idMiddlewareConfig",
    title="middlewareConfigName",
    schema="MiddlewareConfig",
    category_kinds={"": "middlewareConfig"},
    short={
        "destinationType": "destination.type",
        "destinationMethod": "destination.method",
        "idCategory": "idCategory",
    },
    hide=hide_in_middleware,
)

FAMILIES = {
    family.name: family
    for family in (
        TRAFFIC_SOURCE,
        OFFER_SOURCE,
        FUNNEL_GROUP,
        FUNNEL,
        CONDITION,
        LOGIC_SCRIPT,
        VISITOR_TAG,
        PAGE_GROUP,
        PAGE,
        CATEGORY,
        AI_NODE_SETTING,
        WEBHOOK,
        MIDDLEWARE,
    )
}


@dataclass(frozen=True, slots=True)
class View:
    """A family as one set of paths shows it."""

    family: Family
    spelled: Mapping[str, str] = field(default_factory=dict)
    """How the paths spell a field that is stored under another name."""

    @property
    def id(self) -> str:
        return self.spelled.get(self.family.id, self.family.id)

    def shown(self, document: Json) -> Json:
        taken = set(self.spelled.values())
        return {self.spelled.get(name, name): value for name, value in document.items() if name not in taken}

    def stored(self, document: Json) -> Json:
        names = {spelled: name for name, spelled in self.spelled.items()}
        return {names.get(name, name): value for name, value in document.items()}


VIEWS = {
    **{f"/{name}": View(family) for name, family in FAMILIES.items()},
    "/campaign": View(FUNNEL_GROUP, {"idFunnelGroup": "idCampaign", "funnelGroupName": "campaignName"}),
    "/campaign/funnel/pagegroup": View(PAGE_GROUP),
}
"""By the part of the path before the operation. Funnel groups have two sets over the same records."""
