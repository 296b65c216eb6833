"""Where a funnel shares out its visitors by weight, and into what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from funnels.account import Account
from funnels.assets import Page
from funnels.blueprint import Reading
from funnels.blueprint.references import PageShareRef
from funnels.blueprint.steps import Arm, Landers, Offers, Split, Step
from funnels.blueprint.weights import filled
from funnels.errors import InputError
from funnels.names import folded, nearest

from .strangers import said

By = Literal["lander", "offer", "step"]

_MANY = {"lander": "landers", "offer": "offers", "step": "ways"}


@dataclass(frozen=True, slots=True)
class SplitArm:
    id: str
    """Of the page, or of the node the way leads to."""
    name: str
    """For people to read."""
    spelled: str
    """How set_weights names it."""
    weight: Decimal
    """Percent."""
    is_archived: bool = False
    has_other_ways: bool = False
    """Visitors come to it from elsewhere, too."""


@dataclass(frozen=True, slots=True)
class SplitStep:
    key: str
    name: str
    node: str
    by: By
    arms: tuple[SplitArm, ...]
    rotation: str
    ai: bool = False
    """Its weights are not ours to set."""
    group: str = ""
    """Id of the page group behind it."""

    @property
    def what(self) -> str:
        return f"{len(self.arms)} {_MANY[self.by]}"


def splits_of(reading: Reading, account: Account) -> list[SplitStep]:
    """Every split with two arms or more; of a shared page group where the reading has it as the funnel's own."""
    blueprint = reading.blueprint
    entrance = Split(split=blueprint.start) if not isinstance(blueprint.start, str) else None
    steps: Iterator[tuple[str, Step]] = ((key, step) for key, step in blueprint.steps.items())
    found = [_split("start", entrance, reading, account)] if entrance else []
    found += [one for key, step in steps if (one := _split(key, step, reading, account))]
    return [one for one in found if one and len(one.arms) > 1]


def chosen(splits: Sequence[SplitStep], step: str, by: str, keys: Sequence[str], funnel: str) -> SplitStep:
    """The one that is meant. InputError with what there is, where none or several are."""
    if not splits:
        raise InputError(
            f"Nothing is split in {funnel!r}: every step leads one way, or shows one page.",
            hint="Add a variant first, with plan_edit.",
        )
    if step:
        return _named(splits, step, by, keys)
    fitting = [one for one in splits if by in ("", one.by)]
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join(f"{one.key!r} ({one.what})" for one in fitting or splits)
    if fitting:
        raise InputError(f"step: {funnel!r} has {len(fitting)} splits.", hint=f"Say which: {listed}.")
    raise InputError(f"by: {funnel!r} splits no {_MANY[by]}.", hint=f"It splits {listed}.")


def _named(splits: Sequence[SplitStep], step: str, by: str, keys: Sequence[str]) -> SplitStep:
    fitting = [one for one in splits if folded(step) in (folded(one.key), folded(one.name), one.node.casefold())]
    exact = [one for one in fitting if one.key == step] or fitting
    listed = ", ".join(f"{one.key!r} ({one.what})" for one in splits)
    if not exact:
        known = [key for key in keys if folded(key) == folded(step)]
        wrong = "shows or leads to one thing: there is nothing to compare" if known else "is no step of this funnel"
        near = nearest(step, [one.key for one in splits], most=1)
        guess = f"Did you mean {near[0]!r}? " if near and not known else ""
        raise InputError(f"step: {step!r} {wrong}.", hint=f"{guess}Splits are {listed}.")
    if by not in ("", exact[0].by):
        raise InputError(f"by: step {step!r} splits {_MANY[exact[0].by]}, not {_MANY[by]}.", hint="Leave it out.")
    return exact[0]


def _split(key: str, step: Step | None, reading: Reading, account: Account) -> SplitStep | None:
    match step:
        case Split():
            arms = _ways(key, step.split, reading)
            return _made(key, "step", arms, step.rotation, reading, ai=step.ai)
        case Landers(landers=pages) if isinstance(pages, tuple):
            return _made(key, "lander", _pages(pages, "lander", reading, account), step.rotation, reading)
        case Offers(offers=pages) if isinstance(pages, tuple):
            return _made(key, "offer", _pages(pages, "offer", reading, account), step.rotation, reading)
    return None


def _made(
    key: str, by: By, arms: Sequence[SplitArm], rotation: str, reading: Reading, *, ai: bool = False
) -> SplitStep:
    node = reading.funnel.graph.node[reading.keys[key]]
    group = node.node_page_group_params.id_page_group if node.node_page_group_params else ""
    return SplitStep(key, said(node.node_name or key), node.id_node, by, tuple(arms), rotation, ai, group)


def _ways(key: str, arms: Sequence[Arm], reading: Reading) -> list[SplitArm]:
    weights = filled([one.weight for one in arms])
    return [_way(reading.keys[key], one.to, weight, reading) for one, weight in zip(arms, weights, strict=True)]


def _way(split: str, key: str, weight: Decimal | None, reading: Reading) -> SplitArm:
    node = reading.funnel.graph.node[reading.keys[key]]
    ways = (one for one in reading.funnel.connections if one.id_target_node == node.id_node)
    others = node.is_global_node or any(one.id_source_node != split for one in ways)
    return SplitArm(node.id_node, said(node.node_name or key), key, weight or Decimal(0), has_other_ways=others)


def _pages(pages: Sequence[PageShareRef], kind: str, reading: Reading, account: Account) -> list[SplitArm]:
    weights = filled([one.weight for one in pages])
    found = []
    for one, weight in zip(pages, weights, strict=True):
        text = one.page if isinstance(one.page, str) else one.page.name
        id = reading.spelled.get((Page.family, kind, text), text)
        entry = account.entry(Page.family, id)
        archived = bool(entry) and not (entry and entry.is_active)
        found.append(SplitArm(id, said(entry.name if entry else text), text, weight or Decimal(0), archived))
    return found
