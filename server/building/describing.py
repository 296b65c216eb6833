"""The planning language, the rules, and the fields of every family, in words a model can use."""

from typing import Any

from funnels.assets import FAMILIES
from funnels.checks import describe as described_rules
from funnels.errors import InputError
from funnels.names import nearest
from prompts import load

from ..contracts import schema

TOPICS = ("blueprint", "edits", "changes", "rules")

_SCHEMAS: dict[str, str] = {
    "traffic_source": "TrafficSource",
    "offer_source": "OfferSource",
    "funnel_group": "FunnelGroup",
    "funnel": "Funnel",
    "condition": "FunnelCondition",
    "logic_script": "LogicScript",
    "visitor_tag": "FunnelVisitorTag",
    "page_group": "PageGroup",
    "page": "Page",
    "category": "Category",
    "user_settings": "UserSettings",
    "integration_key": "IntegrationAPIKey",
    "ai_node_setting": "AINodeSetting",
    "webhook_config": "WebhookConfig",
    "middleware_config": "MiddlewareConfig",
}
"""Family -> what the contract calls its documents."""


def describe(topic: str) -> str:
    """Markdown on a topic or a family. Raises InputError with the nearest."""
    if topic == "rules":
        return "\n".join(f"- `{one['id']}` ({one['severity']}): {one['truth']}" for one in described_rules())
    if topic in TOPICS:
        return load(f"topics/{topic}")
    if topic in FAMILIES:
        return _family(topic)
    known = [*TOPICS, *FAMILIES]
    near = nearest(topic, known, most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(f"Nothing is known about {topic!r}.", hint=f"{guess}Topics are {', '.join(known)}.")


def _family(family: str) -> str:
    document = schema(_SCHEMAS[family])
    required = set(document.get("required", ()))
    rows = [
        f"| {name} | {_kind(field)} | {'yes' if name in required else ''} | {_meaning(field)} |"
        for name, field in document.get("properties", {}).items()
    ]
    head = (
        f"**{FAMILIES[family].title}** (`{family}`)\n",
        "| field | type | required | meaning |",
        "| --- " * 4 + "|",
    )
    return "\n".join([*head, *rows])


def _kind(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return ", ".join(map(str, field["enum"]))
    if field.get("type") == "array":
        return f"list of {_kind(field.get('items', {}))}"
    kind = field.get("type", "any")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _meaning(field: dict[str, Any]) -> str:
    return str(field.get("description", "")).replace("\n", " ").replace("|", "/").strip()
