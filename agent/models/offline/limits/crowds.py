"""Visitors whom no tracker can tell apart, by sex, age, income and so on: whoever sends them away is asked."""

import re

from ..outcome import QuestionError
from ..request import Request
from .kinds import without_names

_WHO = (
    r"(?:wo)?m[ea]n|females?|males?|ladies|gentlemen|gents|girls|boys|mo?u?ms|dads|mothers|fathers|"
    r"parents|kids|children|"
    r"teens|teenagers|students|seniors|pensioners|retirees|(?:non-?)?smokers|drinkers|millionaires|homeowners|"
    r"(?:home|house|car|dog|cat|pet) owners|renters|couples|diabetics|vegans|boomers|millennials|gen z|gamblers|"
    r"employees|freelancers|unemployed|"
    r"(?:young|old|older|younger|elderly|rich|poor|wealthy|married|divorced|unmarried|overweight|female|male)(?:er)? "
    r"(?:people|users|visitors|folks|guys|ones|persons|adults|audience|traffic)|"
    r"(?:people|users|visitors|folks|guys|persons|adults|those|everyone|everybody|anyone|audience) "
    r"(?:who are |that are )?(?:over|under|above|below|older than|younger than|aged) \d\d(?![\d%:/]| ?%| percent)"
    r"(?: years| and older| and up| years old)?|(?:over|under)[- ]?\d\ds"
)
_CRITERION = r"age|ages|gender|sex|income|religion|profession|mood|interests?|education|marital status|age groups?"
_MOVES = r"(?:send|show|route|direct|push|give|bring|lead|serve|forward|put|let|move|get|only for|just for)"
_GOING = r"(?:to|into|go|goes|see|sees|get|gets|->|=>|\u2192|should|must|shall|will|land|lands|only|:)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MOVES} (?:all |the |only |just |any |every |our |most )*(?P<who>{_WHO})(?!\w)",
        rf"(?<![-\w])(?P<who>{_WHO})(?: (?:traffic|visitors|users|people))? ?(?<!\w){_GOING}(?!\w)",
        rf"(?<![-\w])(?P<who>{_WHO}) {_GOING}(?!\w)",
        (
            rf"\b(?:depending on|based on|according to|split by|by)(?: the| their| his| her)*"
            rf" (?P<who>{_CRITERION})(?!\w)"
        ),
    )
)
_ASKS = re.compile(r"(?:what|which|how|who|where|is|are|does|do|did|was|were)\b", re.IGNORECASE)


def ask_of_crowds(request: Request) -> None:
    """Raises QuestionError where visitors are sent by what is not known of them."""
    said = without_names(request.text, request.tokens)
    if _ASKS.match(said):
        return
    found = [(match.start("who"), match["who"]) for pattern in _PATTERNS for match in pattern.finditer(said)]
    if not found:
        return
    words = " and ".join(dict.fromkeys(repr(who) for _, who in sorted(found)))
    raise QuestionError(
        f"The tracker does not know who visitors are, so I cannot tell {words} from others. Who should go where "
        "instead? It can be told by country, language, device, OS, browser, traffic source, visitor tag, tracking "
        "field, weekday or hour; by shares, too."
    )
