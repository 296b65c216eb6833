"""The links of a funnel: entrances by traffic source, actions, the postback."""

from collections.abc import Sequence
from typing import Any

from funnels.account import Account
from funnels.assets import Funnel, FunnelGroup, TrafficSource, UserSettings
from funnels.blueprint import read
from funnels.errors import InputError, NotFoundError
from funnels.funnel import KINDS, Leaving
from funnels.names import resolve

from ..errors import TrackerRefused
from ..links import action_link, entrance_link, postback_url
from ..tracker import with_documents
from ..workspace import Workspace
from .snapshots import funnel_of


async def links_of(workspace: Workspace, wanted: str, sources: Sequence[str]) -> dict[str, Any]:
    """Entrance links for the named traffic sources, or all active ones."""
    funnel, account = await funnel_of(workspace, wanted)
    entries = list(account.entries(TrafficSource.family))
    chosen = [resolve(name, entries, what=TrafficSource.title) for name in sources] or [
        e for e in entries if e.is_active
    ]
    domain = await domain_of(workspace)
    return {
        "links": await entrance_links(workspace, account, funnel, [one.id for one in chosen], domain),
        "actions": _actions(funnel, account, domain),
        "postback": postback_url(domain),
    }


async def entrance_links(
    workspace: Workspace, account: Account, funnel: Funnel, sources: Sequence[str], domain: str = ""
) -> list[dict[str, Any]]:
    domain = domain or await domain_of(workspace)
    account = await with_documents(workspace.tracker, account, [(TrafficSource, id) for id in sources])
    group = account.get(FunnelGroup, funnel.id_campaign)
    further = {**(group.accumulated_url_params if group else {}), **funnel.accumulated_url_params}
    known = [source for id in sources if (source := account.get(TrafficSource, id))]
    return [
        {"source": one.name, "id": one.id, "url": entrance_link(domain, funnel.id, one, further=further)}
        for one in known
    ]


async def domain_of(workspace: Workspace) -> str:
    """The tracking domain. Raises InputError where neither settings nor account say one."""
    if workspace.settings.domain:
        return workspace.settings.domain
    try:
        settings = await workspace.tracker.get(UserSettings, "settings")
    except (TrackerRefused, NotFoundError):
        settings = None  # its path is a guess of the contract: without it, ours decides
    if settings and settings.default_custom_domain:
        return settings.default_custom_domain
    if not workspace.settings.is_remote:
        return LOCAL_DOMAIN
    raise InputError("The account has no tracking domain.", hint="Set FUNNELWRIGHT_DOMAIN to your tracking domain.")


LOCAL_DOMAIN = "localhost:8650"
"""Where the embedded tracker answers by default."""


def _actions(funnel: Funnel, account: Account, domain: str) -> list[dict[str, Any]]:
    steps = {id: key for key, id in read(funnel, account).keys.items()}
    return [
        {"step": steps.get(node.id_node, node.node_name), "action": number, "url": action_link(domain, number)}
        for node in funnel.nodes
        if KINDS[node.node_type].leaving is Leaving.ACTION
        for connection in funnel.graph.leaving(node)
        for number in connection.actions
    ]
