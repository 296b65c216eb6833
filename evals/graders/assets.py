"""Assets other than funnels, or funnels as assets: made, changed, archived, deleted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.assets import FAMILIES, Funnel

from ..grade import Grade, grade
from ..snapshot import Json, Key
from .fields import complaints, path
from .naming import Kind, kind_and_name, kind_called, listed, new_entries
from .scene import Scene

SETTINGS = "user_settings"
_NAMES = frozenset(kind.wire_name("name") for kind in FAMILIES.values())


def grades(scene: Scene) -> Iterator[Grade]:
    expect = scene.expect
    if expect.created:
        yield grade("created", list(_created(scene)), of_account=True)
    if expect.changed:
        wrong = [text for words, fields in expect.changed.items() for text in _changed(scene, words, fields)]
        yield grade("changed", wrong, of_account=True)
    if expect.archived:
        yield grade("archived", _gone(scene, expect.archived, "archived"), of_account=True)
    if expect.deleted:
        yield grade("deleted", _gone(scene, expect.deleted, "deleted"), of_account=True)


def made(scene: Scene) -> Mapping[int, Key]:
    """Which new asset is each that is expected, by its place in the list."""
    found: dict[int, Key] = {}
    for place, wanted in enumerate(scene.expect.created):
        kind = kind_called(str(wanted["family"]))
        free = [key for key in _new(scene, kind) if key not in found.values()]
        if free:
            found[place] = min(free, key=lambda key: _misses(scene, kind, wanted, key))
    return found


def _new(scene: Scene, kind: Kind) -> list[Key]:
    if kind.family == SETTINGS:
        return [key for key in scene.touched if key[0] == SETTINGS]
    return [(kind.family, entry.id) for entry in new_entries(scene.after, scene.before, kind)]


def _misses(scene: Scene, kind: Kind, wanted: Mapping[str, Any], key: Key) -> tuple[bool, int]:
    """How badly an asset fits: the name counts most."""
    document = scene.after.documents[key]
    named = {"name": wanted["name"]} if "name" in wanted else {}
    wrong_name = bool(list(complaints(kind, named, document, scene.after)))
    return wrong_name, len(list(complaints(kind, _fields(wanted), document, scene.after)))


def _fields(wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if name != "family"}


def _created(scene: Scene) -> Iterator[str]:
    found = made(scene)
    for place, wanted in enumerate(scene.expect.created):
        kind = kind_called(str(wanted["family"]))
        what = f"{wanted['family']} {wanted.get('name') or wanted.get('url') or ''}".strip()
        if place not in found:
            yield f"expected a new {what}, found {listed(_names_of(scene, _new(scene, kind)))}"
            continue
        document = scene.after.documents[found[place]]
        wrong = list(complaints(kind, _fields(wanted), document, scene.after))
        if document.get("status", "active") != "active":
            wrong.append(f"it is {document['status']}")
        if wrong:
            yield f"new {what}: {', '.join(wrong)}"


def _names_of(scene: Scene, keys: Sequence[Key]) -> Iterator[str]:
    for key in keys:
        entry = scene.after.account.entry(*key)
        yield repr(entry.name if entry else key[1])


def _changed(scene: Scene, words: str, wanted: Mapping[str, Any]) -> Iterator[str]:
    kind, _ = kind_and_name(words)
    key = scene.named(words)
    before, after = (scene.before.documents.get(key), scene.after.documents.get(key)) if key else (None, None)
    if key is None or (before is None and key[0] != SETTINGS):
        yield f"{words} was not there before"
    elif after is None:
        yield f"{words} is not there any more"
    else:
        for text in complaints(kind, wanted, after, scene.after):
            yield f"{words}: {text}"
        allowed = {path(kind, field).partition(".")[0] for field in wanted} | _along(scene, key, wanted)
        for field in differing(before or {}, after):
            if field not in allowed:
                yield f"{words}: {field} was changed from {(before or {}).get(field)!r} to {after.get(field)!r}"
        yield from _beside(kind, words, wanted, before or {}, after)


def _along(scene: Scene, key: Key, wanted: Mapping[str, Any]) -> frozenset[str]:
    """Fields of a funnel that may change with those named: more of it may be said in another place of the case."""
    if key[0] != Funnel.family:
        return frozenset()
    if key[1] in scene.funnels.values():
        return frozenset({"nodes", "connections", "canvasWidth", "canvasHeight", "idCampaign", "idFunnelGroup"})
    return (
        frozenset({"idCampaign", "idFunnelGroup"}) if {"id_campaign", "idCampaign"} & wanted.keys() else frozenset()
    )


def _beside(kind: Kind, words: str, wanted: Mapping[str, Any], before: Json, after: Json) -> Iterator[str]:
    """Neighbours of a field that stands inside another: the payout beside the offer source."""
    paths = [path(kind, field) for field in wanted]
    for outer in sorted({one.partition(".")[0] for one in paths if "." in one}):
        inner = {one.partition(".")[2].partition(".")[0] for one in paths if one.startswith(f"{outer}.")}
        for field in differing(before.get(outer) or {}, after.get(outer) or {}):
            if field not in inner:
                yield f"{words}: {outer}.{field} was changed"


def differing(before: Json, after: Json) -> list[str]:
    """Fields that are not as they were; one that is empty now and was not there is as it was."""
    return sorted(name for name in {*before, *after} if (before.get(name) or None) != (after.get(name) or None))


def _gone(scene: Scene, named: Sequence[str], status: str) -> list[str]:
    wrong = []
    for words in named:
        key = scene.named(words)
        if key is None:
            wrong.append(f"{words} was not there before")
            continue
        document = scene.after.documents.get(key)
        now = "deleted" if document is None else str(document.get("status", "active"))
        if now != status:
            wrong.append(f"expected {words} to be {status}, found it {now}")
        elif document is not None and differing({**scene.before.documents[key], "status": now}, document):
            wrong.append(f"{words} was changed besides")
    return wrong


def explained_by_assets(scene: Scene) -> frozenset[Key]:
    """Keys that `created`, `changed`, `archived` and `deleted` account for."""
    expect = scene.expect
    named = map(scene.named, (*expect.changed, *expect.archived, *expect.deleted))
    return frozenset({*made(scene).values(), *filter(None, named)})
