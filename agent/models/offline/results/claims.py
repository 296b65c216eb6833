"""A change that waits for what the results say: `if A converts better than B, give it 70 %`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..tokens import Sign, Token

_IF = (
    r"(?:(?:but |and )?only )?(?:if|when|once|as soon as|as long as|so long as|while|provided(?: that)?|providing"
    r"|in case|assuming(?: that)?|should|unless)"
)
_VERB = (
    r"(?:give|put|set|replace|swap|drop|remove|move|shift|send|take|kick|switch|raise|use|increase|throw|cut|exchange"
    r"|substitute|lower|reduce|bring|shove|scale|stop|pause)"
)
_DOES = (
    r"(?:does|do|did|performs?|performed|converts?|converted|earns?|earned|makes?|made|brings?|brought|works?|worked"
    r"|sells?|sold|runs?|ran|has|have|had|shows?|showed|gets?|got|pays?|paid|delivers?|monetizes?|clicks?)"
)
_BETTER = (
    r"beats?|beating|outperforms?|outperforming|outsells?|outearns?|wins?|won|winning|leads|leading"
    r"|(?:is|are|was|were|comes out|stays) (?:\S+ ){0,2}?"
    r"(?:ahead|better|stronger|in front|on top|superior|higher|best)"
    r"|(?:is|are|was|comes out as) (?:\S+ ){0,3}?(?:winner|champion|leader)"
    rf"|{_DOES} (?:\S+ ){{0,5}}?(?:better|more|higher|best|most|highest|stronger)"
)
_WORSE = (
    r"loses|losing|lost|lags?|trails?|underperforms?|falls behind"
    r"|(?:is|are|was|were|stays|comes out) (?:\S+ ){0,2}?(?:behind|worse|weaker|lower|inferior|worst|loser)"
    rf"|{_DOES} (?:\S+ ){{0,5}}?(?:worse|less|lower|fewer|worst|least)"
)
_END = r"(?=,? then\b|[,;!?\n]|: |\.(?!\d)|$)"
_WORDS = r"(?:[^,;!?\n:.]|\.(?=\d)|:(?! ))+?"
_CONDITION = re.compile(rf"(?:^|(?<=[\s(]))(?:{_IF})\s+(?P<claim>{_WORDS}){_END}", re.IGNORECASE)
_IS_BETTER, _IS_WORSE = (re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for one in (_BETTER, _WORSE))
_IT = re.compile(r"(?:it|that one|this one|that page|that offer|that lander)(?: \w+ly| really)?\s*", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:the |that |this )?(?!(?:there|nobody|nothing|everything|everyone|someone|i|we|you|they|he|she|traffic|funnel"
    r"|campaign|budget|cost|costs|cpc|roi|profit|revenue|epc|cvr|ctr|new|old|other)\b)[\w'-]+(?: [\w'-]+){0,2}\s*",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:tell me|let me know|check|see|know|wonder|ask|say|find out|sure|as|what|even)\s*$", re.IGNORECASE
)
_TRIES = re.compile(r"\b(?:test|try|see|check|know|tell|ask|find out|learn|wonder)\b[^.;:,!?\n]*$", re.IGNORECASE)
"""`I like to test … if A is better` waits for nothing."""

_ANYBODY = re.compile(
    r"(?:there(?:'s| is| was| has been)|we (?:have|got)|you (?:find|see)|one (?:of (?:them|the \w+) )?)\s*.*",
    re.IGNORECASE,
)
_WINNER = re.compile(r"\b(?:winner|wins|won|winning|better|ahead)\b", re.IGNORECASE)
_ORDERS = re.compile(rf"\b(?:{_VERB}|make|let|out|only|everything|everyone|everybody|all)\b|\d", re.IGNORECASE)
_POLITE = re.compile(r"\b(?:could|can|would|will) you\b|\bplease\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:unless|not|never|no|neither)\b|n't\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d+ ?(?:%|percent|/|:)|\b\d\d\b(?! (?:days|hours|weeks))", re.IGNORECASE)
_ORDER_WITHIN = re.compile(rf"\s(?:then\s+|please\s+)*(?={_VERB}\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """What must be true of a page, and what is wanted then; places in the text."""

    start: int
    end: int
    verb: int
    """Where it says how the page does: the page stands before."""

    of_it: bool
    """The page stands before the condition: `A gets 85 if it wins`."""

    anybody: bool
    """`if there is a winner`, whoever it is."""

    better: bool
    denied: bool
    """`unless`, `not`: what then holds no comparison says for sure."""


def claim_of(text: str, tokens: Sequence[Token]) -> Claim | None:
    """None where no page is said to do better or worse than others, or where it is no condition."""
    if text.rstrip().endswith("?") and not _POLITE.search(text):
        return None
    for found in _CONDITION.finditer(text):
        if any(one.search(text[: found.start()]) for one in (_ASKED, _TRIES)):
            continue
        start, end = found.span("claim")
        cut = _ORDER_WITHIN.search(text, start, end)
        claim = _read(text, tokens, found.start(), start, cut.start() if cut else end)
        if claim is not None and _ORDERS.search(f"{text[: claim.start]} {text[claim.end :]}"):
            return claim
    return None


def _read(text: str, tokens: Sequence[Token], opens: int, start: int, end: int) -> Claim | None:
    denied = bool(_DENIED.search(text, opens, end))
    if _ANYBODY.fullmatch(text, start, end) and _WINNER.search(text, start, end):
        figures = _FIGURES.search(f"{text[:opens]} {text[end:]}")
        return Claim(opens, end, start, False, True, True, denied) if figures else None
    better, worse = _IS_BETTER.search(text, start, end), _IS_WORSE.search(text, start, end)
    verb = min((one for one in (better, worse) if one), key=lambda one: one.start(), default=None)
    if verb is None:
        return None
    it = bool(_IT.fullmatch(text, start, verb.start()))
    if not (it or _names_page(text, tokens, start, verb.start())):
        return None
    return Claim(opens, end, verb.start(), it, False, verb is better, denied)


def _names_page(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """By its name, or by a word that only the funnel knows."""
    return any(_is_page(token, start, end) for token in tokens) or bool(_SUBJECT.fullmatch(text, start, end))


def _is_page(token: Token, start: int, end: int) -> bool:
    named = token.sign in (Sign.ASSET, Sign.QUOTED) and (bool(token.of("page")) or token.sign is Sign.QUOTED)
    return named and start <= token.start and token.end <= end
