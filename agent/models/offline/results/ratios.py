"""Numbers for each of something that no report has."""

import re

from .line import Line
from .metrics import is_metric, metric_pattern

_COUNTED = (
    r"(?:(?:unique|single|lander|offer|page) )*(?:visits?|visitors?|clicks?|conversions?|sales?|leads?|orders?|views?"
    r"|impressions?|users?|customers?|buyers?)"
)
_RATIO = re.compile(rf"(?<!\S){metric_pattern()} per {_COUNTED}(?!\S)")


def take_ratios(line: Line) -> tuple[str, ...]:
    """`profit per visit`: what is asked for is no metric, though its words are."""
    found = []
    for one in list(_RATIO.finditer(line.text)):
        said = one[0]
        if not is_metric(said) and not is_metric(said.rstrip("s")) and line.take(re.escape(said)):
            found.append(said)
    return tuple(found)
