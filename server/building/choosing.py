"""Which funnels are meant where many are: by what is said of them, all of which has to hold."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.account import Account, Entry
from funnels.assets import (
    Asset,
    Condition,
    Funnel,
    FunnelGroup,
    LogicScript,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    VisitorTag,
    WebhookConfig,
)
from funnels.errors import InputError
from funnels.names import nearest, resolve

from ..plans import clean
from ..tracker import reached, with_documents
from ..workspace import Workspace

WAYS = ("names", "group", "using", "all")

_USED: tuple[type[Asset], ...] = (
    Page,
    PageGroup,
    Condition,
    OfferSource,
    VisitorTag,
    LogicScript,
    WebhookConfig,
    MiddlewareConfig,
)
"""What a funnel can be chosen by."""


async def chosen(workspace: Workspace, account: Account, wanted: Mapping[str, Any]) -> tuple[list[Funnel], Account]:
    """The funnels by name, and the account with all that they lead to.

    `names` is a list of names or ids, `group` a funnel group, `using` an offer, a lander or anything else a funnel
    leads to (of several, any), and `all` is true. InputError, NotFoundError or AmbiguousError where nothing or too
    much is meant; archived funnels are meant by their names only.
    """
    _refuse(wanted)
    entries = list(_listed(account, wanted))
    account = await with_documents(workspace.tracker, account, [(Funnel, one.id) for one in entries])
    found = [funnel for one in entries if (funnel := account.get(Funnel, one.id))]
    if "using" in wanted:
        used = {_used(one, account) for one in _listed_texts(wanted["using"])}
        found = [funnel for funnel in found if not used.isdisjoint(reached(funnel, account))]
    if not found:
        said = ", ".join(f"{way} {clean(wanted[way])!r}" for way in WAYS if way in wanted)
        raise InputError(f"funnels: no active funnel is meant by {said}.", hint="find_assets shows what there is.")
    return sorted(found, key=lambda one: (one.name, one.id)), account


def _listed(account: Account, wanted: Mapping[str, Any]) -> Iterator[Entry]:
    """As far as lists tell."""
    known = list(account.entries(Funnel.family))
    if "names" in wanted:
        named = {(one := resolve(str(name), known, what=Funnel.title)).id: one for name in wanted["names"]}
        known = list(named.values())
    else:
        known = [one for one in known if one.is_active]
    if "group" in wanted:
        groups = account.entries(FunnelGroup.family)
        group = resolve(str(wanted["group"]), groups, what=FunnelGroup.title)
        known = [one for one in known if one.parent == group.id]
    yield from known


def _used(wanted: str, account: Account) -> tuple[type[Asset], str]:
    entries = [one for kind in _USED for one in account.entries(kind.family) if one.status != "deleted"]
    entry = resolve(wanted, entries, what="asset")
    return next((kind, entry.id) for kind in _USED if kind.family == entry.family)


def _refuse(wanted: Mapping[str, Any]) -> None:
    for key in wanted:
        if key not in WAYS:
            near = nearest(str(key), WAYS, most=1)
            guess = f"Did you mean {near[0]!r}?" if near else f"It takes {', '.join(WAYS)}."
            raise InputError(f"funnels.{key}: funnels are not chosen by this.", hint=guess)
    if not wanted:
        raise InputError("funnels: say which ones.", hint=f"By {', '.join(WAYS)}.")
    names = wanted.get("names", ["?"])
    if not isinstance(names, Sequence) or isinstance(names, str) or not names:
        raise InputError(
            f"funnels.names: a list of names or ids, not {clean(names)!r}.", hint="One name is a list, too."
        )
    if wanted.get("all", True) is not True:
        raise InputError("funnels.all: is true or left out.", hint="Say names, group or using instead.")
    for way in ("group", "using"):
        texts = _listed_texts(wanted.get(way, "?")) if way == "using" else [wanted.get(way, "?")]
        if not texts or not all(isinstance(one, str) and one for one in texts):
            raise InputError(f"funnels.{way}: a name or an id, not {clean(wanted[way])!r}.", hint="Say one.")


def _listed_texts(said: Any) -> list[Any]:
    return list(said) if isinstance(said, list | tuple) else [said]
