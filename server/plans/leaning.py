"""What a plan leans on without changing it: where its documents lead.

Of page groups and conditions in funnels all that is meaningful counts, for a funnel is drawn and checked with what is
in them; of anything else, that it is there [our ruling].
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from funnels.account import Account
from funnels.assets import FAMILIES, Asset, Condition, Funnel, PageGroup
from funnels.secrets import covered
from funnels.wire import Json

from ..errors import Moved, StalePlan
from ..tracker import Reference, Tracker, references
from .change import Change
from .clean import clean
from .diff import FieldDiff, diff
from .revision import revision
from .sides import MOST_TOLD, all_said
from .standing import Key, alive, standing
from .wording import value

_WHOLE = (PageGroup, Condition)


class Leaning(BaseModel):
    """An asset as it was when the plan was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: str
    id: str
    name: str
    document: Json | None = None
    """Secrets covered; None where only that it is there counts."""

    @property
    def key(self) -> Key:
        return (self.family, self.id)

    @property
    def kind(self) -> type[Asset]:
        return FAMILIES[self.family]


async def leanings(
    tracker: Tracker, changes: Sequence[Change], account: Account | None = None
) -> tuple[Leaning, ...]:
    """What the changes lean on, of what is there; `account` is what they were drafted on, as far as it was read."""
    whole = _led_to(changes)
    known = {key: one for key in whole if (one := (account or Account()).get(FAMILIES[key[0]], key[1]))}
    found = {**await standing(tracker, [key for key in whole if key not in known]), **known}
    return tuple(
        Leaning(
            family=key[0],
            id=key[1],
            name=found[key].name,
            document=covered(found[key].document()) if is_whole else None,
        )
        for key, is_whole in whole.items()
        if key in found and alive(found[key]) is not None
    )


async def refuse_shaken(tracker: Tracker, leans: Sequence[Leaning]) -> None:
    """StalePlan where others changed what the plan leans on."""
    told = moves(leans, await standing(tracker, (one.key for one in leans)))
    if told:
        raise StalePlan(
            f"What this plan leads to has changed: {all_said(told)}.",
            moved=told,
            hint="Nothing was written. Plan again and show it.",
        )


def moves(leans: Iterable[Leaning], found: Mapping[Key, Asset]) -> list[Moved]:
    """What others changed in it, field by field."""
    return [moved for one in leans for moved in _moves(one, alive(found.get(one.key)))]


def is_moved(one: Leaning, now: Json | None) -> bool:
    if now is None or one.document is None:
        return now is None
    return revision(one.kind, now) != revision(one.kind, one.document)


def leans_on(change: Change, keys: set[Key]) -> bool:
    """Whether the change leads to one of them."""
    return any((kind.family, id) in keys for kind, id in _of_change(change))


def _moves(one: Leaning, now: Json | None) -> Iterator[Moved]:
    if not is_moved(one, now):
        return
    fields = [FieldDiff("", "there", None)] if now is None else diff(one.kind, one.document, now)
    for field in fields[:MOST_TOLD]:
        was, is_now = (value(field.field, side, {}) for side in (field.before, field.after))
        yield Moved(one.family, one.id, clean(one.name), clean(field.field), was, is_now, "")


def _led_to(changes: Sequence[Change]) -> dict[Key, bool]:
    """Key -> whether all of it counts. Without what the plan itself changes or makes."""
    own = {one.key for one in changes}
    found: dict[Key, bool] = {}
    for change in changes:
        for kind, id in _of_change(change):
            key = (kind.family, id)
            if id and key not in own:
                found[key] = found.get(key, False) or (change.kind is Funnel and kind in _WHOLE)
    return found


def _of_change(change: Change) -> Iterator[Reference]:
    if change.do in ("create", "update") and change.after is not None:
        yield from references(change.kind.read(change.after))
