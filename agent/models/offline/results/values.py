"""Values of tracking fields in a question: `the placement Instagram_Stories`, `section wetter-app-4417`."""

import re

from ..tokens import Sign, Token
from .attributes import FIELD, attribute, attribute_pattern
from .light import LIGHT
from .line import NAME, TAKEN, Line
from .names import Named
from .spelling import known_words

_WORD = rf"(?P<value>[^\s,{TAKEN}{NAME}]+)"
_COUNTED = re.compile(r"[\d.,:%$\u20ac\u00a3+xk/-]+")


def take_values(line: Line) -> list[Named]:
    """Each as a quoted name of the field that stands beside it, or that is spoken of before it."""
    found = _numbered(line)
    for pattern in (
        rf"(?:the )?{attribute_pattern()} (?:called |named |is |= |id )*{_WORD}",
        rf"(?:the )?{_WORD} {attribute_pattern()}",
    ):
        for one in list(re.finditer(rf"(?<!\S)(?:{pattern})(?!\S)", line.text)):
            said = attribute(one["attribute"])
            written = line.written.get(one["value"], one["value"])
            if _has_values(said) and _is_value(one["value"], written):
                line.text = line.text.replace(one[0], TAKEN, 1)
                found.append(Named(Token(Sign.QUOTED, written, 0, 0), said))
    return found


def _numbered(line: Line) -> list[Named]:
    """`two campaigns are running, 120210551 and 120210777`: long numbers are ids of what was spoken of."""
    spoken = re.search(rf"(?<!\S){attribute_pattern()}(?!\S)", line.text)
    kinds = [attribute(one["attribute"]) for one in re.finditer(rf"(?<!\S){attribute_pattern()}(?!\S)", line.text)]
    kinds = [kind for kind in kinds if _has_values(kind)]
    if spoken is None or len(set(kinds)) != 1:
        return []
    taken = line.take_all(r"(?P<id>\d{7,20})")
    if taken:
        line.take(rf"(?:the |both |all |each |of |(?:\d|two|three|four) )*{attribute_pattern()}")
    return [Named(Token(Sign.QUOTED, line.written.get(one["id"], one["id"]), 0, 0), kinds[0]) for one in taken]


def _has_values(kind: str) -> bool:
    return kind.startswith(FIELD) or kind in ("Tracking: Campaign", "Tracking: External ID")


def _is_value(word: str, written: str) -> bool:
    """Nothing that means something anyway, and no number that counts."""
    if word in LIGHT or word in known_words() or (_COUNTED.fullmatch(word) and not word.isdigit()):
        return False
    return bool(re.search(r"[\d_.-]", word)) or written[:1].isupper()
