"""From what a step is about, in the planner's words, to the parameters of its node."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from ..assets import Condition as ConditionAsset
from ..assets import LogicScript, MiddlewareConfig, Page, PageGroup, VisitorTag, WebhookConfig
from ..funnel import LANDER_KINDS
from .bench import Bench
from .own_condition import own_condition
from .own_group import own_group
from .read_step import ROTATIONS
from .references import NewPage, NewTag, PageShareRef, Use
from .site import Site
from .steps import Condition, InlineCondition, Landers, Offers, SharedCondition
from .subject import subject

_STICKINESS = {ours: theirs for theirs, ours in ROTATIONS.items()}
_LONGEST_NAME = 256


def resolved(site: Site, bench: Bench, funnel_name: str) -> dict[str, Any]:
    """The fields of the node's parameters that are said otherwise than before, by our names."""
    before = subject(site.old) if site.old else {}
    return {
        field: _RESOLVE.get(field, _as_it_is)(said, site, bench, funnel_name)
        for field, said in subject(site.step).items()
        if field not in before or before[field] != said
    }


def _as_it_is(said: Any, site: Site, bench: Bench, funnel_name: str) -> Any:
    return said


def _stickiness(said: str, site: Site, bench: Bench, funnel_name: str) -> str:
    return _STICKINESS[said]


def _page_type(site: Site) -> Literal["lander", "offer"]:
    return "lander" if site.kind in LANDER_KINDS else "offer"


def _find_page(said: str | NewPage, place: str, page_type: str, bench: Bench) -> str:
    return bench.find(place, Page.family, said.name if isinstance(said, NewPage) else said, page_type)


def _page(said: str | NewPage, site: Site, bench: Bench, funnel_name: str) -> str:
    return _find_page(said, site.at(site.kind.value), _page_type(site), bench)


def _page_group(said: tuple[tuple[PageShareRef, ...] | Use, str], site: Site, bench: Bench, funnel_name: str) -> str:
    pages, rotation = said
    page_type = _page_type(site)
    place = site.at(f"{page_type}s")
    if isinstance(pages, Use):
        if rotation != "plain":
            bench.fault(
                site.at("rotation"), f"belongs to the shared group {pages.use!r}, which other funnels use, too"
            )
        return bench.find(f"{place}.use", PageGroup.family, pages.use, page_type)
    found = [
        (_find_page(one.page, f"{place}[{index}].page", page_type, bench), one.weight)
        for index, one in enumerate(pages)
    ]
    return own_group(
        found,
        _STICKINESS[rotation],
        _current_group(site, bench),
        name=_local_name(funnel_name, site),
        page_type=page_type,
        bench=bench,
    )


def _current_group(site: Site, bench: Bench) -> PageGroup | None:
    """The group the node has already, if its pages were said by the old step and no other node shows it."""
    params = site.node.node_page_group_params if site.node else None
    old = (
        site.old.landers
        if isinstance(site.old, Landers)
        else site.old.offers
        if isinstance(site.old, Offers)
        else None
    )
    if params is None or not isinstance(old, tuple) or bench.is_shared_by_nodes(params.id_page_group):
        return None
    return bench.account.get(PageGroup, params.id_page_group)


def _condition(said: InlineCondition | SharedCondition, site: Site, bench: Bench, funnel_name: str) -> str:
    if isinstance(said, SharedCondition):
        return bench.find(site.at("condition.use"), ConditionAsset.family, said.use)
    before = site.old.condition if isinstance(site.old, Condition) else None
    own = before if isinstance(before, InlineCondition) else None
    params = site.node.node_condition_params if site.node and own else None
    alone = params is not None and not bench.is_shared_by_nodes(params.id_condition)
    return own_condition(
        said,
        own if alone else None,
        bench.account.get(ConditionAsset, params.id_condition) if params and alone else None,
        name=_local_name(funnel_name, site),
        place=site.at("condition"),
        bench=bench,
    )


def _script(said: str, site: Site, bench: Bench, funnel_name: str) -> str:
    return bench.find(site.at("logic.use"), LogicScript.family, said)


def _middleware(said: str, site: Site, bench: Bench, funnel_name: str) -> str:
    return bench.find(site.at("middleware.use"), MiddlewareConfig.family, said)


def _webhooks(said: Sequence[str], site: Site, bench: Bench, funnel_name: str) -> tuple[str, ...]:
    return tuple(
        bench.find(site.at(f"webhook[{index}]"), WebhookConfig.family, one) for index, one in enumerate(said)
    )


def _tags(where: str) -> Callable[[Sequence[str | NewTag], Site, Bench, str], tuple[str, ...]]:
    def find(said: Sequence[str | NewTag], site: Site, bench: Bench, funnel_name: str) -> tuple[str, ...]:
        names = [tag.name if isinstance(tag, NewTag) else tag for tag in said]
        return tuple(
            bench.find(site.at(f"tag.{where}[{index}]"), VisitorTag.family, name) for index, name in enumerate(names)
        )

    return find


def _local_name(funnel_name: str, site: Site) -> str:
    return f"{funnel_name} · {site.name}"[:_LONGEST_NAME]


_RESOLVE: Mapping[str, Callable[[Any, Site, Bench, str], Any]] = {
    "stickiness_mode": _stickiness,
    "id_page": _page,
    "id_page_group": _page_group,
    "id_condition": _condition,
    "id_logic_script": _script,
    "id_middleware_config": _middleware,
    "webhook_config_ids": _webhooks,
    "add_tag_ids": _tags("add"),
    "remove_tag_ids": _tags("remove"),
}
"""By our name of the field; the others stand as they are."""
