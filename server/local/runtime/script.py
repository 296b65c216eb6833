"""The page script: a page says that it is shown, so that pages visited directly are tracked as well.

`f` funnel, `n` node, `p` page, `ts` traffic source, `c` cost [documentation]; `u` is the page's own address and `r`
its referrer [our ruling], for only they know with what parameters the visitor came. Parameters in a URL win.
Our rulings on what a view is: where the visitor came to the page by a link of ours, the hit is there already and
nothing is added; the same page again is a further view of the same visit; anything else begins a visit.
`skv` in the answer is what the session remembers of the visitor's links.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from anyio import to_thread

from funnels.assets import Page
from funnels.routing import Step

from . import answers, door
from .action import HIT
from .answers import Answer
from .asked import COOKIE, Asked, place
from .booking import of_visit
from .entrance import entered, known
from .hit_ids import is_visitor_id
from .in_use import FunnelInUse, SourceInUse
from .journey import Journey, record
from .page_script import CODE
from .session import Seen, Session, Visit
from .world import World

_OWN = frozenset({"f", "n", "p", "ts", "u", "r", HIT})


async def page_script(world: World, asked: Asked) -> tuple[Answer, str]:
    if asked.method == "OPTIONS":
        return _shared(asked, Answer(204)), ""
    if asked.path == "/js/funnel.js":
        return _shared(asked, answers.script(CODE)), ""
    if asked.path.rstrip("/") != "/js/funnel":
        return answers.text(404, "There is nothing here."), ""
    try:
        return await _viewed(world, asked, {**asked.form, **asked.parameters})
    except LookupError as error:
        return _shared(asked, _told({}, str(error.args[0]), {})), ""


async def _viewed(world: World, asked: Asked, said: dict[str, str]) -> tuple[Answer, str]:
    """LookupError says why nothing was counted."""
    link = {**said, **_parameters(said.get("u", ""))}
    shown = await _shown(world, link)
    link = {name: value for name, value in link.items() if name not in _OWN}
    visitor_id = next(filter(is_visitor_id, (link.get(COOKIE, ""), asked.visitor)), "")
    remembered = await known(world, visitor_id) if visitor_id else Session()
    found = _seen(remembered, shown)
    if found is None:
        asked.parameters = link
        asked.came_from = door.fit(said.get("r", ""), door.LONGEST_HEADER)
        on = entered(world, asked, shown.funnel, shown.source, remembered, visitor_id, cost=link.get("c", ""))
    else:
        on = await _again(world, asked, shown, remembered, found)
        if not found[1].is_confirmed:
            return _shared(asked, await _confirmed(world, on, found[1]), shown.page), on.visitor_id
    hit = record(world, on, (shown.step,))[0]
    on.visit.show(shown.node, shown.page.id, hit["hit_id"], said.get("u") or shown.page.base_url, is_confirmed=True)
    await on.keep(world)
    return _shared(asked, _told(_tokens(on.whole(hit)), "", on.visit.data), shown.page), on.visitor_id


def _parameters(url: str) -> dict[str, str]:
    try:
        return door.parameters(urlsplit(url).query.encode())
    except ValueError:
        return {}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What page is looked at, as part of which funnel."""

    funnel: FunnelInUse
    source: SourceInUse | None
    node: str
    page: Page
    step: Step


async def _shown(world: World, said: Mapping[str, str]) -> _Shown:
    page = await world.catalogue.page(said["p"]) if said.get("p") else None
    if page is None and not (said.get("f") and said.get("n")):
        raise LookupError("There is no such page." if said.get("p") else "Say which page it is: p is missing.")
    id_funnel, id_node, id_source = said.get("f", ""), said.get("n", ""), said.get("ts", "")
    default = page.default_funnel if page else None
    if not id_funnel and default and default.enabled:
        id_funnel, id_node, id_source = default.id_funnel, default.id_node, default.id_traffic_source
    if not id_funnel:
        raise LookupError("The page has no default funnel, and f is missing.")
    funnel = await world.catalogue.funnel(id_funnel)
    source = await world.catalogue.source(id_source) if id_source else None
    if funnel is None or not funnel.wired.root:
        raise LookupError("There is no such funnel.")
    if id_source and source is None:
        raise LookupError("There is no such traffic source.")
    shown = _step(funnel, id_node, page)
    return _Shown(
        funnel,
        source,
        shown.node,
        shown.page,
        Step(shown.node, funnel.wired.kinds[shown.node], shown.page, shown.group),
    )


class _At(NamedTuple):
    node: str
    page: Page
    group: str


def _step(funnel: FunnelInUse, id_node: str, page: Page | None) -> _At:
    nodes = funnel.wired.showing.get(page.id, ()) if page else ()
    node = funnel.node.get(id_node or next(iter(nodes), ""))
    if node is None:
        raise LookupError("The funnel has no such node." if id_node else "The funnel does not show the page.")
    if page is None and node.node_page_params:
        page = funnel.page(node.node_page_params.id_page)
    if page is None or node.id_node not in funnel.wired.showing.get(page.id, ()):
        raise LookupError("The node does not show the page.")
    group = node.node_page_group_params
    return _At(node.id_node, page, group.id_page_group if group else "")


def _seen(remembered: Session, shown: _Shown) -> tuple[Visit, Seen] | None:
    visit = remembered.latest(shown.funnel.id)
    for seen in reversed(visit.seen if visit else []):
        if seen.page == shown.page.id and visit:
            return visit, seen
    return None


async def _again(
    world: World, asked: Asked, shown: _Shown, remembered: Session, found: tuple[Visit, Seen]
) -> Journey:
    visit, seen = found
    source = await world.catalogue.source(visit.source) if visit.source else None
    hit = await to_thread.run_sync(world.events.hit, seen.hit)
    if hit is None:
        raise LookupError("The visit is not there any more.")
    return Journey(asked, world.now_ms(), shown.funnel, source, remembered, visit, of_visit(hit))


async def _confirmed(world: World, on: Journey, seen: Seen) -> Answer:
    """The view was counted when the visitor was sent here."""
    seen.is_confirmed = True
    await on.keep(world)
    tokens = _tokens({"hit_id": seen.hit, "visitor_id": on.visitor_id, "node_id": seen.node})
    return _told(tokens, "", on.visit.data)


def _tokens(hit: Mapping[str, Any]) -> dict[str, str]:
    return {"{hit}": hit["hit_id"], "{visitor}": hit["visitor_id"], "{current-node-id}": hit["node_id"]}


def _told(tokens: Mapping[str, str], error: str, data: Mapping[str, str]) -> Answer:
    return answers.document({"resolvedTokens": tokens, "error": error, "skv": data})


def _shared(asked: Asked, answer: Answer, page: Page | None = None) -> Answer:
    origin = asked.headers.get(b"origin", b"")
    is_known = asked.method == "OPTIONS" or (page is not None and _host(door.header(origin)) == _host(page.base_url))
    answer.headers += answers.shared_with(origin, is_known=is_known)
    return answer


def _host(url: str) -> str:
    return place(url)[0]
