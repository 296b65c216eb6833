"""Conditional requests (RFC 9110): a writer may say which version it has read, and is refused where there is another;
a reader may, and is told where there is none.

The contract knows nothing of them: a version travels beside an answer, and who sends none is asked for none.
"""

import hashlib

from . import account
from .call import Call
from .refusal import Refusal

_WHOLE = {"userSettings": account.settings, "integrationKey": account.keys}
"""What has one version for all of it, by the beginning of its operations' names."""


def version(call: Call) -> str:
    """An entity tag of the one thing a request is about; empty where that is several things, or nothing yet."""
    for beginning, text in _WHOLE.items():
        if call.operation.id.startswith(beginning):
            return f'"{hashlib.sha256(text(call).encode()).hexdigest()[:16]}"'
    ids = _ids(call)
    stored = call.store.find(call.view.family, ids[0]) if len(ids) == 1 else None
    return f'"{stored.revision}"' if stored else ""


def version_of_list(call: Call) -> str:
    """A weak entity tag, to read by and not to write by: another one after any asset was saved."""
    return f'W/"{call.store.saves()}"'


def is_known(tag: str, known: str) -> bool:
    """Whether `If-None-Match` names the tag; weak and strong ones of one text are alike there."""
    wanted = tag.removeprefix("W/")
    return bool(tag) and any(one.strip().removeprefix("W/") in (wanted, "*") for one in known.split(","))


def require(call: Call, expected: str) -> None:
    """Refuse with 412 where `expected` is given and is not the version there is."""
    if expected and expected != version(call):
        raise Refusal(412, "It was changed since it was read.", call.view.id)


def _ids(call: Call) -> list[str]:
    if call.view.id in call.query:
        return [call.query[call.view.id]]
    sent = call.body or {}
    entries = sent.get("entries", [sent.get(call.view.id)])
    return [id for id in entries if isinstance(id, str)]
