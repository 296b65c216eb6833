"""Whether a sentence, strange words and all, asks for results, orders a change, or only talks."""

import re
from itertools import pairwise

from ..recognising.harmless import harmless
from ..recognising.ordinary import is_ordinary
from .dates import MONTH, WEEKDAY
from .light import LIGHT
from .line import NAME, TAKEN, Line

_ASKS = (
    r"(?:which|what|who|how|where|when|why|show|give|list|tell|display|compare|report|rank|sort|top|best|worst|bottom"
    r"|results?|stats|statistics|performance|numbers|figures|breakdown|overview|any|see|know|check|look|find|need)"
)
_CHECKS = (
    r"(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bthey )(?<!\bhe )(?<!\bshe )(?<!\bwho )"
    r"(?:is|are|was|were|did|does|do|has|have|am|can|will|isn't|aren't|wasn't|didn't|doesn't)"
    rf"(?: (?:we|i|it|my|our|the|this|that|they|there|any|{NAME}\d+))"
)
_EARLY = 8
"""Words of a long sentence among which an order or a question begins."""

_COUNTED = r"(?:how many|number of|count of|how much|total|by|per|each|top|most|fewest|vs|versus|compare)"

_ORDERS = (
    r"(?:build|create|set up|setup|launch|redirect|route|move|shift|add|remove|drop|delete|archive|kill|replace|swap"
    r"|rename|clone|copy|duplicate|undo|revert|split|rotate|change|adjust|switch|turn|exclude|pause|stop|block|book"
    r"|enter|record|reset|put|set|push|send|make|give|update|disable|remind|alert|notify|unpause|start)"
)
_OWN = r"(?:make it|make them|make the|give it|give them|give that|give the|set it|set the)"
"""Words that change a funnel only with their object."""

_SHOWN = (
    r"(?:give|send|make|put|start|stop)(?= (?:me|us|him|her|them)? ?(?:a |an |the |my |our |all |some |it |its )*"
    r"(?:list|report|overview|numbers|results|stats|breakdown|figures|table|summary|revenue|profit|costs?|spend|roi"
    r"|conversions|visits|clicks|cvr|epc|money|sense|top|best|worst|quick|short|ranking|comparison|chart|today|last"
    r"|daily|total))"
)
_NEVER = (
    r"(?:please |just |but |and |also )*(?:do not|don't|never|without|no need to|not)(?: you| to)? (?:dare )?"
    r"(?:touch(?:ing)?|chang(?:e|ing)|edit(?:ing)?|alter(?:ing)?|modify(?:ing)?|do(?:ing)?|break(?:ing)?|book(?:ing)?"
    r"|writ(?:e|ing)|plan(?:ning)?|adjust(?:ing)?)"
    r"(?: (?:anything|a thing|any of it|nothing|it|that|them|things|stuff|the funnel|the weights|yet|either|else"
    r"|for now|please|there|in it))*|(?:just|only) (?:looking|asking|a question|curious|check(?:ing)?(?= (?:the|,)))"
    r"|no changes?(?: please)?|otherwise (?:touch|change|do) nothing|(?:touch|change|do) nothing(?: otherwise)?"
    r"|(?:otherwise )?leave (?:it|everything|all)(?: (?:alone|as (?:it|they) (?:is|are)))?"
)
_BEFORE_ORDER = (
    r"(?:^|, |and |then |so |please |now |let's |lets |you |(?:want|like|need|going|have|able) (?:you |us )?to |"
    r"(?:let us|kindly|just|also|go|ahead) )"
)
_WHEN_SURE = (
    r"(?:please |just |but |and |also |only )*(?:chang(?:e|ing)|touch(?:ing)?|mov(?:e|ing)|do(?:ing)?|adjust(?:ing)?)"
    r"(?: (?:nothing|something|anything|things|it|the funnel|the shares|the split|the weights|until|unless))*"
    r"(?: only)?(?: (?:if|when|once|unless|until|what))(?: \S+){0,6}? "
    r"(?:proven?|proved|sure|certain|significant|clear|reliable|real|solid)(?: (?:enough|already|by now|yet))*"
)
"""Who wants nothing changed on a whim is told whether it is proven."""


def calmed(line: Line) -> bool:
    """Takes `don't change anything` out of the line; whether it was there."""
    return bool(line.take_all(f"{_WHEN_SURE}|{_NEVER}"))


_UNWANTED = (
    r"(?:(?:i|we) )?(?:don't|do not|did not|didn't) (?:need|want|care (?:about|for)|ask(?:ed)? for)"
    rf"(?: (?!,|but|only|just|{NAME})\S+)*(?=$| (?:,|but|only|just)(?!\S))"
    r"|no (?:break ?down|details?|split|chart|table)(?: (?:is )?(?:needed|necessary|required|please))?"
)


