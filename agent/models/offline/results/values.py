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
    """Each as a quoted name of the field that stands beside it."""
    found = []
    for pattern in (
        rf"(?:the )?{attribute_pattern()} (?:called |named |is |= |id )*{_WORD}",
        rf"(?:the )?{_WORD} {attribute_pattern()}",
    ):
        for one in list(re.finditer(rf"(?<!\S)(?:{pattern})(?!\S)", line.text)):
            said = attribute(one["attribute"])
            written = line.written.get(one["value"], one["value"])
            if said.startswith(FIELD) and _is_value(one["value"], written):
                line.text = line.text.replace(one[0], TAKEN, 1)
                found.append(Named(Token(Sign.QUOTED, written, 0, 0), said))
    return found


def _is_value(word: str, written: str) -> bool:
    """Nothing that means something anyway, and no number that counts."""
    if word in LIGHT or word in known_words() or (_COUNTED.fullmatch(word) and not word.isdigit()):
        return False
    return bool(re.search(r"[\d_.-]", word)) or written[:1].isupper()
