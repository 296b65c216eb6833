"""Secrets are kept apart from the documents that name them, so that no answer can hold one.

Contract: only a real value changes what is stored. Reads show `********`; to keep a secret one sends that, an empty
string or nothing, with the matching `has…` flag set to true. Our rulings where the contract is silent:
- the placeholder without any flag keeps the secret as well, an empty string or nothing without the flag removes it;
- a flag set to true with nothing stored reads false afterwards;
- a webhook, which has no flag and whose password reads leave out, keeps its password as long as `basicAuth` is sent.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .documents import Json

MASK = "********"

Secrets = dict[str, dict[str, str]]
"""Value by holder (such as a node's id; empty for the document) and name."""

Hide = Callable[[Json, Secrets], Secrets]
"""Takes the secrets out of a document in place, and gives what is to be stored beside it."""


def hide_nothing(document: Json, kept: Secrets) -> Secrets:
    return {}


def hide_in_webhook(document: Json, kept: Secrets) -> Secrets:
    auth = document.get("basicAuth")
    if not isinstance(auth, dict):
        return {}
    sent = auth.pop("password", None)
    password = sent if _is_real(sent) else kept.get("", {}).get("password")
    return {"": {"password": password}} if password else {}


def hide_in_middleware(document: Json, kept: Secrets) -> Secrets:
    return _masked([("", document["destination"])], kept)


def hide_in_funnel(document: Json, kept: Secrets) -> Secrets:
    return _masked(_overrides(document), kept)


def _overrides(funnel: Json) -> Iterator[tuple[str, Json]]:
    for node in funnel.get("nodes", ()):
        overrides = node.get("nodeMiddlewareRefParams", {}).get("destinationOverrides")
        if overrides is not None:
            yield node["idNode"], overrides


def _masked(holders: Any, kept: Secrets) -> Secrets:
    stored: Secrets = {}
    for key, holder in holders:
        old = kept.get(key, {})
        auth = holder.get("basicAuth", {})
        found = {
            "password": _mask(holder, auth, "password", "hasBasicAuthPassword", old),
            "hmacSecret": _mask(holder, holder, "hmacSecret", "hasHmacSecret", old),
        }
        if found["password"]:
            holder["basicAuth"] = auth
        if real := {name: value for name, value in found.items() if value}:
            stored[key] = real
    return stored


def _mask(holder: Json, place: Json, name: str, flag: str, old: Mapping[str, str]) -> str | None:
    sent, said = place.get(name), holder.get(flag)
    if _is_real(sent):
        secret: str | None = sent
    else:
        keeps = said is True or (said is None and sent == MASK)
        secret = old.get(name) if keeps else None
    if secret:
        place[name], holder[flag] = MASK, True
    else:
        if name in place:
            place[name] = ""
        if flag in holder:
            holder[flag] = False
    return secret


def _is_real(sent: Any) -> bool:
    return bool(sent) and sent != MASK
