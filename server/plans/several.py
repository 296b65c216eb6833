"""One written change that says `all`, as a change of each asset that is meant."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.assets import FAMILIES, Asset
from funnels.errors import BlueprintError, Fault
from funnels.names import folded, nearest

from .change import Change
from .known import Known
from .selection import Selection

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_PLACEHOLDERS = ("name",)


def says_all(raw: Any) -> bool:
    return isinstance(raw, Mapping) and "all" in raw and raw.get("do") != "create" and _kind(raw) is not None


def selection(place: str, raw: Mapping[str, Any]) -> Selection:
    kind = _kind(raw)
    assert kind is not None
    for other in ("id", "name"):
        if raw.get(other):
            raise BlueprintError([Fault(f"{place}.{other}", "goes without all: say which one, or of which all")])
    return Selection(place, kind, raw)


def several(place: str, raw: Mapping[str, Any], known: Known) -> Iterator[dict[str, Any]]:
    """The same change of one asset each, with `{name}` filled in. Raises BlueprintError."""
    _refuse_placeholders(place, raw)
    account = known.so_far()
    plain = {key: value for key, value in raw.items() if key != "all"}
    for id in selection(place, raw).ids(account):
        entry = account.entry(str(raw["family"]), id)
        yield {**_filled(plain, entry.name if entry else ""), "id": id}


def collisions(changes: Sequence[Change], known: Known) -> Iterator[Change]:
    """The changes, with a note where a new name is that of another asset of its kind as well."""
    if not changes:
        return
    kind = changes[0].kind
    names = Counter(_shelf(one.page_type, one.name) for one in known.so_far().entries(kind.family))
    for change in changes:
        after = change.after if change.do == "update" else None
        name = str((after or {}).get(kind.wire_name("name"), change.name))
        twins = names[_shelf(str((after or {}).get("pageType", "")), name)] - 1
        is_new = change.do == "update" and name != change.name
        yield change.model_copy(update={"note": f"{twins} more have this name"}) if is_new and twins > 0 else change


def _shelf(page_type: str, name: str) -> tuple[str, str]:
    """Where names are looked up: landers apart from offers."""
    return page_type, folded(name)


def _kind(raw: Mapping[str, Any]) -> type[Asset] | None:
    return FAMILIES.get(str(raw.get("family")))


def _texts(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where `{name}` may stand, with what stands there: new names and notes."""
    if isinstance(raw.get("as"), str):
        yield "as", raw["as"]
    fields = raw.get("fields")
    for field, text in fields.items() if isinstance(fields, Mapping) else ():
        if isinstance(text, str) and _takes(raw, str(field)):
            yield f"fields.{field}", text


def _takes(raw: Mapping[str, Any], field: str) -> bool:
    kind = _kind(raw)
    return kind is not None and kind.wire_name(field) in (kind.wire_name("name"), "notes")


def _refuse_placeholders(place: str, raw: Mapping[str, Any]) -> None:
    faults = [
        Fault(f"{place}.{where}", f"{{{word}}} stands for nothing; there is {{name}}", _near(word))
        for where, text in _texts(raw)
        for word in _PLACEHOLDER.findall(text)
        if word not in _PLACEHOLDERS
    ]
    if faults:
        raise BlueprintError(faults)


def _near(word: str) -> tuple[str, ...]:
    return tuple(f"{{{one}}}" for one in nearest(word, _PLACEHOLDERS, most=1))


def _filled(raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    filled = dict(raw)
    for where, text in _texts(raw):
        if where == "as":
            filled["as"] = text.replace("{name}", name)
        else:
            filled["fields"] = {**filled["fields"], where.removeprefix("fields."): text.replace("{name}", name)}
    return filled
