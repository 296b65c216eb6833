import re

MOST_VALUE = 120

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)


def clean(text: object, most: int = MOST_VALUE) -> str:
    """A stranger's text on one line, without what moves cursors or turns directions, and of bounded length."""
    plain = _CONTROL.sub(" ", str(text)).encode("utf-8", "replace").decode()
    plain = plain.replace("](", "] (")  # no link in Markdown
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
