"""The planning language, the rules, and the fields of every family, in words a model can use."""

from collections.abc import Iterator
from typing import Any

from funnels.assets import FAMILIES
from funnels.checks import describe as described_rules
from funnels.errors import InputError
from funnels.names import nearest
from prompts import load

from ..contracts.contract import document

TOPICS = ("blueprint", "edits", "changes", "updates", "rules")

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
    kinds = _Kinds()
    rows = kinds.rows(_SCHEMAS[family])
    head = (
        f"**{FAMILIES[family].title}** (`{family}`)\n",
        "| field | type | required | meaning |",
        "| --- " * 4 + "|",
    )
    return "\n".join([*head, *rows, *kinds.further()])


class _Kinds:
    """Fields in words. What one leads to is noted, and told after the family itself."""

    def __init__(self) -> None:
        self._schemas: dict[str, dict[str, Any]] = document()["components"]["schemas"]
        self._waiting: list[str] = []

    def rows(self, name: str) -> list[str]:
        told = self._schemas[name]
        required = set(told.get("required", ()))
        return [
            f"| {field} | {self._kind(how)} | {'yes' if field in required else ''} | {_meaning(how)} |"
            for field, how in told.get("properties", {}).items()
        ]

    def further(self) -> Iterator[str]:
        told: set[str] = set()
        while self._waiting:
            name = self._waiting.pop(0)
            if name not in told:
                told.add(name)
                yield f"\n`{name}`\n"
                yield from ("| field | type | required | meaning |", "| --- " * 4 + "|", *self.rows(name))

    def _kind(self, field: dict[str, Any]) -> str:
        if "$ref" in field:
            return self._named(str(field["$ref"]).rpartition("/")[2])
        if "enum" in field:
            return ", ".join(map(str, field["enum"]))
        if field.get("type") == "array":
            return f"list of {self._kind(field.get('items', {}))}"
        kind = field.get("type", "any")
        return " or ".join(kind) if isinstance(kind, list) else str(kind)

    def _named(self, name: str) -> str:
        """A schema without fields is told in place, one with fields by its name and later."""
        told = self._schemas[name]
        if not told.get("properties"):
            return self._kind(told)
        self._waiting.append(name)
        return name


def _meaning(field: dict[str, Any]) -> str:
    return str(field.get("description", "")).replace("\n", " ").replace("|", "/").strip()
