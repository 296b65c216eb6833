"""Characters that people do not see and machines obey: they steer terminals, turn text, or hide it."""

import json
import re

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)


def spelled_out(text: str) -> str:
    """With escapes for them, as JSON spells them: in JSON that means the same."""
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
