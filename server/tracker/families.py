"""How each family is reached: its operations, where its paths may be, and what is odd about it. All as data.

Operations are found by name: the stem of the family and the suffix of the action, `offerSource` + `FindById`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from funnels.assets import (
    AiNodeSetting,
    Asset,
    Category,
    Condition,
    Funnel,
    FunnelGroup,
    IntegrationKey,
    LogicScript,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    UserSettings,
    VisitorTag,
    WebhookConfig,
)
from funnels.errors import InputError

from ..contracts import Operation, operations


class Action(Enum):
    """What can be done with a family; the value is the end of the operation's name."""

    LIST = "List"
    ONE = "FindById"
    SEVERAL = "FindByIds"
    CREATE = "Create"
    REPLACE = "Update"
    DUPLICATE = "Duplicate"
    DELETE = "Delete"
    ARCHIVE = "Archive"
    UNARCHIVE = "Unarchive"
    MOVE = "MoveCategory"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the paths of a family may be."""

    prefix: str
    tails: Mapping[str, str] = field(default_factory=dict)
    """What follows the prefix, by operation, where it is not what the contract has."""
    renamed: bool = False
    """The fields there have the other names of the family."""


@dataclass(frozen=True, slots=True)
class Access:
    stem: str
    places: tuple[Place, ...]
    """The contract's own place first."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """How fields may be called as well, by their names in the contract's own place."""
    named: Mapping[Action, str] = field(default_factory=dict)
    """Operations that are called otherwise; empty for one that is never used."""
    sends: Mapping[Action, tuple[str, ...]] = field(default_factory=dict)
    """The only fields an action sends, where it does not take a whole document or a list of ids."""
    probe: str = "List"
    """End of the name of the reading operation that shows whether a place is right."""
    asks: Mapping[str, str] = field(default_factory=lambda: {"status": "active"})
    """The query of the probe."""
    optional: bool = False
    """Funnels can be built without it, and its paths are little more than a guess."""

    @property
    def makes_ids(self) -> bool:
        """The tracker makes the id when one is created."""
        return Action.CREATE in self.named


_SETTINGS = "/user/settings"
_SETTINGS_TAILS = {"userSettingsGet": "/find/", "userSettingsSave": "/save/", "userSettingsDelete": "/delete/"}
_NO_ID = "000000000000"

ACCESS: dict[type[Asset], Access] = {
    TrafficSource: Access("trafficSource", (Place("/trafficsource"),)),
    OfferSource: Access("offerSource", (Place("/offersource"),)),
    FunnelGroup: Access(
        "funnelGroup",
        (Place("/funnelgroup"), Place("/campaign", renamed=True)),
        other_names={"idFunnelGroup": "idCampaign", "funnelGroupName": "campaignName"},
    ),
    Funnel: Access("funnel", (Place("/funnel"), Place("/campaign/funnel")), named={Action.MOVE: "funnelMove"}),
    Condition: Access(
        "condition", (Place("/condition"), Place("/campaign/funnel/condition"), Place("/funnel/condition"))
    ),
    LogicScript: Access("logicScript", (Place("/logicscript"),)),
    VisitorTag: Access("visitorTag", (Place("/visitortag"), Place("/campaign/funnel/visitortag"))),
    PageGroup: Access("pageGroup", (Place("/pagegroup"), Place("/campaign/funnel/pagegroup"), Place("/page-group"))),
    Page: Access("page", (Place("/page"),)),
    Category: Access("category", (Place("/category"),)),
    UserSettings: Access(
        "userSettings",
        (Place(_SETTINGS), Place(_SETTINGS, _SETTINGS_TAILS), Place("/user", _SETTINGS_TAILS)),
        named={Action.ONE: "userSettingsGet", Action.REPLACE: "userSettingsSave", Action.DELETE: ""},
        probe="Get",
        asks={},
        optional=True,
    ),
    IntegrationKey: Access(
        "integrationKey",
        (Place("/integration"), Place("/integration/key"), Place("/integration/apikey")),
        named={Action.CREATE: "integrationKeyGenerate"},
        sends={
            Action.CREATE: ("api", "name"),
            Action.REPLACE: ("key", "name", "status"),
            Action.DELETE: ("key",),
        },
        asks={},
        optional=True,
    ),
    AiNodeSetting: Access(
        "aiNodeSetting",
        (Place("/ainodesetting"), Place("/ai-node-setting"), Place("/ainodesettings")),
        probe="FindByIds",
        asks={"idAINodeSettings": _NO_ID},
        optional=True,
    ),
    WebhookConfig: Access("webhookConfig", (Place("/webhookconfig"),)),
    MiddlewareConfig: Access("middlewareConfig", (Place("/middlewareconfig"),)),
}


@cache
def operation_of(kind: type[Asset], action: Action) -> Operation | None:
    """None where the tracker has no such operation for the family."""
    access = ACCESS[kind]
    wanted = access.named.get(action, f"{access.stem}{action.value}")
    return next((operation for operation in operations() if operation.id == wanted), None)


def required(kind: type[Asset], action: Action) -> Operation:
    """The operation; InputError where the tracker has none."""
    operation = operation_of(kind, action)
    if operation is None:
        possible = [one.name.casefold() for one in Action if operation_of(kind, one)]
        raise InputError(
            f"The tracker has no {action.name.casefold()} for {kind.title}.", hint=f"It has: {', '.join(possible)}."
        )
    return operation
