"""What the copy is called, wherever in the sentence its name stands and with or without quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from funnels.names import folded

from ..plain.vocabulary import is_english
from ..tokens import Sign, Token

_COPY = r"(?:copy|clone|new one|new funnel|duplicate|second one|twin|other one|funnel|result|version|thing)"
_SHOULD = r"s[houldwt]{4,6}"
"""However it is misspelt."""

_STRONG = re.compile(
    rf"\b(?:(?:and |please )*(?!(?:name|title) (?:{_SHOULD}|shall|will|must|would) be )"
    r"(?:call|name|title|label|dub|baptise|christen|save)(?:ed|led"
    rf"|d)?(?: (?:it|this|that|(?:the|this|that) {_COPY}))?(?: as)?(?!\w)"
    r"|(?:named|called|titled|entitled|known as|dubbed|goes by)(?!\w)"
    r"|(?:with|under|by|has|gets|having|give it|gets)(?: the| a| its)?(?: new| own)? (?:name|title)(?: of)?(?!\w)"
    rf"|(?:(?:the|its|new|a|his) )*(?:name|title)(?: (?:of|for) (?:it|the {_COPY}))?(?: (?:is|be"
    rf"|{_SHOULD} be|shall be|will be|must be|would be|to be))?(?!\w)"
    rf"|the (?:copy|clone|new one|new funnel|duplicate|twin)(?:'s name)? (?:is|should be|shall be"
    rf"|will be|must be)(?! (?:in|for|on|to|the|a|an|with|exactly|identical)\b)(?: (?:called"
    rf"|named))?"
    r"|as (?:a |the )?(?:template|blueprint|basis|base|model|starting point) for(?: (?:a "
    r"|the )?(?:new )?(?:funnel|one|campaign))?(?: (?:called|named))?)"
    r"\s*[:=]?\s*",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:\b(?:as|to|into|becomes)\b(?: (?:a |the )?(?:new )?(?:funnel|copy|clone|campaign)\b)?|->|=>|→|=|:)\s*",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:switch|chang|swap|replac|send|rout|add|us(?:e|ing)|with|instead|goes?|gets?|leads?|button|should|set|split|for)",
    re.IGNORECASE,
)
"""Behind one of these, `to` leads to no name."""

_NO_NAME = frozenset(
    """
    before it is they a an the usual always well soon possible i we you discussed said follows long
    much if though now in on at for agreed planned that this these my our your its above below
    already also everything everybody all only just test backup new then with use make swap replace
    and but same where another other per be have do get see run try go people visitors start
    """.split()  # noqa: SIM905 -- a list of a hundred words
)
_ENDS = re.compile(
    r"\s*(?:[,;:!?\n\"]|\.(?=\s|$)|\((?![\w.-]{1,12}\)(?!\w))|\s[-\u2013\u2014]+\s|\s(?:and|but|with|for|in|into|using|from|where|which|to|then|please|pls|plz"
    r"|thanks|thx|only|just|however|except|on|under|that|so|while|instead|having|whose|when|because|at|by|via|keeping|keep|over"
    r"|swap|replace|same|as|no|ok|lol|is|are|has|use|put|leave|this|mate|bro|too)(?=\s|$|[,.;:!?])|$)"
)
_ENDS_LOUD = re.compile(_ENDS.pattern, re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:create|make|build|set up|launch|start|spin up|prepare|derive)(?: (?:me|us|please|a"
    r"|the|new|funnel|campaign|called|named))*"
    r" (?P<name>[^,;:!?\n]{2,60}?) (?P<how>from|based on|out of|off|modell?ed on|exactly like|just like|like"
    r"|as (?:a |an |the )?(?:exact |new |full |second )?(?:copy|clone|duplicate|twin|replica"
    r"|variant|version) of)(?= )",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"(?:(?<=[,;:.!?\n] )|(?<=[-\u2013\u2014] ))(?P<name>[A-Z0-9][\w.+-]*(?: [A-Z0-9][\w.+-]*){0,5})"
    r" (?:is|would be|will be|could be|sounds like|seems)"
    r" (?:a |an )?(?:good|fine|nice|great|proper|fitting|decent) name\b"
)
"""`… - Keto Facebook US 2 is a good name`"""

_STOPS = (
    "and",
    "but",
    "with",
    "for",
    "into",
    "using",
    "from",
    "where",
    "which",
    "then",
    "please",
    "under",
    "only",
    "instead",
)
_NO_PART = re.compile(r"\d+\s*/\s*\d+|%|://|->")
"""Such are no part of a name without quotes."""

_MEANT = ("page", "traffic_source")
_THE = ("", "the", "our", "my", "the funnel", "funnel", "existing", "the existing")
_MOST = 6
"""Words of a name."""

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    start: int
    """Of the words that introduce it."""

    end: int


def given_name(text: str, tokens: Sequence[Token], target: Token | None) -> Name | None:
    for cue in _STRONG.finditer(text):
        if _within_a_name(cue, tokens) or _is_of_a_page(text[: cue.start()], cue[0]):
            continue
        if found := _name_at(text, cue, strong=True):
            return found
    if found := before_making(text, tokens):
        return found
    for cue in _WEAK.finditer(text):
        if _within_a_name(cue, tokens) or (
            not cue[0].lower().startswith("as") and _CHANGES.search(text[: cue.start()])
        ):
            continue
        found = _name_at(text, cue, strong=False)
        if found and not _is_known(found, cue.end(), tokens, cue[0]):
            return found
    if praised := _PRAISED.search(text):
        return Name(praised["name"], praised.start("name"), praised.end())
    return _alone(text, tokens, target) or _only_quoted(text, tokens)


def as_written(name: str, said: str) -> str:
    """The name letter by letter, where the words around it were corrected and it with them."""
    if not said or name in said:
        return name
    words, count = said.split(), len(name.split())
    runs = [" ".join(words[place : place + count]).strip(" ,.;:!?\"'") for place in range(len(words) - count + 1)]
    nearest = min(runs, key=lambda run: OSA.distance(run.casefold(), name.casefold()), default=name)
    return nearest if OSA.distance(nearest.casefold(), name.casefold()) <= count * 2 else name


def names_it_so(text: str, tokens: Sequence[Token]) -> bool:
    """Whether it is said in so many words what it is called."""
    cues = [one for one in _STRONG.finditer(text) if not _within_a_name(one, tokens)]
    return any(not _is_of_a_page(text[: one.start()], one[0]) and _name_at(text, one, strong=True) for one in cues)


def names_it(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a name is being given, and not just something is said to be like something."""
    return given_name(text, tokens, None) is not None


