"""What of a document counts: two reads with the same revision say the same.

Left out is what is not ours or nobody's: the web app's `meta`, and what the tracker makes itself.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from funnels.secrets import covered

NOT_COUNTED = frozenset({"meta", "owner", "codeHash", "categoryName", "canvasWidth", "canvasHeight"})

DEFAULTS: dict[str, Any] = {"status": "active"}
"""What a field means when it is left out."""


def counted(document: Mapping[str, Any] | None) -> dict[str, Any]:
    """The meaningful fields, secrets covered, with nothing that is only spelled differently."""
    if document is None:
        return {}
    kept = {name: value for name, value in covered(document).items() if name not in NOT_COUNTED}
    return {**DEFAULTS, **{name: value for name, value in kept.items() if value not in (None, "", [], {})}}


def revision(document: Mapping[str, Any] | None) -> str:
    """A digest over the meaningful fields; empty for what does not exist."""
    if document is None:
        return ""
    text = json.dumps(counted(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
