"""Whether conversions find their way back, with their money."""

from collections.abc import Iterator, Mapping, Sequence

from ..assets import OfferSource, Page
from ..funnel import OFFER_KINDS, Node, NodeKind
from .addresses import tokens
from .case import Case
from .finding import Observation
from .rule import rule

_CLICK_IDS = frozenset({"hit", "visitor"})
"""Tokens by which a postback finds its visit [documentation]."""

_MOST_NAMED = 4


@rule("click-id-lost", "warning")
def click_id_lost(case: Case) -> Iterator[Observation]:
    """Every offer of a network is told the click id."""
    for node, page, source in _offers(case):
        if source and not converts_itself(case, node) and not _carries_click_id(node, page, source):
            yield Observation(
                nodes=(node.id_node,),
                why=lost_click_id([page.name], source.name),
                fix="Hand {hit} over as the network's sub id, in the offer's address or the source's parameters.",
                detail=page.id,
            )


def lost_click_id(offers: Sequence[str], source: str) -> str:
    """What it means that the click id is not handed over, in one sentence for all of these offers of a source."""
    more = len(offers) - _MOST_NAMED
    told = [*map(repr, offers[:_MOST_NAMED]), *([f"{more} more offers"] if more > 0 else []), repr(source)]
    return (
        f"Neither {' nor '.join(told)} hands over the click id: the network cannot say which visitor bought, and its "
        "conversions are lost."
    )


@rule("payout-missing", "warning")
def payout_missing(case: Case) -> Iterator[Observation]:
    """What a conversion pays is known from the offer or from the network's postback."""
    for node, page, source in _offers(case):
        payout = page.offer_params.payout if page.offer_params else ""
        if source and not source.postback_payout and not payout.strip("0."):
            yield Observation(
                nodes=(node.id_node,),
                why=f"Conversions of {page.name!r} count as zero revenue: it has no payout, and {source.name!r} "
                "sends none.",
                fix="Set the payout of the offer, or the payout parameter of the offer source.",
                detail=page.id,
            )


@rule("offer-without-source", "hint")
def offer_without_source(case: Case) -> Iterator[Observation]:
    """An offer belongs to an offer source."""
    for node, page, _ in _offers(case):
        if page.offer_params is not None and not page.offer_params.id_offer_source:
            yield Observation(
                nodes=(node.id_node,),
                why=f"{page.name!r} belongs to no offer source: there is no postback to give to a network, and "
                "reports cannot compare networks.",
                fix="Say which network the offer comes from, unless it is your own.",
                detail=page.id,
            )


@rule("postback-unprepared", "hint")
def postback_unprepared(case: Case) -> Iterator[Observation]:
    """An offer source knows how its network spells sub id, transaction and payout."""
    told: set[str] = set()
    for node, _, source in _offers(case):
        if source is None or source.id in told or source.postback_sub_id or source.postback_tx_id:
            continue
        told.add(source.id)
        yield Observation(
            nodes=(node.id_node,),
            why=f"{source.name!r} does not say how it calls the sub id and the transaction, so its postback link has "
            "to be put together by hand; one slip and conversions are lost.",
            fix="Fill in the postback parameters of the offer source.",
            detail=source.id,
        )


@rule("offer-as-address", "warning")
def offer_as_address(case: Case) -> Iterator[Observation]:
    """What is to convert is an offer, not an outside address."""
    for node in case.nodes([NodeKind.EXTERNAL_URL]):
        block = node.node_external_url_params
        if block and "hit" in tokens(block.url):
            yield Observation(
                nodes=(node.id_node,),
                why="The address carries the click id, but an outside address cannot convert: sales behind it never "
                "show up.",
                fix="Make it an offer, with its payout.",
            )


def converts_itself(case: Case, node: Node) -> bool:
    """Whether a button of the offer counts as its conversion, so that no network needs to say so."""
    return any(
        one.connection_page_params is not None and one.connection_page_params.is_conversion
        for one in case.graph.leaving(node)
    )


def _offers(case: Case) -> Iterator[tuple[Node, Page, OfferSource | None]]:
    """Offers visitors can get to, with their offer source as far as it was read."""
    for node in case.nodes(OFFER_KINDS):
        for page in case.pages(node) if case.is_reached(node) else ():
            if page.page_type == "offer":
                source = page.offer_params.id_offer_source if page.offer_params else ""
                yield node, page, case.account.get(OfferSource, source)


def _carries_click_id(node: Node, page: Page, source: OfferSource) -> bool:
    added: list[Mapping[str, str]] = [page.query_params, source.query_params]
    blocks = [node.node_page_params] if node.node_page_params else []
    if node.node_page_group_params:
        blocks += [one for one in node.node_page_group_params.page_params if one.id_page == page.id]
    added += [one.additional_tokens for one in blocks]
    texts = [page.base_url, *(value for params in added for value in params.values())]
    return any(name.lower() in _CLICK_IDS for text in texts for name in tokens(text))
