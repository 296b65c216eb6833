"""Which assets a blueprint names, before anything is resolved."""

from collections.abc import Iterator
from typing import NamedTuple

from ..assets import (
    Condition as ConditionAsset,
)
from ..assets import (
    FunnelGroup,
    LogicScript,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)
from .blueprint import Blueprint
from .drafting import page_refs
from .exits import exits
from .references import NewPage, Use
from .rules import RuleGroupRef, RuleRef, When
from .steps import Condition, InlineCondition, Landers, Logic, Middleware, Offers, SharedCondition, Step, Tag, Webhook


class Mention(NamedTuple):
    family: str
    page_type: str
    """`lander` or `offer`, for pages and page groups."""
    name: str
    place: str
    new: bool = False
    """It is to be made, unless one of the name exists."""


def mentioned(blueprint: Blueprint) -> tuple[Mention, ...]:
    """In the order of the blueprint; what is named twice is mentioned twice."""
    return tuple(_all(blueprint))


def _all(blueprint: Blueprint) -> Iterator[Mention]:
    if blueprint.group is not None:
        yield _one(FunnelGroup.family, blueprint.group, "group")
    for index, source in enumerate(blueprint.sources):
        yield _one(TrafficSource.family, source, f"sources[{index}]")
    for key, step in blueprint.steps.items():
        for mention in _of_step(step):
            yield mention._replace(place=f"steps.{key}.{mention.place}")


def _one(family: str, ref: object, place: str, page_type: str = "") -> Mention:
    return Mention(family, page_type, str(getattr(ref, "name", ref)), place, new=not isinstance(ref, str))


def _of_step(step: Step) -> Iterator[Mention]:
    yield from _pages(step)
    yield from _routing(step)
    if isinstance(step, Tag):
        for where, tags in (("add", step.tag.add), ("remove", step.tag.remove)):
            for index, tag in enumerate(tags):
                yield _one(VisitorTag.family, tag, f"tag.{where}[{index}]")
    if isinstance(step, Webhook):
        for index, name in enumerate(step.webhook):
            yield _one(WebhookConfig.family, name, f"webhook[{index}]")
    for exit in exits(step):
        for index, name in enumerate(exit.webhooks):
            yield _one(WebhookConfig.family, name, f"{exit.place}.webhooks[{index}]")


def _pages(step: Step) -> Iterator[Mention]:
    for place, page_type, ref in page_refs(step):
        yield _one(Page.family, ref, place, page_type)
        if isinstance(ref, NewPage) and ref.source is not None:
            yield _one(OfferSource.family, ref.source, f"{place}.source")
    if isinstance(step, Landers) and isinstance(step.landers, Use):
        yield _one(PageGroup.family, step.landers.use, "landers.use", "lander")
    if isinstance(step, Offers) and isinstance(step.offers, Use):
        yield _one(PageGroup.family, step.offers.use, "offers.use", "offer")


def _routing(step: Step) -> Iterator[Mention]:
    if isinstance(step, Logic):
        yield _one(LogicScript.family, step.logic.use, "logic.use")._replace(new=step.logic.code is not None)
    elif isinstance(step, Middleware):
        yield _one(MiddlewareConfig.family, step.middleware.use, "middleware.use")
    elif isinstance(step, Condition) and isinstance(step.condition, SharedCondition):
        yield _one(ConditionAsset.family, step.condition.use, "condition.use")
    elif isinstance(step, Condition) and isinstance(step.condition, InlineCondition):
        for index, route in enumerate(step.condition.routes):
            yield from _named_by(route.when, f"condition.routes[{index}].when")


def _named_by(when: When | RuleRef, place: str) -> Iterator[Mention]:
    """The tags and traffic sources that rules test."""
    if isinstance(when, RuleRef):
        family = {"visitor tag": VisitorTag.family, "traffic source": TrafficSource.family}.get(
            when.attribute.lower()
        )
        for index, name in enumerate(when.values if family else ()):
            yield _one(family or "", name, f"{place}.{when.test}[{index}]")
        return
    lists = ((".all", when.all), (".any", when.any)) if isinstance(when, RuleGroupRef) else (("", when),)
    for where, rules in lists:
        for index, rule in enumerate(rules):
            yield from _named_by(rule, f"{place}{where}[{index}]")
