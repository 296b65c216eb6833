"""What a step of a blueprint may be. One class a kind; the key in `STEPS` is what makes a step of that kind."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from ..funnel import NodeKind
from .forms import LIST, LIST_OR_OBJECT, OBJECT, OWN, SHARED, SHARED_OR_OWN
from .references import PageRef, PageShareRef, Percent, TagRef, Text, Url, Use
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

    @model_serializer(mode="wrap")
    def _shortly(self, write: SerializerFunctionWrapHandler) -> str | dict[str, Any]:
        plain: dict[str, Any] = write(self)
        return self.to if set(plain) == {"to"} else plain


def _ways(raw: object) -> object:
    if not isinstance(raw, dict):
        return raw
    return {number: {"to": way} if isinstance(way, str) else way for number, way in raw.items()}


Ways = Annotated[
    dict[Annotated[int, Field(ge=1, le=64)], Way], BeforeValidator(_ways, json_schema_input_type=dict[int, str | Way])
]
"""Action number -> where that button leads; a bare step key is enough."""


Pages = Annotated[Annotated[tuple[PageShareRef, ...], LIST] | Annotated[Use, OBJECT], LIST_OR_OBJECT]
"""Pages of this step alone, or a page group that exists."""


class Step(Strict):
    kind: ClassVar[NodeKind | None] = None
    name: Text | None = None
    """What people see on the node; the step's key when left out."""
    everywhere: bool = False
    """A global node: visitors may come in here, too."""


class Arm(Strict):
    """One arm of a split."""

    to: str
    weight: Percent | None = None


class Split(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.ROTATOR
    split: tuple[Arm, ...]
    rotation: Rotation = "plain"
    ai: bool = False


class Lander(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.LANDER
    lander: PageRef
    on: Ways = Field(default_factory=dict)


class Offer(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.OFFER
    offer: PageRef
    on: Ways = Field(default_factory=dict)


class Landers(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.LANDER_GROUP
    landers: Pages
    rotation: Rotation = "plain"
    on: Ways = Field(default_factory=dict)


class Offers(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.OFFER_GROUP
    offers: Pages
    rotation: Rotation = "plain"
    on: Ways = Field(default_factory=dict)


class ExternalUrl(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.EXTERNAL_URL
    url: Url
    redirect: Literal["301", "307"] = "307"


def _as_text(raw: object) -> object:
    if not isinstance(raw, dict):
        return raw
    return {str(key) if type(key) is int else key: to for key, to in raw.items()}


Routes = Annotated[dict[str, str], BeforeValidator(_as_text)]
"""Route id, key or number -> the step it leads to."""


class InlineCondition(Strict):
    """A condition of this funnel alone."""

    routes: tuple[RouteRef, ...]
    otherwise: str | None = None


class SharedRouting(Strict):
    """An existing asset that chooses among routes: `to` maps these to steps."""

    use: Text
    to: Routes
    otherwise: str | None = None


class SharedCondition(SharedRouting):
    """An existing condition: `to` maps its route ids (or numbers, in version 1) to steps."""


class Condition(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.CONDITION
    condition: Annotated[Annotated[InlineCondition, OWN] | Annotated[SharedCondition, SHARED], SHARED_OR_OWN]


class SharedScript(SharedRouting):
    """A logic script: `to` maps the keys it returns to steps. With `code` it is made, else it exists."""

    code: Annotated[str, Field(min_length=1, max_length=10240)] | None = None


class Logic(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.LOGIC
    logic: SharedScript


class Tagging(Strict):
    add: tuple[TagRef, ...] = ()
    remove: tuple[TagRef, ...] = ()


class Tag(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.VISITOR_TAG
    tag: Tagging
    then: str | None = None


class Webhook(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.WEBHOOK
    webhook: tuple[Text, ...]
    then: str | None = None


class SharedMiddleware(SharedRouting):
    """An existing middleware: `to` maps its route ids to steps."""


class Middleware(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.MIDDLEWARE
    middleware: SharedMiddleware


class Hub(Step):
    """An action proxy: a switchboard of buttons that several pages share. `hub: true` makes one."""

    kind: ClassVar[NodeKind | None] = NodeKind.ACTION_PROXY
    hub: Literal[True]
    on: Ways = Field(default_factory=dict)


class Note(Step):
    kind: ClassVar[NodeKind | None] = NodeKind.LABEL
    note: Annotated[str, Field(max_length=4096)]
    color: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{6}$")] = "e5e5e5"


class Kept(Step):
    """A node that this language cannot say, as it is in the funnel it was read from. Only for funnels that exist."""

    kept: NodeKind
    """What kind of node it is in the tracker."""


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
    "kept": Kept,
}
"""Every step kind but the root, which `start` implies, by the key that makes a step one."""
