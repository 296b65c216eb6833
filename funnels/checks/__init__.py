"""The linter: what is wrong with a funnel, why that costs money, and what to do."""

from collections.abc import Mapping

from ..account import Account
from ..assets import Funnel
from ..errors import NotFoundError
from ..names import nearest
from . import (
    actions,
    conditions,
    effects,
    geo,
    group,
    limits,
    links,
    logic,
    loops,
    middleware,
    names,
    pages,
    references,
    scope,
    structure,
    tracking,
    weights,
    wiring,
)
from .case import Case
from .finding import Finding, Severity, blocking
from .rule import Rule

RULES: tuple[Rule, ...] = (
    structure.no_root,
    structure.several_roots,
    structure.duplicate_id,
    structure.dangling_connection,
    structure.missing_parameters,
    structure.way_into_root,
    structure.way_out_of_end,
    structure.way_into_note,
    structure.dead_end,
    structure.pass_through_splits,
    structure.lander_without_way_on,
    structure.unreachable,
    loops.endless_loop,
    loops.loop_without_page,
    weights.no_weight,
    weights.weights_off,
    weights.starved_arm,
    weights.single_arm,
    actions.action_twice,
    actions.action_too_high,
    actions.hub_misses_action,
    actions.action_gap,
    actions.same_target,
    wiring.mixed_condition_wiring,
    wiring.route_not_connected,
    wiring.default_not_connected,
    wiring.route_unknown,
    wiring.route_twice,
    wiring.ambiguous_routes,
    conditions.route_never_matches,
    conditions.route_always_matches,
    conditions.route_shadowed,
    conditions.route_unfed,
    conditions.rule_incomplete,
    conditions.country_code,
    conditions.routes_overlap,
    conditions.route_gap,
    conditions.condition_without_effect,
    logic.key_not_connected,
    logic.key_never_returned,
    middleware.middleware_routes,
    middleware.middleware_address,
    middleware.middleware_slow,
    tracking.click_id_lost,
    tracking.payout_missing,
    tracking.offer_as_address,
    tracking.offer_without_source,
    tracking.postback_unprepared,
    pages.wrong_page_type,
    pages.empty_page_group,
    pages.page_twice,
    pages.action_mapped_without_action,
    references.missing_asset,
    references.archived_asset,
    references.switched_off,
    scope.foreign_local_asset,
    geo.offer_for_others,
    links.no_address,
    links.private_address,
    links.not_https,
    links.leads_back,
    links.unknown_token,
    effects.tag_undone,
    effects.does_nothing,
    group.group_missing,
    group.group_mismatch,
    names.duplicate_name,
    names.same_address_twice,
    limits.too_many_nodes,
    limits.odd_id,
)
"""Every rule, in the order of its findings within a severity."""

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}


def check(funnel: Funnel, account: Account, *, keys: Mapping[str, str] = {}) -> list[Finding]:
    """What is wrong with a funnel: errors first, then by rule, then as in the document.

    `keys` maps step keys to node ids. What the account does not hold is not judged.
    """
    case = Case(funnel, account, keys)
    found = [finding for rule in RULES for finding in rule.findings(case)]
    return sorted(found, key=lambda one: _RANK[one.severity])


def explain(rule_id: str) -> str:
    """The truth a rule stands for."""
    for one in RULES:
        if one.id == rule_id:
            return one.truth
    near = nearest(rule_id, [one.id for one in RULES])
    raise NotFoundError(f"No rule is called {rule_id!r}.", candidates=near, hint="describe() lists all of them.")


def describe() -> list[dict[str, str]]:
    """All rules with id, severity and truth."""
    return [{"id": one.id, "severity": one.severity, "truth": one.truth} for one in RULES]


__all__ = ["RULES", "Finding", "Rule", "Severity", "blocking", "check", "describe", "explain"]
