"""`The rest stays like that`, `same lander, same name`, `don't touch the original`: said of what does not change."""

import re

_KIND = (
    r"(?:landers?|offers?|pages?|(?:traffic )?sources?|networks?|groups?|names?|traffic|funnel|shares?|split|weights?"
    r"|buttons?|countries|geos?|link|links|order|setup|structure)"
)
_REST = (
    r"(?:(?:all |and )?the )?(?:rest|others?|remaining)(?: of (?:it|that|the funnel))?|everything(?: (?:else|other))?"
    r"|all else|all(?: the)? other(?: things?| ones?|s)?|(?:all|everything) (?:what|that) I said(?: else)?"
)
_KINDS = rf"(?:(?:the|my|our|all|both) )?{_KIND}(?:(?:,| and|, and) (?:the )?{_KIND})*"
_WHAT = rf"(?:{_REST}|{_KINDS}|(?:nothing|no) (?:else|other thing))"
_STAYS = (
    r"(?:(?:should|shall|must|can|may|will|to|please|just) )*"
    r"(?:stays?|staying|remains?|keeps?|kept|is|are|was|were|be|as|like|unchanged|untouched|same|ok|okay|fine|good|right"
    r"|correct|changes?|changed|needs?(?: to)? change)"
    r"(?: (?:all|just|totally|perfectly|still|the|same|as|it|they|that|this|is|are|was|were|be|before|so|like|ok|okay"
    r"|fine|good|right|correct|now|planned|said|unchanged|untouched|great|perfect|there|how|way|needed|also|too))*"
)
_SAMES = rf"same {_KIND}(?:(?:,| and|, and|) (?:the |with the )*same {_KIND})*"
_SAME = rf"(?:(?:the |still |with the |with )*{_SAMES}(?: as (?:before|now|above))?)"
_KEEP = (
    rf"(?:keep|leave|i(?:'d| would)? (?:want|like) to keep)(?: the| my)? ?(?:{_WHAT})"
    r"(?: (?:as (?:it is|they are|is|before|planned|said)"
    r"|alone|like (?:that|this|it is|before)|unchanged|untouched|the same|so))?"
)
_ORIGINAL = (
    r"(?:don't|dont|do not|never|without) (?:touch|touching|chang(?:e|ing)|alter|edit|modify)"
    r"(?: anything (?:in|of))? the "
    r"(?:original|old|first|other)(?: one| funnel)?"
    r"|(?:leave|keep) the (?:original|old|first|other)(?: one| funnel)? "
    r"(?:alone|as (?:it )?(?:is|was)|untouched|unchanged|as before|how it is|be)"
    r"|the (?:original|old|other)(?: one| funnel)? (?:stays|remains|is to stay|must stay|should stay)"
    r"(?: as (?:it )?(?:is|was)| untouched| unchanged| the same| how it is| like it is)?"
)
_JOINED = r"(?:(?:and|but|so|please|while)\b[ ,]*)*"
_TAIL = re.compile(
    rf"(?:(?:^|[\s,;.:!\u2013\u2014-]+){_JOINED}(?:{_WHAT} {_STAYS}|{_SAME}|{_KEEP}))(?: please| thanks)?"
    r"(?=\s*(?:[,;.!]|$|\band\b|\bbut\b))",
    re.IGNORECASE,
)
_THE_ORIGINAL = re.compile(rf"(?:^|[\s,;.:!-]+){_JOINED}(?:{_ORIGINAL})(?=\s*(?:[,;.!]|$))", re.IGNORECASE)


def without_keeps(said: str) -> str:
    """Without what stays; for a change of one thing, beside which all else stays anyway."""
    return _TAIL.sub("", said).strip(" ,;:-\u2013\u2014")


def without_original(said: str) -> str:
    """Without the funnel that a copy was made of and that is left alone."""
    return _THE_ORIGINAL.sub("", said).strip()
