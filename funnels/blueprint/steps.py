"""What a step of a blueprint may be. One class a kind; the key in `STEPS` is what makes a step of that kind."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from ..funnel import NodeKind
from .references import NewPage, NewTag, PageShareRef, Percent, Text, Url, Use
from .rules import RouteRef
from .strict import Strict

Rotation = Literal["plain", "sticky", "anti-affinity"]
"""Within the visitor's session: sticky repeats the first choice, anti-affinity shows all before repeating."""


class Way(Strict):
    """Where a button leads, with what happens on the way."""

    to: str
    conversion: bool = False
    event: bool = False
    webhooks: tuple[Text, ...] = ()


def _ways(raw: object) -> object:
    if not isinstance(raw, dict):
        return raw
    return {number: {"to": way} if isinstance(way, str) else way for number, way in raw.items()}


Ways = Annotated[
    dict[Annotated[int, Field(ge=1, le=64)], Way], BeforeValidator(_ways, json_schema_input_type=dict[int, str | Way])
]
"""Action number -> where that button leads; a bare step key is enough."""


class Step(Strict):
    kind: ClassVar[NodeKind]
    name: Text | None = None
    """What people see on the node; the step's key when left out."""
    everywhere: bool = False
    """A global node: visitors may come in here, too."""


class Arm(Strict):
    """One arm of a split."""

    to: str
    weight: Percent | None = None


class Split(Step):
    kind = NodeKind.ROTATOR
    split: tuple[Arm, ...]
    rotation: Rotation = "plain"
    ai: bool = False


class Lander(Step):
    kind = NodeKind.LANDER
    lander: Text | NewPage
    on: Ways = Field(default_factory=dict)


class Offer(Step):
    kind = NodeKind.OFFER
    offer: Text | NewPage
    on: Ways = Field(default_factory=dict)


class Landers(Step):
    kind = NodeKind.LANDER_GROUP
    landers: tuple[PageShareRef, ...] | Use
    rotation: Rotation = "plain"
    on: Ways = Field(default_factory=dict)


class Offers(Step):
    kind = NodeKind.OFFER_GROUP
    offers: tuple[PageShareRef, ...] | Use
    rotation: Rotation = "plain"
    on: Ways = Field(default_factory=dict)


class ExternalUrl(Step):
    kind = NodeKind.EXTERNAL_URL
    url: Url
    redirect: Literal["301", "307"] = "307"


class InlineCondition(Strict):
    """A condition of this funnel alone."""

    routes: tuple[RouteRef, ...]
    otherwise: str | None = None


class SharedCondition(Strict):
    """An existing global condition: `to` maps its route ids (or numbers, in version 1) to steps."""

    use: Text
    to: dict[str, str]
    otherwise: str | None = None


class Condition(Step):
    kind = NodeKind.CONDITION
    condition: InlineCondition | SharedCondition


class SharedScript(Strict):
    """A logic script: `to` maps the keys it returns to steps. With `code` it is made, else it exists."""

    use: Text
    code: Annotated[str, Field(min_length=1, max_length=10240)] | None = None
    to: dict[str, str]
    otherwise: str | None = None


class Logic(Step):
    kind = NodeKind.LOGIC
    logic: SharedScript


class Tagging(Strict):
    add: tuple[Text | NewTag, ...] = ()
    remove: tuple[Text | NewTag, ...] = ()


class Tag(Step):
    kind = NodeKind.VISITOR_TAG
    tag: Tagging
    then: str | None = None


class Webhook(Step):
    kind = NodeKind.WEBHOOK
    webhook: tuple[Text, ...]
    then: str | None = None


class SharedMiddleware(Strict):
    """An existing middleware: `to` maps its route ids to steps."""

    use: Text
    to: dict[str, str]
    otherwise: str | None = None


class Middleware(Step):
    kind = NodeKind.MIDDLEWARE
    middleware: SharedMiddleware


class Hub(Step):
    """An action proxy: a switchboard of buttons that several pages share. `hub: true` makes one."""

    kind = NodeKind.ACTION_PROXY
    hub: Literal[True]
    on: Ways = Field(default_factory=dict)


class Note(Step):
    kind = NodeKind.LABEL
    note: Annotated[str, Field(max_length=4096)]
    color: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{6}$")] = "e5e5e5"


STEPS: dict[str, type[Step]] = {
    "split": Split,
    "lander": Lander,
    "landers": Landers,
    "offer": Offer,
    "offers": Offers,
    "url": ExternalUrl,
    "condition": Condition,
    "logic": Logic,
    "tag": Tag,
    "webhook": Webhook,
    "middleware": Middleware,
    "hub": Hub,
    "note": Note,
}
"""Every step kind but the root, which `start` implies, by the key that makes a step one."""
