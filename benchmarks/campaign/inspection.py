"""The account as it is in the tracker's database, read past everything of ours that could be wrong."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .people import Edit

_ID = re.compile(r"[0-9A-Za-z]{12}")
_NOT_MEANT = {"meta", "owner", "codeHash"}

Key = tuple[str, str]
"""Family, and the id; for what the tracker made, the name."""


@dataclass(frozen=True)
class Account:
    """Everything that is not deleted. Ids that were not known beforehand read `*`."""

    assets: Mapping[Key, tuple[Any, ...]]
    """Documents; more than one only of what has no known id."""
    names: Counter[Key]
    """How many have a family and a name."""

    @property
    def text(self) -> str:
        return json.dumps(sorted(map(repr, self.assets.items())))

    def differs(self, other: "Account", edits: Sequence[Edit] = ()) -> list[Key]:
        """What is not the same; of what humans edited, all but what they wrote."""
        return [
            key
            for key in {**self.assets, **other.assets}
            if _without(key, self.assets.get(key, ()), edits) != _without(key, other.assets.get(key, ()), edits)
        ]

    def has(self, edit: Edit) -> bool:
        """Whether a human's edit is still there."""
        documents = self.assets.get((_stored(edit.family), edit.id), ())
        if not edit.field:
            return not documents
        return any((edit.field, edit.value) in _leaves(document) for document in documents)


def inspect(home: Path, known: frozenset[str]) -> Account:
    assets: dict[Key, tuple[Any, ...]] = {}
    names: Counter[Key] = Counter()
    for family, id, name, document in _rows(home):
        key = (family, id if id in known else name)
        assets[key] = (*assets.get(key, ()), _meant(document, known))
        names[family, name] += 1
    return Account(assets, names)


def ids_in(home: Path) -> frozenset[str]:
    """All ids there are, and those in all plans."""
    found = {id for _, id, _, document in _rows(home)} | set(_ID.findall(repr(list(_rows(home)))))
    with closing(sqlite3.connect(home / "plans.db")) as plans:
        for (document,) in plans.execute("select document from plan"):
            found |= set(_ID.findall(document))
    return frozenset(found)


def _rows(home: Path) -> Iterator[tuple[str, str, str, Any]]:
    with closing(sqlite3.connect(home / "tracker.db")) as tracker:
        query = "select family, id, name, document, secrets from asset where status <> 'deleted'"
        for family, id, name, document, secrets in tracker.execute(query):
            yield family, id, name, {**json.loads(document), "secrets": json.loads(secrets)}
        for key, api, name in tracker.execute("select key, api, name from integration_key"):
            yield "integrationkey", key, name, {"api": api, "name": name}


def _stored(family: str) -> str:
    return family.replace("_", "")


def _meant(value: Any, known: frozenset[str]) -> Any:
    """Without what nobody wrote or says no more than its absence; what has an identity is sorted by it."""
    if isinstance(value, dict):
        kept = {name: _meant(one, known) for name, one in value.items() if name not in _NOT_MEANT}
        return {name: one for name, one in sorted(kept.items()) if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [_meant(one, known) for one in value]
    return "*" if isinstance(value, str) and _ID.fullmatch(value) and value not in known else value


def _without(key: Key, documents: tuple[Any, ...], edits: Sequence[Edit]) -> list[Any]:
    """Without what humans wrote, there or in what may have been copied from there."""
    of_family = [edit for edit in edits if _stored(edit.family) == key[0]]
    if any(edit.id == key[1] and not edit.field for edit in of_family):
        return []
    is_copy = any(document.get(name) == "*" for document in documents for name in document if name.startswith("id"))
    fields = {edit.field for edit in of_family if is_copy or edit.id == key[1]}
    return sorted((_cut(document, fields) for document in documents), key=repr)


def _cut(value: Any, fields: set[str]) -> Any:
    if isinstance(value, dict):
        cut = {name: _cut(one, fields) for name, one in value.items() if name not in fields}
        return {name: one for name, one in cut.items() if one not in ({}, [])}
    return [_cut(one, fields) for one in value] if isinstance(value, list) else value


def _leaves(value: Any, field: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, field)
    else:
        yield field, value
