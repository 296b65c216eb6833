"""What is said besides a funnel and changes nothing about it: stories, reasons, and what goes without saying.

Nothing is passed over that names a page, an amount or an address, or that may narrow down who comes.
"""

import re
from collections.abc import Iterator, Sequence

from ..tokens import Sign, Token
from .span import Span

_PHRASES = re.compile(
    r"(?:it'?s |it is |is )?(?:just |only |merely )?(?:an? )?(?:external|outside|plain|outbound) "
    r"(?:link|page|url|address|site|website)s?"
    r"|(?:please |so |and )*(?:do not|don'?t|no need to) (?:create|make|add|build|need)(?: me)?"
    r"(?: an?| any| new| extra)* (?:offer|lander|page|asset)s?(?: for (?:it|that|this|them))?"
    r"|(?:an? )?(?:no|without) (?:splits?|rotation|rotator)|(?:there are|with) no splits?"
    r"|(?:same |the same )?(?:as|like) the (?:other|others|last)(?: one)?(?: (?:is|are) in)?"
    r"|(?:no|without) (?:a )?traffic source(?: yet| for now)?"
    r"|(?:i|we) (?:don'?t|do not) (?:really |much )?care(?: about| for| what happens to)?(?: them| those| it)?"
    r"|(?:no,? )?wait(?:,? no)?|hold on|scratch that|(?:that )?makes no sense|no idea why|never mind that"
    r"|(?:no|nothing) (?:fancy|special|more|else)(?: stuff)?|no problem|no rush|no hurry|no worries|why not",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?<!\w)(?:many |best |kind )?(?:thanks|regards|cheers|thank you|best wishes)[^.;!?]*[.!]?\s*$", re.IGNORECASE
)
_REASON = re.compile(
    r"(?<!\w)(?:because|since|cause|cuz|coz|bcs|bc|as i said|like i said|given that)(?!\w)[^,.;!?\n]*", re.IGNORECASE
)


def _any_of(words: str) -> re.Pattern[str]:
    spelled = "|".join(words.replace("\n", "|").replace(" | ", "|").split("|"))
    phrases = "|".join(one.strip() for one in spelled.split("|") if one.strip())
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)


_REPORTED = """
    says?|said|told|tells?|telling|heard|phone|call|meeting|was|were|went|thinks?|thought|discussed|agreed|mentioned
    talked|asked|promised|decided
"""
_REPORTS = _any_of(_REPORTED)
_TELLS = _any_of(
    _REPORTED
    + """
    hear|been|is|are|am|has|have|had|works?|keeps?|think|hope|know|knows|guess|feel|i'm|i've|we've|he's|she's|it's|makes?
    did|does|goes|looks?|seems?|wants?
"""
)
_PERSONAL = _any_of("i|i'm|i've|me|my|we|we've|our|he|she|his|her|nobody|you")
_NARROWS = _any_of(
    r"""
    wom[ae]n|m[ae]n|males?|females?|ladies|girls|boys|guys only|seniors?|students?|parents|moms|dads|buyers?|gamers?
    players?|age[ds]?|over \d+|under \d+|above \d+|below \d+|audience|target\w*|cap(?:ped)?|limit\w*|budgets?|bids?
    max\w*|min\w*|daily|hourly|twice|except|unless|until|before \d|after \d|night|morning only|language|speak\w*
    returning|new visitors|not? \w+ (?:traffic|visitors|people|users)|exclud\w*|block\w*|avoid\w*|filter\w*|never
    don'?t (?:send|show|let|use)|must not|should not|shouldn'?t|not allowed|kein|bots?
"""
)
"""Who speaks so may mean somebody, or not everybody."""

_SOLID = (Sign.URL, Sign.QUOTED, Sign.MONEY, Sign.PERCENT, Sign.RATIO)
_WHO = (Sign.PLACE, Sign.DEVICE, Sign.UNSETTLED, Sign.REST, Sign.NUMBER)


def besides(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    for found in _PHRASES.finditer(text):
        yield Span(found.start(), found.end(), found[0])
    for found in (*_CLOSING.finditer(text), *_REASON.finditer(text)):
        if not _NARROWS.search(found[0]) and not any(map(_is_solid, _within(tokens, found.start(), found.end()))):
            yield Span(found.start(), found.end(), found[0])
    yield from _stories(text, tokens)


def _stories(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """Sentences that tell of something else; in front of the first that names a page they may speak of anybody."""
    told = False
    for sentence in _sentences(tokens):
        if any(map(_is_solid, sentence)):
            told = True
            continue
        start, end = sentence[0].start, sentence[-1].end
        said = text[start:end]
        speaks_of_people = any(token.sign in _WHO for token in sentence)
        tells = _REPORTS if speaks_of_people else _PERSONAL if told else _TELLS
        if tells.search(said) and _TELLS.search(said) and not _NARROWS.search(said):
            yield from (Span(token.start, token.end, token.text) for token in sentence if not _is_slot(token))


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        if token.sign is Sign.STOP:
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(token)
    if sentence:
        yield sentence


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [token for token in tokens if start <= token.start < end]


def _is_solid(token: Token) -> bool:
    return token.sign in _SOLID or any(one.exact for one in token.of("page"))


def _is_slot(token: Token) -> bool:
    """Groups and sources are taken wherever they stand; what is said of them is not."""
    return any(one.exact for one in token.of("traffic_source", "funnel_group")) or token.sign in (
        Sign.GROUP,
        Sign.CALLED,
    )