def before_making(text: str, tokens: Sequence[Token]) -> Name | None:
    """`create Drone MGID 3 from Drone MGID`: a name the account does not know, before the funnel it is made from."""
    found = _BEFORE.search(text)
    said = found["name"].strip(" ,:\"'") if found else ""
    if not found or not _has_capital(said) or len(said.split()) > _MOST:
        return None
    behind = next((one for one in tokens if one.start >= found.end("how") and one.candidates), None)
    if behind is None or not any(one.exact for one in behind.of("funnel")):
        return None
    start = found.start("name") + found["name"].index(said)
    end = start + len(said)
    whole = [one for one in tokens if one.start <= start and one.end >= end and any(c.exact for c in one.candidates)]
    between = text[found.end("how") : behind.start].strip().lower()
    return Name(said, found.start(), found.end("how")) if not whole and between in _THE else None


def _name_at(text: str, cue: re.Match[str], *, strong: bool) -> Name | None:
    place = cue.end()
    if quoted := re.compile(r"[\"'“]([^\"'”\n]+)[\"'”]").match(text, place):
        return Name(quoted[1].strip(), cue.start(), quoted.end())
    end = (_ENDS_LOUD if _is_shouted(text) else _ENDS).search(text, place)
    said = _without_slips(text[place : end.start() if end else len(text)].strip())
    first = said.split(" ")[0] if said else ""
    if not first or not re.search(r"\w", said) or (first.lower() in _NO_NAME and (not strong or first.islower())):
        return None
    if _NO_PART.search(said):
        return None
    if not strong and cue[0].strip() in (":", "=", "to", "into") and not _has_capital(said):
        return None
    return Name(said, cue.start(), place + len(said))


