"""Whether words want a copy of a funnel, and which words say so."""

import re

from ..editing.target import half_named, named_funnels
from ..relations.told import tells_new_funnel
from ..request import Request
from ..tokens import Sign, Token
from .names import before_making, names_it, names_it_so

_VERB = r"(?:clon|duplicat|replicat)(?:e|ing)|cop(?:y|ie|ying)|copy[ -]?past(?:e|ing)|dup(?:e|ing)|mirror|photocopy"
_NOUN = r"clone|copy|duplicate|dupe|replica|twin|double|duplication"
_FUNNEL = r"(?: (?:funnel|campaign|flow|one|thing|setup|set-up|structure))"
_MAKE = (
    r"(?:(?:make|create|build|give|do|prepare|set up|get|spin up|produce|want|need|take|have|pull)"
    r"(?: (?:me|us|also|please))* )?"
)
_EXACT = r"(?:(?:exact|identical|full|complete|plain|straight|simple|carbon|perfect|second|new|1:1|one to one) )*"

_WANTS = (
    re.compile(rf"\b{_MAKE}(?:an?|one|another) {_EXACT}(?:{_NOUN})(?: (?:of|from))?(?!\w)", re.IGNORECASE),
    re.compile(rf"\b{_MAKE}the {_EXACT}(?:{_NOUN}) (?:of|from)(?!\w)", re.IGNORECASE),
    re.compile(
        rf"(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\bits )(?<!\bour )(?<!\ba )(?<!\ban )\b(?:{_VERB})(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MAKE}(?:exactly )?(?:the )?(?:very |exact )?(?:same|identical){_FUNNEL} (?:as|like)(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MAKE}(?:another|a second|one more|a new){_FUNNEL}? (?:(?:exactly|just) )?"
        r"(?:like|identical to|the same as|based on|modell?ed on)(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_MAKE}(?:the|an?) [\w-]+ (?:version|edition|variant|sibling) (?:of|from)(?!\w)", re.IGNORECASE),
    re.compile(
        r"\b(?:use|using|take|taking)(?= .{1,80}\bas (?:a |the )?(?:template|blueprint|basis|base"
        r"|model|starting point)\b)",
        re.IGNORECASE,
    ),
)
"""One of these, beside a funnel that is named or talked of."""

ONCE_MORE = re.compile(
    r"\b(?:one more time|once more|a second time|once again|another time|all over again)\b", re.IGNORECASE
)

_LIKE = re.compile(
    r"^\W*(?:(?:please|ok|okay|so|now|and|also|then|i|we|i'd|we'd|i'll|want|need|would|like|take|make|do|give|build"
    r"|create|set up|get|have|let's|it|me|us|a|an|one|new|another|more|funnel|campaign|thing|something|exactly|just"
    r"|basically|pretty much|the|very|completely)[\s,]+)*?"
    r"(?:(?:the )?(?:exact(?:ly)? )?(?:same|identical)(?: thing| set-?up| funnel)? (?:as|to|like)"
    r"|(?:exactly |just )?like|modell?ed on|based on)"
    r"(?= (?:the |our |my |in |with )?(?:funnel )?(?!before|now|it|that|this|last|always|usual)\S)",
    re.IGNORECASE,
)
"""At the beginning, and with a funnel right behind it: `same as Keto Facebook US but for TikTok`."""

_AGAIN = re.compile(r"\bagain\b", re.IGNORECASE)
_ANOTHER = re.compile(
    rf"\b{_MAKE}(?:a second|another|one more|a new)"
    r"(?= (?!(?:route|rule|branch|way|path|button|condition|name|title|label)\b))",
    re.IGNORECASE,
)

_SAME = re.compile(r"\b(?:the )?(?:exact(?:ly)? )?same (?:one|thing|funnel|again|set-?up|structure)\b", re.IGNORECASE)

_HELD = re.compile(
    r"\b(?:don't|do not|never|without|not to|stop|no need to|before|after|undo|delete|remove"
    r"|archive|what is|what's|is it"
    r" possible|how (?:do|can|does|would|to)|can i|what happens (?:if|when))\b[\w ]{0,20}$",
    re.IGNORECASE,
)
"""Said in front of such a word, no copy is wanted."""

_DIRECTLY = ("the", "our", "my", "funnel", "in", "with")
_LIGHT = (Sign.FILLER, Sign.NEW, Sign.COMMA, Sign.COLON, Sign.OF, Sign.FROM, Sign.WORD, Sign.CLONE, Sign.BUILD)
_NO_FUNNEL = (Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.GROUP, Sign.LINKS)


def wants_clone(request: Request) -> bool:
    """A page or another asset that is to be copied is none."""
    if request.has(Sign.HERE) or request.has(Sign.UNDO) or _is_new_altogether(request):
        return False
    if _is_like_a_funnel(request):
        return True
    told = [one for one in wanting(request.text) if one.re is not _LIKE]
    found = next((one for one in told if _is_of_a_funnel(one, request)), None)
    if found is None:
        return _once_more(request)
    return not _HELD.search(request.text[: found.start()])


def _is_new_altogether(request: Request) -> bool:
    """`a new funnel for Taboola: A, then B`: no funnel is there that it could be like."""
    told = any(pattern.search(request.text) for pattern in _WANTS) or ONCE_MORE.search(request.text)
    return not told and tells_new_funnel(request)


def _is_like_a_funnel(request: Request) -> bool:
    """Such a one is new where it has a name or a source of its own."""
    found = _LIKE.match(request.text)
    following = next((one for one in request.tokens if found and one.start >= found.end() and one.candidates), None)
    if found is None or following is None or not any(one.exact for one in following.of("funnel")):
        return False
    between = request.text[found.end() : following.start].lower().split()
    sources = any(token.of("traffic_source") and not token.of("page", "funnel") for token in request.tokens)
    return {*between} <= {*_DIRECTLY} and (sources or names_it_so(request.text, request.tokens))


def _once_more(request: Request) -> bool:
    """`Casino Push T1 one more time, as Casino Push T2`."""
    if not named_funnels(request) or request.has(Sign.SHOW, Sign.WHICH, Sign.LINKS, Sign.RENAME):
        return False
    again = ONCE_MORE.search(request.text) or _AGAIN.search(request.text) or _ANOTHER.search(request.text)
    if again is not None and names_it(request.text, request.tokens):
        return True
    if _SAME.search(request.text) and names_it_so(request.text, request.tokens):
        return True
    return before_making(request.text, request.tokens) is not None


def wanting(text: str) -> list[re.Match[str]]:
    """The words that say that a copy is wanted, in their order."""
    found = [one for pattern in (*_WANTS, _LIKE) for one in pattern.finditer(text)]
    if not found and (again := _ANOTHER.search(text) or ONCE_MORE.search(text) or _SAME.search(text)):
        found = [again]
    return sorted(found, key=lambda one: (one.start(), -one.end()))


def _is_of_a_funnel(found: re.Match[str], request: Request) -> bool:
    if any(token.start <= found.start() < token.end for token in request.tokens if token.candidates):
        return False  # a word of a name: `Celebrity Copy`
    behind = (token for token in request.tokens if token.start >= found.end() and token.sign not in _LIGHT)
    following = next(behind, None)
    if following is not None and (following.sign in _NO_FUNNEL or _is_page(following)):
        return False
    if named_funnels(request) or half_named(request) or request.state.funnel or request.state.draft:
        return True
    return following is None or following.sign in (Sign.IT, Sign.FUNNEL, Sign.SAME)


def _is_page(token: Token) -> bool:
    return bool(token.of("page")) and not token.of("funnel")
