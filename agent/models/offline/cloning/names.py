"""What the copy is called, wherever in the sentence its name stands and with or without quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from funnels.names import folded

from ..tokens import Token

_COPY = r"(?:copy|clone|new one|new funnel|duplicate|second one|twin|other one|funnel|result|version|thing)"
_STRONG = re.compile(
    rf"\b(?:(?:and |please )*(?:call|name|title|label|dub|baptise|christen|save)(?:ed|led|d)?(?: (?:it|this|that|(?:the|this|that) {_COPY}))?(?: as)?(?!\w)"
    r"|(?:named|called|titled|entitled|known as|dubbed|goes by)(?!\w)"
    r"|(?:with|under|by|has|gets|having|give it|gets)(?: the| a| its)?(?: new| own)? (?:name|title)(?: of)?(?!\w)"
    rf"|(?:(?:the|its|new|a|his) )*(?:name|title)(?: (?:of|for) (?:it|the {_COPY}))?(?: (?:is|be|should be|shall be|will be|must be|would be|to be))?(?!\w)"
    rf"|the (?:copy|clone|new one|new funnel|duplicate|twin)(?:'s name)? (?:is|should be|shall be|will be|must be)(?! (?:in|for|on|to|the|a|an|with|exactly|identical)\b)(?: (?:called|named))?)"
    r"\s*[:=]?\s*",
    re.IGNORECASE,
)
_WEAK = re.compile(r"(?:\b(?:as|to|into|becomes)\b(?: (?:a |the )?(?:new )?(?:funnel|copy|clone|campaign)\b)?|->|=>|→|=|:)\s*", re.IGNORECASE)
_NO_NAME = frozenset(
    ["before", "it", "is", "they", "a", "an", "the", "usual", "always", "well", "soon", "possible", "i", "we", "you", "discussed",
     "said", "follows", "long", "much", "if", "though", "now", "in", "on", "at", "for", "agreed", "planned", "that", "this", "these",
     "my", "our", "your", "its", "above", "below", "already", "also", "everything", "everybody", "all", "only", "just", "test",
     "backup", "new", "then", "with", "use", "make", "swap", "replace", "and", "but", "same", "where", "another", "other", "per",
     "be", "have", "do", "get", "see", "run", "try", "go", "people", "visitors", "start"]
)  # fmt: skip
_ENDS = re.compile(
    r"\s*(?:[,;:!?\n\"]|\.(?=\s|$)|\((?![\w.-]{1,12}\)(?!\w))|\s[-–—]+\s|\s(?:and|but|with|for|in|into|using|from|where|which|to|then|please|pls|plz"
    r"|thanks|thx|only|just|however|except|on|under|that|so|while|instead|having|whose|when|because|at|by|via|keeping|keep|over"
    r"|swap|replace|same|as|no|ok|lol|is|are|has|use|put|leave|this|mate|bro|too)(?=\s|$|[,.;:!?])|$)"
)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    start: int
    """Of the words that introduce it."""

    end: int


def given_name(text: str, tokens: Sequence[Token], target: Token | None) -> Name | None:
    for cue in _STRONG.finditer(text):
        if not _within_a_name(cue, tokens) and not _is_of_a_page(text[: cue.start()], tokens, cue.start()):
            if found := _name_at(text, cue, strong=True):
                return found
    for cue in _WEAK.finditer(text):
        if _within_a_name(cue, tokens):
            continue
        found = _name_at(text, cue, strong=False)
        if found and not _is_known(found, cue.end(), tokens, cue[0]):
            return found
    return _alone(text, tokens, target)


def _name_at(text: str, cue: re.Match[str], *, strong: bool) -> Name | None:
    place = cue.end()
    if quoted := re.compile(r"[\"'“]([^\"'”\n]+)[\"'”]").match(text, place):
        return Name(quoted[1].strip(), cue.start(), quoted.end())
    end = _ENDS.search(text, place)
    said = text[place : end.start() if end else len(text)].strip()
    first = said.split(" ")[0] if said else ""
    if not first or not re.search(r"\w", said) or (first.lower() in _NO_NAME and (not strong or first.islower())):
        return None
    if not strong and cue[0].strip() in (":", "=", "to", "into") and not _has_capital(said):
        return None
    return Name(said, cue.start(), place + len(said))


def _has_capital(said: str) -> bool:
    return said[:1].isupper() or said[:1].isdigit()


def _within_a_name(cue: re.Match[str], tokens: Sequence[Token]) -> bool:
    return any(token.start < cue.end() and cue.start() < token.end for token in tokens if token.candidates and token.of("funnel", "page"))


def _is_of_a_page(before: str, tokens: Sequence[Token], place: int) -> bool:
    """`a new lander called X`: the name of a page."""
    return re.search(r"\b(?:lander|offer|page|landing page|lp|prelander|source|network|product)s?[ ,]*$", before, re.IGNORECASE) is not None


def _is_known(name: Name, start: int, tokens: Sequence[Token], cue: str) -> bool:
    """Behind a weak word, what the account knows by this name is meant itself."""
    beside = [token for token in tokens if start <= token.start < name.end]
    whole = [token for token in beside if token.candidates and token.end - token.start >= len(name.text) - 1]
    if any(one.exact or not one.family == "funnel" for token in whole for one in token.candidates):
        return cue.strip().lower() != "as" or not any(one.family == "funnel" for token in whole for one in token.candidates)
    if cue.strip() in (":", "="):
        return any(token.of("page", "traffic_source") or token.amounts for token in beside)
    return bool(beside) and beside[0].start == start and bool(beside[0].of("page", "traffic_source", "funnel_group")) and not beside[0].of("funnel")


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
        exact = [token for token in tokens if token.start >= start and token.end <= part.end() and any(one.exact for one in token.candidates)]
        if not exact and folded(said).split()[0] == own[0] and folded(said).split() != own:
            return Name(said, start, start + len(said))
    return None
