"""What a blueprint says is to be made: each once, and not again where it exists."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from ..assets import (
    FunnelGroup,
    LogicScript,
    OfferParams,
    OfferSource,
    Page,
    TrackingField,
    TrafficSource,
    VisitorTag,
)
from ..names import nearest
from .bench import Bench
from .blueprint import Blueprint
from .references import NewGroup, NewOfferSource, NewPage, NewTag, NewTrafficSource, PageRef
from .steps import Lander, Landers, Logic, Offer, Offers, Step, Tag

PageType = Literal["lander", "offer"]

SLOTS = ("campaign", "external", *(f"c{number}" for number in range(1, 21)))
"""The slots of a traffic source [contract]."""


def draft_new(blueprint: Blueprint, bench: Bench) -> None:
    """Everything new that the blueprint defines, before anything refers to it by name."""
    if isinstance(blueprint.group, NewGroup):
        _group(blueprint.group, bench)
    for index, source in enumerate(blueprint.sources):
        if isinstance(source, NewTrafficSource):
            _traffic_source(source, f"sources[{index}]", bench)
    for key, step in blueprint.steps.items():
        _of_step(step, f"steps.{key}", bench)


def page_refs(step: Step) -> Iterator[tuple[str, PageType, PageRef]]:
    """The pages a step names or makes, each with its place within the step and its type."""
    if isinstance(step, Lander):
        yield "lander", "lander", step.lander
    elif isinstance(step, Offer):
        yield "offer", "offer", step.offer
    elif isinstance(step, Landers) and isinstance(step.landers, tuple):
        for index, one in enumerate(step.landers):
            yield f"landers[{index}].page", "lander", one.page
    elif isinstance(step, Offers) and isinstance(step.offers, tuple):
        for index, one in enumerate(step.offers):
            yield f"offers[{index}].page", "offer", one.page


def _of_step(step: Step, place: str, bench: Bench) -> None:
    for where, page_type, ref in page_refs(step):
        if isinstance(ref, NewPage):
            _page(ref, page_type, f"{place}.{where}", bench)
    if isinstance(step, Tag):
        for tag in (*step.tag.add, *step.tag.remove):
            if isinstance(tag, NewTag) and not _exists(VisitorTag.family, tag.name, bench):
                bench.draft(VisitorTag(id=bench.new_id(), name=tag.name))
    if isinstance(step, Logic) and step.logic.code is not None:
        _script(step.logic.use, step.logic.code, f"{place}.logic", bench)


def _exists(family: str, name: str, bench: Bench) -> bool:
    return bool(bench.index.find(family, name) or bench.drafted(family, name))


def _group(group: NewGroup, bench: Bench) -> None:
    if not _exists(FunnelGroup.family, group.name, bench):
        bench.draft(FunnelGroup(id=bench.new_id(), name=group.name))


def _traffic_source(source: NewTrafficSource, place: str, bench: Bench) -> None:
    for slot in source.fields:
        if slot not in SLOTS:
            near = tuple(nearest(slot, SLOTS, most=2))
            bench.fault(
                f"{place}.fields.{slot}", f"{slot!r} is no slot; they are campaign, external, c1 to c20", near
            )
    if not _exists(TrafficSource.family, source.name, bench):
        slots = {slot: TrackingField(name=slot, value=macro) for slot, macro in source.fields.items()}
        bench.draft(
            TrafficSource(id=bench.new_id(), name=source.name, cost_type=source.cost_type, tracking_field_slots=slots)
        )
    elif source.fields:
        bench.fault(f"{place}.name", f"a traffic source called {source.name!r} exists; name it without its fields")


def _script(name: str, code: str, place: str, bench: Bench) -> None:
    entry = bench.index.find(LogicScript.family, name)
    existing = bench.account.get(LogicScript, entry.id) if entry else bench.drafted(LogicScript.family, name)
    if entry is None and existing is None:
        bench.draft(LogicScript(id=bench.new_id(), name=name, code=code))
    elif not isinstance(existing, LogicScript) or existing.code != code:
        bench.fault(
            f"{place}.code", f"a script called {name!r} exists with other code; leave the code out, or name it anew"
        )


def _page(new: NewPage, page_type: PageType, place: str, bench: Bench) -> None:
    _refuse_money(new, page_type, place, bench)
    entry = bench.index.find(Page.family, new.name, page_type)
    existing = bench.account.get(Page, entry.id) if entry else bench.drafted(Page.family, new.name, page_type)
    if entry and existing is None:
        bench.fault(f"{place}.name", f"{_a(page_type)} called {entry.name!r} exists; give its name alone to use it")
    elif isinstance(existing, Page):
        _refuse_other(new, existing, place, bench)
    else:
        bench.draft(_made(new, page_type, place, bench), page_type)


def _made(new: NewPage, page_type: PageType, place: str, bench: Bench) -> Page:
    source = _offer_source(new.source, place, bench) if page_type == "offer" else ""
    offer = OfferParams(id_offer_source=source, payout=f"{new.payout or Decimal(0):f}")
    return Page(
        id=bench.new_id(),
        page_type=page_type,
        name=new.name,
        base_url=new.url,
        redirect_type="307",
        **({"offer_params": offer} if page_type == "offer" else {}),
    )


def _offer_source(source: str | NewOfferSource | None, place: str, bench: Bench) -> str:
    if source is None:
        return ""
    if isinstance(source, NewOfferSource):
        if not _exists(OfferSource.family, source.name, bench):
            return bench.draft(OfferSource(id=bench.new_id(), name=source.name))
        source = source.name
    return bench.find(f"{place}.source", OfferSource.family, source)


def _refuse_money(new: NewPage, page_type: PageType, place: str, bench: Bench) -> None:
    if page_type == "offer" and new.payout is None:
        bench.fault(f"{place}.payout", f"say the payout of the new offer {new.name!r} (0 if unknown)")
    if page_type == "lander":
        for field in ("payout", "source"):
            if getattr(new, field) is not None:
                bench.fault(f"{place}.{field}", f"{new.name!r} stands in a landers step, and a lander has no {field}")


def _refuse_other(new: NewPage, existing: Page, place: str, bench: Bench) -> None:
    """The same page again is the same page; another one of its name is not."""
    if new.url != existing.base_url:
        bench.fault(
            f"{place}.url",
            f"the {existing.page_type} {existing.name!r} has the address {existing.base_url!r}, not {new.url!r}; "
            "give its name alone to use it, or another name to the new one",
        )
        return
    payout = existing.offer_params.payout if existing.offer_params else ""
    if new.payout is not None and new.payout != Decimal(payout or 0):
        bench.fault(
            f"{place}.payout", f"the offer {existing.name!r} exists with a payout of {payout or 0}, not {new.payout}"
        )


def _a(page_type: str) -> str:
    return "an offer" if page_type == "offer" else "a lander"
