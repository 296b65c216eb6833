"""What an undo cannot do: some visitors only, another time, a condition, a number; and whether it is denied."""

import re
from collections.abc import Iterator
from json import dumps

from ..request import Request
from ..tokens import Sign, Token

_BACK = r"(?:undo\w*|revert\w*|roll(?:ing)?|tak(?:e|ing)|restore|put|bring|scrap|reverse)"
_DENIED = re.compile(
    rf"\b(?:do not|don'?t|dont|never|no need to|without|not to|rather not)(?: (?:please|ever|yet|just))? {_BACK}\b",
    re.IGNORECASE,
)
_IF = r"if (?!possible|poss\b|you\b|u\b|that'?s|it'?s|needed|need be|i may|not too)\w+(?: \w+){0,2}"
_LATER = re.compile(
    rf"\b(?:tomorrow|tonight|unless|until|next (?:week|month|year|\w+day)|on \w+day|at \d[\w:]*|{_IF}"
    r"|in (?:\w+ )?(?:minutes?|hours?|days?|weeks?)|later(?! (?:one|change|edit)))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|was|were|used to|old|back to|again)\b", re.IGNORECASE)
"""An amount is the one that it had."""
_NARROWS = (Sign.PLACE, Sign.UNSETTLED, Sign.DEVICE)
_AMOUNTS = (Sign.NUMBER, Sign.MONEY, Sign.PERCENT)


def beside_undo(request: Request) -> Iterator[str]:
    """Words that have no place in taking back as a whole, now, what was done."""
    for pattern in (_DENIED, _LATER):
        if found := pattern.search(request.said or request.text):
            yield found[0]
    done = [one for one in request.state.done if one.id in request.state.applied]
    written = " ".join(dumps([one.arguments, one.title, *one.said], ensure_ascii=False) for one in done)
    before = _BEFORE.search(request.text) is not None
    yield from (token.text for token in request.tokens if _is_beside(token, written, before=before))


def _is_beside(token: Token, written: str, *, before: bool) -> bool:
    if token.sign in _NARROWS:
        return not any(f'"{value}"' in written for value in token.values) and token.text not in written
    digits = token.text.strip("$€£%")
    if before:
        return False
    return token.sign in _AMOUNTS and digits[:1].isdigit() and digits not in written
