"""Any funnel, read as a blueprint."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ..account import Account
from ..assets import Funnel, FunnelGroup
from .blueprint import START, Blueprint
from .read_step import StepReader
from .slugs import Keys
from .spelling import Speller
from .steps import Split


@dataclass(frozen=True, slots=True)
class Reading:
    """A funnel beside the blueprint that says it."""

    funnel: Funnel
    blueprint: Blueprint
    """Says what the language can say; compiling with this reading as the base carries the rest."""

    keys: Mapping[str, str]
    """Step key -> id of the node; the entrance is `start`."""

    spelled: Mapping[tuple[str, str, str], str]
    """(family, page type, text in the blueprint) -> id, also of assets that no longer exist."""


def read(funnel: Funnel, account: Account) -> Reading:
    """The blueprint of a funnel, however odd that is. Compiled with the reading as its base, it changes nothing."""
    speller = Speller(account, funnel.id)
    keys = keys_of(funnel)
    key_of = {id: key for key, id in keys.items()}
    reader = StepReader(account, funnel, speller, key_of)
    nodes = funnel.graph.node
    steps = {key: reader.step(nodes[id], key) for key, id in keys.items() if key != START}
    root = funnel.graph.root
    start = Split.model_validate(reader.split(root)) if root else Split(split=())
    single = len(start.split) == 1 and start.split[0].weight is None
    blueprint = Blueprint(
        funnel=funnel.name,
        group=speller.text(FunnelGroup.family, funnel.id_campaign),
        start=start.split[0].to if single else start.split,
        rotation=start.rotation,
        steps=steps,
        default_cost=_amount(funnel.default_cost),
    )
    return Reading(funnel, blueprint, keys, speller.spelled)


def keys_of(funnel: Funnel) -> dict[str, str]:
    """Step keys and the ids of their nodes: the root first, then every node as it stands in the document."""
    free = Keys(START)
    root = funnel.graph.root
    keys = {START: root.id_node} if root else {}
    for node in funnel.graph.node.values():
        if node is not root:
            keys[free.take(node.node_name, otherwise=node.node_type.lower())] = node.id_node
    return keys


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount >= 0 and len(text) <= 15 and -int(amount.as_tuple().exponent) <= 6 else None