def without_unwanted(line: Line) -> Line:
    """`I don't need the revenue` asks for none; what names something stays."""
    line.take_all(_UNWANTED)
    return line


def orders(line: Line) -> bool:
    """Whether something is to be changed."""
    text = re.sub(rf"(?<!\S){_SHOWN}", "show", line.text)
    text = re.sub(r"(?:what|which|where|how|when|whether)(?: \S+){0,4} (?:i|we|to|you) \S+", TAKEN, text)
    opened = re.sub(rf"^(?:(?:{'|'.join(_openers())}|,|{NAME}\d+) )+", "", text)
    return bool(
        re.match(rf"{_ORDERS}(?!\S)(?! {TAKEN}$)", opened)
        or re.search(rf"{_BEFORE_ORDER}(?:{_OWN}|(?!make|give|set|put|start|stop|send){_ORDERS})(?!\S)", text)
    )


def asks(line: Line, *, question: bool) -> bool:
    """`question`: it ends with a question mark."""
    if question or _is_terse(line):
        return True
    begin = " ".join(line.text.split()[:_EARLY])
    return re.search(rf"(?<!\S)(?:{_ASKS}|{_CHECKS})(?!\S)", begin) is not None


def counts(line: Line) -> bool:
    """Whether visits and the like are asked for rather than told of."""
    return line.has(_COUNTED) or line.has(rf"^(?:{NAME}\d+ |, )*(?:visits|clicks|visitors|conversions|sales|leads)")


def strange(line: Line) -> tuple[str, ...]:
    """Words that mean nothing here, those aside that never change a request."""
    return tuple(
        word for word in line.left() if word not in LIGHT and word not in harmless() and re.search(r"[^\W_]", word)
    )


def audiences(line: Line) -> tuple[str, ...]:
    """Strange words that may narrow a question down, and may be talk: `from women`."""
    words = line.text.split()
    return tuple(
        word
        for before, word in pairwise(words)
        if before in ("from", "of", "among", "for")
        and word.isalpha()
        and word not in LIGHT
        and word not in harmless()
    )


def unplaced(line: Line) -> tuple[str, ...]:
    """Words of the question itself that carry meaning and have no place in what is asked: `14 moons`, `for women`.

    What is said before the question begins, and clauses in which nothing is asked, only tell.
    """
    asking = re.search(rf"(?<!\S)(?:{_ASKS}|{_CHECKS})(?!\S)", line.text)
    start = asking.start() if asking else 0
    return (*_leading(line.text[:start]), *_in_clauses(line.text[start:]))


def _leading(text: str) -> list[str]:
    """Of what stands before the question only a crowd counts: `of women, how many …`."""
    return [
        word for before, word in pairwise(text.split()) if before in ("from", "of", "among", "for") and _matters(word)
    ]


def _in_clauses(text: str) -> list[str]:
    clauses = [clause.split() for clause in text.split(" , ")]
    asked = [words for words in clauses if any(word[0] in f"{TAKEN}{NAME}" for word in words)]
    return [word for words in asked for word in words if _matters(word)]


def _matters(word: str) -> bool:
    said = re.sub(r"['\u2019]\w{1,2}$", "", word)
    return _is_odd(word) and not all(map(_says_little, said.split("-")))


def _says_little(part: str) -> bool:
    """`comin` does not, either."""
    return is_ordinary(part) or part in LIGHT or (part.endswith("in") and is_ordinary(f"{part}g"))


def _is_odd(word: str) -> bool:
    plain = word not in LIGHT and word not in harmless() and word[0] not in f",{TAKEN}{NAME}"
    return plain and re.search(r"[^\W_]", word) is not None


def narrowing(line: Line) -> tuple[str, ...]:
    """Strange words that look as if they narrowed the question down: `of Blubber`, `by moon phase`."""
    found = []
    words = line.text.split()
    for before, word in pairwise(words):
        is_strange = word not in LIGHT and word not in harmless() and word[0] not in f",{TAKEN}{NAME}"
        dated = re.fullmatch(rf"{MONTH}|{WEEKDAY}|until|till", word) is not None
        named = dated or (before in ("of", "from", "on", "in", "for") and line.written.get(word, word)[:1].isupper())
        if (is_strange or dated) and (named or before in ("by", "per")):
            found.append(word)
    return tuple(found)


def _is_terse(line: Line) -> bool:
    words = line.text.split()
    return (
        sum(word != "," for word in words) <= 12
        and not line.has(r"^(?:i|we) (?:don't|do not)")
        and words[:1] != [","]
    )


def _openers() -> tuple[str, ...]:
    return (
        "please", "pls", "ok", "okay", "so", "and", "now", "hey", "hi", "hello", "then", "can you", "could you",
        "would you", "just", "also", "well", "yes", "alright", "right", "kindly", "but", "or", "morning", "yo",
    )  # fmt: skip
