"""Everyone else, told by what they are not: `countries that aren't on the list`, `whoever is neither`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..drawing.audience import AUDIENCE
from ..tokens import Sign, Token
from .span import Span

_NOUN = (
    r"(?:countr(?:y|ies)|nations?|geos?|markets?|places?|people|persons?|visitors?|users?|folks|traffic|clicks?|devices?"
    r"|anyone|anybody|anything|everyone|everybody|everything|whoever|whatever|those|ones?)"
)
_WHO = rf"(?:(?:for|from|in|to|of) )?(?:(?:any|every|all|each|the|those|other|all the|all those) )*{_NOUN}"
_IS = r"(?:'s|(?:,? (?:that|who|which|whose country|whose geo))?(?: (?:is|are|was|were|does|do|comes?))?)"
_NOT = (
    rf"(?:{_IS} not|,? ?(?:(?:that|who|which) )?(?:isn|aren|wasn|weren|don|doesn)'?t)"
    r"(?: (?:come|belong|appear|be|stand))?"
)
_THESE = (
    r"(?:the|this|that|my|our|these|those|any of the|any of these|any of those|one of these|one of those|one of the)"
)
_LISTED = (
    rf"(?:listed|named|mentioned|covered|(?:(?:in|on|from|of|among|part of|to) )?(?:{_THESE} )?"
    r"(?:list|table|above|ones|two|three|four|five|them|these|those|countries|geos|groups))"
    r"(?: (?:above|here|so far|before|listed|named|mentioned|countries|geos|places|anywhere))*"
)
_OTHER = r"(?:an|some|any|a)?other|a different|another"
_REMAINDERS = re.compile(
    rf"(?<!\w)(?:{_WHO}{_NOT} {_LISTED}"
    rf"|(?:{_WHO}{_IS} )?(?:neither|none) of (?:them|these|those|the two|the three|the above|both)(?: (?:two|three))?"
    rf"|{_WHO}{_IS} neither(?! (?:of|in|from|on)(?!\w))"
    r"|(?:un(?:listed|named|mentioned)) (?:countr(?:y|ies)|geos?|markets?)"
    rf"|{_WHO}{_IS} (?:from|out of|in|on) (?:elsewhere|somewhere else|anywhere else|(?:{_OTHER}) "
    r"(?:place|country|nation|part of the world|corner of the world|geo|market|device))"
    rf"|{_WHO}{_IS} (?:from )?(?:elsewhere|somewhere else|anywhere else))(?!\w)",
    re.IGNORECASE,
)
_NEGATIONS = ("isn't", "aren't", "isnt", "arent", "neither", "don't", "doesn't")
_LIGHT = (Sign.FILLER, Sign.FROM, Sign.AT, Sign.IN)


def remainders(text: str) -> Iterator[Span]:
    for found in _REMAINDERS.finditer(text):
        yield Span(found.start(), found.end(), found[0].strip(), rest=True)


def with_negations(tokens: Sequence[Token]) -> list[Token]:
    """`everything that isn't mobile`, `neither from Germany nor Austria`: not mobile, not from these."""
    left: list[Token] = []
    negated = False
    for place, token in enumerate(tokens):
        if token.text.lower() in _NEGATIONS and _is_crowd(tokens, place + 1):
            left.append(replace(token, sign=Sign.NOT))
            negated = True
        elif negated and token.text.lower() == "nor":
            left.append(replace(token, sign=Sign.AND))
        elif not (left and left[-1].sign is Sign.NOT and token.sign in _LIGHT and _is_crowd(tokens, place)):
            left.append(token)
    return left


def _is_crowd(tokens: Sequence[Token], place: int) -> bool:
    while place < len(tokens) and tokens[place].sign in _LIGHT:
        place += 1
    return place < len(tokens) and tokens[place].sign in AUDIENCE
