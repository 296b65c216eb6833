"""Whether a request tells of a new funnel, whatever else is in it."""

import re

from ..request import Request
from ..tokens import Sign, Token
from .slots import is_source

_MAKES = re.compile(
    r"(?<!\w)(?:new|build|create|make|made|set ?up|setting up|launch|start|spin up|need|want|would like|'d like|"
    r"put together|open|prepare|throw together|whip up|knock up)(?!\w)[^.;!?\n]{0,40}?(?<!\w)"
    r"(?:funnels?|campaigns?|flows?|smartlinks?|rotations?|a/?b tests?|split[ -]?tests?)(?!\w)",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"(?<!\w)(?:cop(?:y|ies)|clones?|duplicates?|replicate|same as|like the|instead|rename|undo|delete|archive|"
    r"(?:in|of|from|to|into|inside) (?:the|my|our|that|this) (?:\w+ )?(?:funnels?|campaigns?|flows?))(?!\w)",
    re.IGNORECASE,
)
_EDITS = (Sign.REPLACE, Sign.RENAME, Sign.CLONE, Sign.UNDO, Sign.INSTEAD, Sign.EVERYWHERE, Sign.HERE)


def tells_new_funnel(request: Request) -> bool:
    """It is said to be made, or a source, a group and a page are told; and no funnel that exists is named."""
    tokens = request.tokens
    funnels = [token for token in tokens if any(one.exact for one in token.of("funnel")) and not _is_other(token)]
    if funnels or request.has(*_EDITS) or _OLD.search(request.text):
        return False
    pages = [token for token in tokens if any(one.exact for one in token.of("page")) or token.sign is Sign.URL]
    if not pages:
        return False
    if _MAKES.search(request.text):
        return True
    sources = [place for place in range(len(tokens)) if is_source(tokens, place)]
    groups = [token for token in tokens if any(one.exact for one in token.of("funnel_group"))]
    return bool(sources and groups) and not request.has(Sign.REMOVE, Sign.CHANGE, Sign.ADD)


def _is_other(token: Token) -> bool:
    return any(one.exact for one in token.of("page", "traffic_source", "funnel_group"))
