"""What of a document counts: two reads with the same revision say the same.

Left out is what is not ours or nobody's (the web app's `meta`, what the tracker makes itself), what only repeats
another field, and what says no more than its absence would.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from funnels.assets import Asset, Category, WebhookConfig
from funnels.secrets import MASK, covered
from funnels.wire import Json

from .matching import by_identity

NOT_COUNTED = frozenset({"meta", "owner", "codeHash", "categoryName", "canvasWidth", "canvasHeight"})

AMOUNTS = frozenset({"payout", "defaultCost", "cost", "revenue"})
"""Fields that hold money: `14.5` and `14.50` are the same there."""

_FLAGS = {"hasBasicAuthPassword": ("basicAuth", "password"), "hasHmacSecret": ("", "hmacSecret")}
"""Flag -> the block and the field of the secret whose presence it says."""


def counted(kind: type[Asset], document: Mapping[str, Any] | None) -> Json:
    """The meaningful fields, secrets covered, defaults left out. Of a secret only its presence is told."""
    if document is None:
        return {}
    said: Json = _secrets_said(covered(document))
    if kind is WebhookConfig:  # reads leave the password out [contract], so it cannot be compared
        said = {**said, "basicAuth": {**(said.get("basicAuth") or {}), "password": None}}
    plain = kind.read(said).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    kept = {name: _plain(value) for name, value in plain.items() if name not in NOT_COUNTED or _is_name(kind, name)}
    if kept.get("idFunnelGroup") == kept.get("idCampaign"):
        kept.pop("idFunnelGroup", None)
    return {name: value for name, value in kept.items() if value not in (None, "", [], {})}


def revision(kind: type[Asset], document: Mapping[str, Any] | None) -> str:
    """A digest over the meaningful fields; empty for what does not exist."""
    if document is None:
        return ""
    text = json.dumps(comparable(counted(kind, document)), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def comparable(value: Any, field: str = "") -> Any:
    """The value with nothing that is only written differently: order where ids tell, zeros at the end of money."""
    if isinstance(value, dict):
        ordered = value.get("routing") != "actionMapped"  # there the place of a page may say its action
        return {name: comparable(one, name) if ordered or name != "pages" else one for name, one in value.items()}
    if isinstance(value, list):
        known = by_identity(value)
        items = [known[key] for key in sorted(known)] if known else value
        return [comparable(one, field) for one in items]
    return _amount(value) if field in AMOUNTS else value


def _is_name(kind: type[Asset], name: str) -> bool:
    return kind is Category and name == kind.wire_name("name")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        plain = {name: _plain(one) for name, one in value.items()}
        return {name: one for name, one in plain.items() if one not in (None, [], {})}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _secrets_said(value: Any) -> Any:
    """With the mask where a secret is kept, however that is said, and without the flags."""
    if isinstance(value, list):
        return [_secrets_said(one) for one in value]
    if not isinstance(value, dict):
        return value
    said = {name: _secrets_said(one) for name, one in value.items() if name not in _FLAGS}
    for flag, (block, field) in _FLAGS.items():
        if value.get(flag) is True:
            said[block or field] = {**(said.get(block) or {}), field: MASK} if block else MASK
    return {name: one for name, one in said.items() if not (name in ("password", "hmacSecret") and one == "")}


def _amount(value: Any) -> Any:
    try:
        return f"{Decimal(value).normalize():f}" if isinstance(value, str) and value else value
    except InvalidOperation:
        return value