def _without_slips(said: str) -> str:
    """`Drone Summer wiht 70/30`: a slip of a word that ends names ends it, too."""
    words = said.split(" ")
    for place, word in enumerate(words[1:], 1):
        if word.islower() and word.isalpha() and (_is_turned(word) or (not is_english(word) and _near(word))):
            return " ".join(words[:place])
    return said


def _is_turned(word: str) -> bool:
    return any(word != one and sorted(word) == sorted(one) for one in _STOPS) and word != "form"


def _near(word: str) -> bool:
    return any(OSA.distance(word, one) <= 1 for one in _STOPS)


def _is_shouted(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return sum(one.isupper() for one in letters) > len(letters) / 2


def _has_capital(said: str) -> bool:
    return said[:1].isupper() or said[:1].isdigit()


def _within_a_name(cue: re.Match[str], tokens: Sequence[Token]) -> bool:
    return any(
        token.start < cue.end() and cue.start() < token.end
        for token in tokens
        if token.candidates and token.of("funnel", "page")
    )


def _is_of_a_page(before: str, cue: str) -> bool:
    """`a new lander called X`: the name of a page."""
    if cue.lower().startswith(("call ", "name it", "and ", "please ")) or " it" in cue.lower():
        return False
    return (
        re.search(
            r"\b(?:lander|offer|page|landing page|lp|prelander|source|network|product)s?[ ,]*$", before, re.IGNORECASE
        )
        is not None
    )


def _is_known(name: Name, start: int, tokens: Sequence[Token], cue: str) -> bool:
    """Behind a weak word, what the account knows by this name is meant itself."""
    beside = [token for token in tokens if start <= token.start < name.end and token.candidates]
    whole = [token for token in beside if token.end - token.start >= len(name.text) - 1]
    known = {one.family for token in whole for one in token.candidates}
    if known:
        return cue.strip().lower() != "as" or "funnel" not in known
    if cue.strip() in (":", "="):
        return any(token.of("page", "traffic_source") for token in beside) or name.text[:1].isdigit()
    first = beside[0] if beside and beside[0].start == start else None
    return first is not None and any(one.exact and one.family in _MEANT for one in first.candidates)


def _only_quoted(text: str, tokens: Sequence[Token]) -> Name | None:
    """`slap "Casino Spring" on it`: the one quotation, of nothing the account knows."""
    quoted = [one for one in tokens if one.sign is Sign.QUOTED]
    if len(quoted) != 1 or quoted[0].candidates or any(one.sign is Sign.URL for one in tokens):
        return None
    if re.search(r"\b(?:lander|offer|page|group|folder|note|tag)s?\W*$", text[: quoted[0].start], re.IGNORECASE):
        return None
    return Name(quoted[0].text, quoted[0].start, quoted[0].end)


def _alone(text: str, tokens: Sequence[Token], target: Token | None) -> Name | None:
    """`a clone of it, VPN Native FR, where …`: between marks, and beginning like the funnel's own name."""
    if target is None or not target.of("funnel"):
        return None
    own = folded(target.of("funnel")[0].name).split()
    for part in re.finditer(r"[^,;:.!?\n()]+", text):
        said = part[0].strip()
        words = said.split()
        if len(words) < _LEAST or not all(_has_capital(word) for word in words):
            continue
        start = part.start() + part[0].index(said)
        exact = [
            token
            for token in tokens
            if token.start >= start and token.end <= part.end() and any(one.exact for one in token.candidates)
        ]
        if not exact and folded(said).split()[0] == own[0] and folded(said).split() != own:
            return Name(said, start, start + len(said))
    return None
