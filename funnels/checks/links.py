"""Addresses of pages and outside."""

import re
from collections.abc import Iterator

from ..assets import Funnel
from ..funnel import PAGE_KINDS, Node, NodeKind
from .addresses import host, is_private, scheme, tokens
from .case import Case
from .finding import Observation
from .rule import rule

_ENTRANCE = re.compile(r"/fts/([0-9A-Za-z]{12})(?:-|[/?#]|$)")
_ACTION = re.compile(r"^https?://[^/]+/action/\d+/?(?:[?#]|$)")
_MEANT_FOR_HIT = frozenset({"hitid", "clickid", "click", "subid", "fluxhit", "hits", "hid"})


@rule("no-address", "error")
def no_address(case: Case) -> Iterator[Observation]:
    """Every page and outside address is one a browser can open."""
    for node, url, whose, id in _addresses(case):
        if not url.strip() or (scheme(url) in ("", "http", "https") and not url.startswith("{") and not host(url)):
            yield Observation(
                nodes=(node.id_node,),
                why=f"{whose} has {url!r} for an address; no browser opens it.",
                fix="Write the whole address, beginning with https://.",
                detail=id,
            )


@rule("private-address", "error")
def private_address(case: Case) -> Iterator[Observation]:
    """Visitors can reach every address from outside."""
    for node, url, whose, id in _addresses(case):
        if is_private(url):
            yield Observation(
                nodes=(node.id_node,),
                why=f"{whose} lies at {host(url)!r}, inside a private network: no visitor can open it.",
                fix="Use the public address.",
                detail=id,
            )


@rule("not-https", "warning")
def not_https(case: Case) -> Iterator[Observation]:
    """Every address is encrypted."""
    for node, url, whose, id in _addresses(case):
        if scheme(url) == "http" and host(url) and not is_private(url):
            yield Observation(
                nodes=(node.id_node,),
                why=f"{whose} is not encrypted: browsers warn of it, ad platforms refuse it, some visitors leave.",
                fix="Use https://, once the server answers there.",
                detail=id,
            )


@rule("unknown-token", "hint")
def unknown_token(case: Case) -> Iterator[Observation]:
    """Tokens in addresses are spelled as the tracker knows them."""
    for node, url, whose, id in _addresses(case):
        wrong = sorted(name for name in tokens(url) if re.sub(r"[^a-z]", "", name.lower()) in _MEANT_FOR_HIT)
        if wrong:
            yield Observation(
                nodes=(node.id_node,),
                why=f"{whose} carries {{{wrong[0]}}}, which the tracker does not fill in: the click id is {{hit}}.",
                fix="Write {hit}.",
                detail=id,
            )


@rule("leads-back", "warning")
def leads_back(case: Case) -> Iterator[Observation]:
    """No address leads back into the funnel it stands in."""
    for node, url, whose, id in _addresses(case):
        own_action = _ACTION.match(url) is not None
        entered = _entered(url)
        if own_action or (entered and case.funnel.id in _entered_from(case, entered)):
            yield Observation(
                nodes=(node.id_node,),
                why=f"{whose} sends visitors back into this funnel: each round counts and costs as a new visit, and "
                "without a page on the way it never ends.",
                fix="Lead to the step itself instead of to the tracker's link.",
                detail=id,
            )


def _addresses(case: Case) -> Iterator[tuple[Node, str, str, str]]:
    """Node, address, whose it is in words, and the id of the page or of nothing."""
    for node in case.nodes([NodeKind.EXTERNAL_URL]):
        if node.node_external_url_params:
            yield node, node.node_external_url_params.url, "This step", ""
    for node in case.nodes(PAGE_KINDS):
        for page in case.pages(node):
            yield node, page.base_url, repr(page.name), page.id


def _entered(url: str) -> str | None:
    """The funnel an entrance link of the tracker leads to."""
    found = _ENTRANCE.search(url)
    return found[1] if found else None


def _entered_from(case: Case, funnel_id: str) -> frozenset[str]:
    """The funnels visitors come to from one by outside addresses alone, itself among them, as far as was read."""
    seen = {funnel_id}
    waiting = [funnel_id]
    while waiting:
        funnel = case.funnel if waiting[-1] == case.funnel.id else case.account.get(Funnel, waiting[-1])
        waiting.pop()
        for node in funnel.nodes if funnel else ():
            onward = _entered(node.node_external_url_params.url) if node.node_external_url_params else None
            if onward and onward not in seen:
                seen.add(onward)
                waiting.append(onward)
    return frozenset(seen)
