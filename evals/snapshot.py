"""What stands in an account at one moment, read from its files alone: no tracker and no report is asked."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from funnels.account import Account
from funnels.assets import FAMILIES, Asset

from .events_file import EventsFile, events_file

Json = dict[str, Any]

Key = tuple[str, str]
"""Family, by the name people use, and id."""

_FAMILY = {name.replace("_", ""): name for name in FAMILIES}
"""By the name in the database."""

_ASSETS = "SELECT family, id, status, document, secrets FROM asset"
_SETTINGS = "SELECT document FROM account_settings"
_KEYS = "SELECT key, json_object('key', key, 'api', api, 'name', name, 'status', status) FROM integration_key"
_NOT_OURS = frozenset({"meta"})
"""Fields that belong to the tracker's web app."""

DELETED = "deleted"


@dataclass(frozen=True)
class Snapshot:
    texts: Mapping[Key, str]
    """Every document of the account as JSON, those that were archived or deleted too."""
    secrets: Mapping[Key, str] = field(repr=False)
    """Those of a document, as they are kept beside it."""
    recorded: EventsFile
    """Its visits, clicks and conversions."""

    @cached_property
    def documents(self) -> Mapping[Key, Json]:
        """As they travel, without what is not ours; those deleted are left out."""
        read = {key: _ours(json.loads(text)) for key, text in self.texts.items()}
        return {key: document for key, document in read.items() if document.get("status") != DELETED}

    @cached_property
    def account(self) -> Account:
        """Of all that is not deleted."""
        return Account(documents=[self._asset(*key) for key in self.documents])

    def ids(self, family: str) -> frozenset[str]:
        """Of what is not deleted."""
        return frozenset(id for of, id in self.documents if of == family)

    def touched(self, before: "Snapshot") -> frozenset[Key]:
        """What was made, changed or taken away since. The order of fields and what is not ours do not count."""
        candidates = {
            key
            for key in {*self.texts, *before.texts}
            if self.texts.get(key) != before.texts.get(key) or self.secrets.get(key) != before.secrets.get(key)
        }
        return frozenset(
            key
            for key in candidates
            if self.documents.get(key) != before.documents.get(key)
            or (key in self.documents and self.secrets.get(key) != before.secrets.get(key))
        )

    def differs(self, before: "Snapshot") -> bool:
        """Whether anything in the account is not as it was, events included."""
        return bool(self.touched(before)) or self.recorded.differs(before.recorded)

    def _asset(self, family: str, id: str) -> Asset:
        return FAMILIES[family].read(self.documents[family, id])


def snapshot(home: Path) -> Snapshot:
    """Of the account in the folder, after the updates of events that were accepted have been done."""
    texts: dict[Key, str] = {}
    secrets: dict[Key, str] = {}
    with closing(sqlite3.connect(f"{(home / 'tracker.db').absolute().as_uri()}?mode=ro", uri=True)) as database:
        for family, id, status, document, hidden in database.execute(_ASSETS):
            key = (_FAMILY[family], id)
            texts[key], secrets[key] = _with_status(document, status), hidden
        for (document,) in database.execute(_SETTINGS):
            texts["user_settings", "settings"] = document
        texts |= {("integration_key", id): document for id, document in database.execute(_KEYS)}
    return Snapshot(texts, secrets, events_file(home))


def _with_status(document: str, status: str) -> str:
    """The document says it itself; where it does not, the column counts."""
    return document if '"status"' in document else json.dumps({**json.loads(document), "status": status})


def _ours(document: Json) -> Json:
    return {name: value for name, value in document.items() if name not in _NOT_OURS}
