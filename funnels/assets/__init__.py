"""The 15 asset families, one a file."""

from .ai_node_setting import AiNodeSetting
from .asset import Amount, Asset
from .category import Category
from .condition import Condition, Route, Rule, RuleGroup
from .funnel import Funnel
from .funnel_group import FunnelGroup
from .integration_key import IntegrationKey
from .logic_script import LogicScript
from .middleware_config import MiddlewareConfig, MiddlewareRoute
from .offer_source import OfferSource
from .page import OfferParams, Page
from .page_group import PageGroup, PageShare
from .traffic_source import Postback, TrackingField, TrafficSource
from .user_settings import UserSettings
from .visitor_tag import VisitorTag
from .webhook_config import WebhookConfig

FAMILIES: dict[str, type[Asset]] = {
    kind.family: kind
    for kind in (
        TrafficSource,
        OfferSource,
        FunnelGroup,
        Funnel,
        Condition,
        LogicScript,
        VisitorTag,
        PageGroup,
        Page,
        Category,
        UserSettings,
        IntegrationKey,
        AiNodeSetting,
        WebhookConfig,
        MiddlewareConfig,
    )
}
"""Every asset family, by the name people and tools use."""

__all__ = [
    "FAMILIES",
    "AiNodeSetting",
    "Amount",
    "Asset",
    "Category",
    "Condition",
    "Funnel",
    "FunnelGroup",
    "IntegrationKey",
    "LogicScript",
    "MiddlewareConfig",
    "MiddlewareRoute",
    "OfferParams",
    "OfferSource",
    "Page",
    "PageGroup",
    "PageShare",
    "Postback",
    "Route",
    "Rule",
    "RuleGroup",
    "TrackingField",
    "TrafficSource",
    "UserSettings",
    "VisitorTag",
    "WebhookConfig",
]
