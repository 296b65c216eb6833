"""Links of funnels, asked for in any words."""

import re
from collections.abc import Sequence

from ..looking.funnels_meant import Meant, funnels_meant
from ..looking.heard import heard, only_looks
from ..looking.sources_meant import sources_meant
from ..outcome import Json, PuzzledError
from ..request import Action, Request
from ..tokens import Sign

_LINK = re.compile(r"\b(?:links?|lnks?|linky|urls?|tracking address(?:es)?|postback url)\b")
_VERB = re.compile(
    r"\b(?:direct|deep)[ -]?link|\blinks? (?:it |them |this |that )?(?:to|with|straight|directly|together|into)\b"
    r"|\bbroken links?\b|\b(?:url|link|address|website) of (?:the |my |our )*(?:lander|offer|page|landing)"
    r"|\b(?:clicks? on|by|per|which) (?:the )?links?\b"
)
_REPLACED = re.compile(r"\b(?:instead of|rather than|in place of|no longer|not) (?:\w+ ){1,3}(?:link|url)\b")
"""What gives way to a page is a place in a funnel."""
_SENDS = re.compile(
    r"\bwhere (?:do|does|should|must|can|shall|would|am|are|to)(?: (?:i|we|he|she|they|you|one|my \w+|our \w+))?"
    r"(?: (?:supposed|have|need|going))?(?: to)? (?:send|point|direct|drive|push|route|put|sending|pointing)\b"
    r"|\bwhat (?:do|should|must|can|shall) (?:i|we|he|she|they) (?:(?:have|need|got) to )?(?:paste|put|enter"
    r"|use|type|give|copy)\b"
    r"|\b(?:send|point|direct) (?:the |my |our )?[^.!?\n]{0,40}?(?:traffic|clicks|visitors|ads?) where\b"
    r"|\b(?:destination|final|target) (?:address|page)\b"
    r"|\b(?:something|anything|what|the thing|string) (?:to|that (?:i|we|he|she|they) (?:can|could"
    r"|should)) (?:paste|put|enter)\b"
)
_POSTBACK = re.compile(
    r"\bpostback (?:url|link|address)\b|\b(?:what(?:'s| is)|whats|give|send|show|need|asks? for"
    r"|wants?)\b[^.!?\n]{0,30}"
    r"\b(?:our|my|the) postback\b(?!s)"
)
_REPORTED_TO = re.compile(
    r"\bwhere\b[^.!?\n]{0,60}\b(?:conversions?|sales?|leads?)\b[^.!?\n]{0,40}\b(?:sent|send|reported|report"
    r"|posted|pinged|fired)\b"
    r"|\b(?:what|which) (?:url|address|link|endpoint|should|must|does|do|shall|has"
    r"|have)\b[^.!?\n]{0,60}\b(?:call|fire|ping|post)\b"
    r"[^.!?\n]{0,30}\b(?:conversion|sale|lead)s?\b"
)
"""Where a network tells of conversions, whichever funnel they came by."""
_COUNTS = re.compile(r"\b(?:how many|how much|revenue|profit|conversions?|roi|cvr|epc|ctr)\b")


def asks_links(request: Request) -> bool:
    said = heard(request)
    if asks_postback(request):
        return True
    if not (_SENDS.search(said) or (_LINK.search(said) and not _VERB.search(said))):
        return False
    if _REPLACED.search(said) and any(one.exact for token in request.tokens for one in token.of("page")):
        return False
    return only_looks(request) and not _COUNTS.search(said) and not _tells_way(request)


def asks_postback(request: Request) -> bool:
    """It is the same for all funnels."""
    named = any(token.of("funnel") for token in request.tokens)
    said = heard(request)
    asked = (_POSTBACK.search(said) and not named) or _REPORTED_TO.search(said)
    return bool(asked) and only_looks(request)


def give_links(request: Request) -> Action:
    if asks_postback(request) and (there := request.know.all_of("funnel", limit=1)):
        found = request.know.data("get_links", funnel=there[0].id)
        return Action(f"The postback URL, the same for every network: {found.get('postback', '')}")
    return Action("\n\n".join(_links(request, one) for one in funnels_meant(request, several=True)), keeps=True)


def _tells_way(request: Request) -> bool:
    """A funnel that is told, of which links are wanted too."""
    pages = [token for token in request.tokens if any(one.exact for one in token.of("page"))]
    named = any(one.exact for token in request.tokens for one in token.of("funnel"))
    return not named and (len(pages) > 1 or bool(pages and request.has(Sign.TO, Sign.THEN, Sign.NEW)))


def _links(request: Request, funnel: Meant) -> str:
    return links_told(request, funnel, sources_meant(request, funnel[1]))


def links_told(request: Request, funnel: Meant, sources: Sequence[str]) -> str:
    """Of all the sources where none is named."""
    asked: Json = {"funnel": funnel[0], **({"sources": list(sources)} if sources else {})}
    found = request.know.result("get_links", asked)
    if found.data is None:
        raise PuzzledError(f"which links are meant: {found.text}")
    lines = [
        f"These are the links of {funnel[1]}.",
        *(f"- {one['source']}: {one['url']}" for one in found.data.get("links", [])),
        *(f"- button {one['action']} on {one['step']}: {one['url']}" for one in found.data.get("actions", [])),
        f"- postback: {found.data.get('postback', '')}",
    ]
    return "\n".join(lines)
