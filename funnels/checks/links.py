"""Addresses of pages and outside."""

import re
from collections.abc import Iterator

from ..assets import Funnel, Page
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
    for node, url, page in case.addresses:
        if not url.strip() or (scheme(url) in ("", "http", "https") and not url.startswith("{") and not host(url)):
            yield Observation(
                nodes=(node,),
                why=f"{_whose(page)} has {url!r} for an address; no browser opens it.",
                fix="Write the whole address, beginning with https://.",
                detail=page.id if page else "",
            )


@rule("private-address", "error")
def private_address(case: Case) -> Iterator[Observation]:
    """Visitors can reach every address from outside."""
    for node, url, page in case.addresses:
        if is_private(url):
            yield Observation(
                nodes=(node,),
                why=f"{_whose(page)} lies at {host(url)!r}, inside a private network: no visitor can open it.",
                fix="Use the public address.",
                detail=page.id if page else "",
            )


@rule("not-https", "warning")
def not_https(case: Case) -> Iterator[Observation]:
    """Every address is encrypted."""
    for node, url, page in case.addresses:
        if scheme(url) == "http" and host(url) and not is_private(url):
            yield Observation(
                nodes=(node,),
                why=f"{_whose(page)} is not encrypted: browsers warn, ad platforms refuse it, visitors leave.",
                fix="Use https://, once the server answers there.",
                detail=page.id if page else "",
            )


@rule("unknown-token", "hint")
def unknown_token(case: Case) -> Iterator[Observation]:
    """Tokens in addresses are spelled as the tracker knows them."""
    for node, url, page in case.addresses:
        wrong = sorted(name for name in tokens(url) if re.sub(r"[^a-z]", "", name.lower()) in _MEANT_FOR_HIT)
        if wrong:
            yield Observation(
                nodes=(node,),
                why=f"{_whose(page)} carries {{{wrong[0]}}}, which stays unfilled: the click id is {{hit}}.",
                fix="Write {hit}.",
                detail=page.id if page else "",
            )


@rule("leads-back", "warning")
def leads_back(case: Case) -> Iterator[Observation]:
    """No address leads back into the funnel it stands in."""
    for node, url, page in case.addresses:
        own_action = _ACTION.match(url) is not None
        entered = _entered(url)
        if own_action or (entered and case.funnel.id in _entered_from(case, entered)):
            yield Observation(
                nodes=(node,),
                why=f"{_whose(page)} sends visitors back into this funnel: each round counts and costs as a "
                "new visit, and without a page on the way it never ends.",
                fix="Lead to the step itself instead of to the tracker's link.",
                detail=page.id if page else "",
            )


def _whose(page: Page | None) -> str:
    return repr(page.name) if page else "This step"


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
