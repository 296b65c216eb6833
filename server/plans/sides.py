"""Two sides of one document: what others made of it, and what a plan would."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from funnels.assets import Asset
from funnels.secrets import MASK
from funnels.wire import Json

from ..errors import Moved
from .change import Change, Do
from .clean import clean
from .diff import FieldDiff, diff
from .matching import by_identity
from .naming import Names, names_in
from .revision import comparable, counted
from .wording import value

Document = Mapping[str, Any] | None

MOST_TOLD = 5
"""Fields of one asset that are told."""

_MOST_SAID = 20

UNSHOWN = "a new value (not shown)"

_WANTED: dict[Do, str] = {"archive": "archived", "unarchive": "active", "delete": "deleted", "duplicate": "a copy"}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both sides changed, each to something else."""

    field: str
    before: Any
    theirs: Any
    ours: Any


def ours_of(change: Change) -> list[FieldDiff]:
    """What the change writes, field by field, its new secrets covered."""
    hidden = [FieldDiff(path.partition("[")[0], MASK, UNSHOWN) for path in change.secrets]
    return [*_differences(change.kind, change.before, change.after), *hidden]


def clashes(change: Change, now: Json) -> list[Clash]:
    """Where an update and what others did since it was planned cannot both stay."""
    theirs = _differences(change.kind, change.before, now)
    return [
        Clash(_deeper(our.field, their.field), our.before, their.after, our.after)
        for our in ours_of(change)
        for their in theirs
        if lies_within(our.field, their.field) and not _are_one(our, their)
    ]


def lies_within(field: str, other: str) -> bool:
    """Whether one of two fields is the other or a part of it."""
    short, long = sorted((field, other), key=len)
    return not short or short == long or long.startswith((f"{short}.", f"{short}["))


def is_both(kind: type[Asset], before: Json, now: Json, after: Json, merged: Json) -> bool:
    """Whether the merged document holds every leaf of both sides, and nothing else."""
    old, their, our, both = (_leaves(kind, one) for one in (before, now, after, merged))
    wanted = {path: our.get(path) if their.get(path) == old.get(path) else their.get(path) for path in {*their, *our}}
    return both == {path: leaf for path, leaf in wanted.items() if leaf is not None}


def moved_of(change: Change, now: Json | None, fields: Sequence[FieldDiff]) -> list[Moved]:
    """The fields in words."""
    names = names_in([change, change.model_copy(update={"before": now, "after": None})])
    ours = ours_of(change) if change.do in ("create", "update") else []
    return [
        Moved(
            change.family,
            change.id,
            clean(change.name),
            clean(one.field),
            value(one.field, one.before, names),
            value(one.field, one.after, names),
            _wanted(change, one.field, ours, names),
        )
        for one in fields[:MOST_TOLD]
    ]


def said(one: Moved) -> str:
    """On one line: `page 'FoxVPN DE' payout was 14.50, is 16.00 and was to be 18.00`."""
    return f"{subject(one)} was {one.planned_on}, is {one.now}" + (
        f" and was to be {one.wanted}" if one.wanted else ""
    )


def all_said(many: Sequence[Moved]) -> str:
    """Of several, in one sentence, capped."""
    more = f"; and {len(many) - _MOST_SAID} more" if len(many) > _MOST_SAID else ""
    return f"{'; '.join(map(said, many[:_MOST_SAID]))}{more}"


def told(one: Moved) -> str:
    """For a list that people read."""
    aim = f"the plan wants {one.wanted}" if one.wanted else "the plan leaves it alone"
    return f"{subject(one)}: {one.planned_on} when planned, {one.now} now; {aim}"


def beside(place: str, was: str, theirs: str, ours: str) -> str:
    """Both sides of a field, and what it was before either: `page 'FoxVPN DE' payout: was 14.50, theirs …`."""
    return f"{place}: was {was}, theirs {theirs}, ours {ours}"


def subject(one: Moved) -> str:
    return place_of(one.family, one.name, one.field)


def place_of(family: str, name: str, field: str) -> str:
    return f"{family.replace('_', ' ')} {name!r}" + (f" {field}" if field else "")


def _wanted(change: Change, field: str, ours: Iterable[FieldDiff], names: Names) -> str:
    match change.do:
        case "create" if not field:
            return "made anew"
        case "create" | "update":
            return clean("; ".join(dict.fromkeys(_aims(field, ours, names))))
        case "move":
            is_home = field in ("", "idCategory", "idCampaign", "idFunnelGroup")
            return clean(names.get(change.target or "", change.target or "nothing")) if is_home else ""
        case "archive" | "unarchive" if field not in ("", "status"):
            return ""
    return _WANTED[change.do]


def _aims(field: str, ours: Iterable[FieldDiff], names: Names) -> Iterator[str]:
    for one in ours:
        if lies_within(field, one.field):
            inner = one.field.removeprefix(field).lstrip(".") if len(one.field) > len(field) else ""
            yield f"{clean(inner)} {value(one.field, one.after, names)}".lstrip()


def _differences(
    kind: type[Asset], before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[FieldDiff]:
    """As `diff`, and the order of pages where it tells which action leads to them."""
    order = [_order(one) for one in (before, after)]
    told = [FieldDiff("pages", *order)] if None not in order and order[0] != order[1] else []
    return [*told, *diff(kind, before, after)]


def _order(document: Document) -> str | None:
    if document is None or document.get("routing") != "actionMapped":
        return None
    return ", ".join(by_identity(document.get("pages")) or ())


def _are_one(our: FieldDiff, their: FieldDiff) -> bool:
    """Both sides did the same."""
    name = our.field.rpartition(".")[2]
    return our.field == their.field and comparable(our.after, name) == comparable(their.after, name)


def _deeper(field: str, other: str) -> str:
    return max(field, other, key=len)


def _leaves(kind: type[Asset], document: Json) -> dict[str, str]:
    order = _order(document)
    leaves = {} if order is None else {"order": order}
    return leaves | {path: repr(leaf) for path, leaf in _leaf("", counted(kind, document))}


def _leaf(path: str, what: Any) -> Iterator[tuple[str, Any]]:
    items = what if isinstance(what, dict) else by_identity(what)
    if items:
        for name, one in items.items():
            yield from _leaf(f"{path}\n{name}", one)
    else:
        yield path, comparable(what, path.rpartition("\n")[2])
