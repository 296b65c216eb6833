"""Text from elsewhere, made safe for a terminal."""

import json
import re

_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Control characters but tab and newline, those that turn the direction of writing, and those nobody sees but for
the joiners of scripts and emoji; names may hold any."""


def plain(text: object) -> str:
    """Without anything that moves the cursor, colours, or makes text look like other text."""
    return _UNSAFE.sub("", str(text))


def one_line(text: object) -> str:
    return " ".join(plain(text).split())


def json_text(document: object, *, indent: int | None = None) -> str:
    """JSON that may be looked at in a terminal: what `plain` takes out is there as an escape, and the same."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)
