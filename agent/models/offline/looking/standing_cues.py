"""By which words one asks what stands in the account: fields of a page, pages of a funnel, who uses a page."""

import re

from ..results.metrics import metric_pattern
from .way_cues import COUNTS

FIELDS: dict[str, re.Pattern[str]] = {
    "payout": re.compile(
        r"\b(?:payouts?|commission|what (?:it|they|he|she) pays?|(?:does|do|would) .{0,60}\bpay(?:s|ing)?"
        r"(?! attention)|how much .{0,60}\bpays?|what .{0,60}\bpays?|per (?:lead|sale|conversion))\b"
    ),
    "network": re.compile(
        r"\b(?:(?:affiliate |aff |cpa )?networks?|offer sources?|advertiser|from whom"
        r"|who(?:se)? (?:offer )?(?:is|provides"
        r"|owns|runs|pays))\b"
    ),
    "url": re.compile(r"\b(?:urls?|(?:web ?)?address(?:es)?|hosted|domain)\b"),
    "notes": re.compile(r"\b(?:notes?|remarks?|comments?|written (?:down )?(?:about|on|for))\b"),
}
"""What may be asked of a page, as the fields are told."""

_OPENS = re.compile(
    r"(?:^|[.!?,;:\n]\W*|\b(?:and|but|so|please|pls) )(?:hey |hi |ok |so |and |please |now |quick question )*"
    r"(?:(?:can|could|would|will) (?:you|u|someone|we) (?:please |just |quickly )*)?"
    r"(?:what|whats|which|who|whos|whose|where|how|(?:in|from|to|on|at|by|under|of|with) (?:which|what|whom)"
    r"|show|tell"
    r"|give|gimme|list|read|remind|name|say|look up|check|i (?:want|need|would like|'d like) to (?:know|see)"
    r"|need to know|any idea|do you know|is|are|does|do|did|has|have)\b"
)
_ROLES = r"(?:pages?|landers?|landing pages?|lps?|pre-?landers?|presells?|offers?|products?)"
_SHARED = (
    r"(?:weights?|shares?|percentages?|splits?|distribut\w+|rotat\w+|divided|traffic split|ratios?|weighted|weighed)"
)
_PAGES = re.compile(
    rf"\b(?:{_ROLES}|{_SHARED})\b"
    r"|\bwhat(?:'s|s| is| do we have| have we got| does| stands| sits| runs| all is)?\b.{0,30}"
    r"\b(?:in|inside|in there|contain|consists?|made of|part of)\b"
)
_STANDS = re.compile(
    r"\b(?:is|are|'s|whats|sit|sits|sitting|stand|stands|run|runs|running|rotat\w+|live|lives|have|has|contains?"
    r"|consists?|use|uses|used|in use|there|belongs?|show me|show|list|tell|give|name|gimme|get|gets|set|look|looks"
    r"|split|shared|divided|distributed)\b"
)
_ROLE = {
    "lander": re.compile(r"\b(?:landers?|landing pages?|lps?|pre-?landers?|presells?)\b"),
    "offer": re.compile(r"\b(?:offers?|products?)\b"),
}
_ANY_PAGE = re.compile(r"(?<!landing )(?<!offer )\bpages?\b")
_USERS = re.compile(
    r"\bwho(?:'s|s| is| are| else)? (?:uses?|using|runs?|running|shows?|showing|has|have|sends?)\b"
    r"|\bwhere(?:'s|s| is| are| do we| do i| all| else)?\b.{0,60}\b(?:used|using|use|running|run|runs|shown|show"
    r"|live|in use"
    r"|appears?|appearing|rotat\w+|built in|included|placed)\b"
    r"|\b(?:which|what|all|the|list|show)(?: of)?(?: (?:my|our|the|me))* (?:funnels?|campaigns?|flows?)\b.{0,60}"
    r"\b(?:use|uses|using|used|show|shows|showing|run|runs|running|have|has|contain|contains|with|feature\w*"
    r"|send|sends"
    r"|include\w*|is|are|in)\b"
    r"|\b(?:in|by|from|within|of) (?:which|what|how many) (?:funnels?|campaigns?|flows?)\b"
)
_VIEWERS = re.compile(
    r"\b(?:which|what) (?:countries|country|geos?|devices?|visitors|people|traffic|users|audience"
    r"|part of \w+)\b.{0,50}"
    r"\b(?:see|sees|seeing|get|gets|getting|reach\w*|land|lands|come|comes|shown|go|goes|end)\b"
    r"|\bwho(?:'s| is| all| else)? (?:(?:ever|actually|all|even) )*(?:gets?|sees?|seeing|reach\w*|lands?|comes?"
    r"|goes|ends"
    r"|is shown|are shown|is sent|are sent|may see|can see)\b|\bto whom\b|\bfor whom\b"
    r"|\bwho (?:do|does) (?:we|i|it)\b.{0,30}\b(?:show|send)\b"
)
_GROUP = re.compile(r"\b(?:in|to|of|under|from|into)?\s*(?:which|what) (?:funnel )?(?:group|folder)\b")
_WEIGHED = re.compile(
    rf"\b{metric_pattern()}\b|\b(?:best|worst|top|bottom|most|least|better|worse|winn\w+|perform\w*|lose|losing|lost"
    r"|should|would|could|might|if|compared?|comparison|than|why|broken|wrong|dead|missing|enough|how (?:many|much)"
    r"|since|history|changed|ago|rank\w*|good|bad|yesterday|last (?:week|month|\d+)|this (?:week|month)|sold"
    r"|converts?"
    r"|converting|make|makes|made|brings?|unused|not used|no longer|without|recommend|worth)\b"
)
_PAST = re.compile(
    r"\b(?:did|paid|earned|has paid|have paid|yesterday|last|this (?:week|month)|since|average|total|altogether"
    r"|so far|overall|made|top|best|worst|most|highest|lowest|rank\w*|compared?|higher|lower|if|why|should)\b"
)


def is_question(said: str) -> bool:
    return _OPENS.search(said) is not None


def fields_asked(said: str) -> list[str]:
    """Fields of a page that are asked for; none where it is asked what came of them."""
    found = [name for name, pattern in FIELDS.items() if pattern.search(said)]
    return [name for name in found if name == "notes"] if _PAST.search(said) else found


def role_asked(said: str) -> str:
    """`lander` or `offer` where only the one is spoken of."""
    roles = [role for role, pattern in _ROLE.items() if pattern.search(said)]
    return roles[0] if len(roles) == 1 and not _ANY_PAGE.search(said) else ""


def asks_pages(said: str) -> bool:
    return bool(_PAGES.search(said) and _STANDS.search(said)) and not _is_weighed(said)


def asks_users(said: str) -> bool:
    return bool(_USERS.search(said)) and not _is_weighed(said)


def asks_viewers(said: str) -> bool:
    return bool(_VIEWERS.search(said)) and not _is_weighed(said)


def asks_group(said: str) -> bool:
    return bool(_GROUP.search(said)) and not _is_weighed(said)


def _is_weighed(said: str) -> bool:
    """Results are asked for."""
    return bool(_WEIGHED.search(said) or COUNTS.search(said))
