"""Whether a document that was sent is the one that is kept."""

from typing import Any

from funnels.assets import Asset
from funnels.secrets import MASK, covered

MADE = frozenset({"owner", "codeHash", "status", "meta"})
"""The tracker fills these in."""


def keeps(kept: Asset, sent: Asset) -> bool:
    """Whether `kept` says everything `sent` does, but for secrets and for what the tracker itself fills in."""
    return _within(covered(sent.document()), covered(kept.document()))


def _within(sent: Any, kept: Any) -> bool:
    if isinstance(sent, dict):
        others = kept if isinstance(kept, dict) else {}
        return all(name in MADE or _within(value, others.get(name)) for name, value in sent.items())
    if isinstance(sent, list) and isinstance(kept, list):
        return len(sent) == len(kept) and all(map(_within, sent, kept))
    return sent in (MASK, kept) or (sent in ("", [], False) and kept is None)
