"""Words said in passing, which change nothing: lead-ins, `until further notice`, `but keep the page itself`.

A day or a date is none of them: what is to last until Monday is asked about.
"""

import re

from ..rewriting import Edit, Plain

_EDGE = r"(?:^|(?<=[.!?;:,\n(])|(?<=- ))\s*"
_LEADS = re.compile(
    rf"{_EDGE}(?:so |ok |okay |but |and |well |anyway )?(?:(?:to (?:cut|make) a )?long story short|in short"
    rf"|in a nutshell"
    r"|short version|(?:the )?bottom line(?: is)?|tl;?dr|to sum (?:it )?up|the point is|what it boils down to"
    r"|in other words"
    r"|(?:here(?:'s| is) )?what (?:i'm|i am|we're|we are) (?:after|looking for)(?: is| here)?|enough (?:of that"
    r"|talk|chatter)"
    r"|back to (?:business|work|topic)|straight to the point|let me get to the point|i'?ll keep it short"
    r"|my wish(?: is)?)"
    r"(?![\w'])\s*[,:.!-]*\s*",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(
    r"\s*,?\s*\b(?:(?:until|till|'til) (?:further notice|(?:i|we) (?:say|tell you|decide|let you know|hear back"
    r"|get back to you"
    r"|come back|change my mind|change our minds|know more)(?: otherwise| differently| something else"
    r"| anything else| more)?"
    r"|(?:you hear|told) (?:otherwise|from me)|(?:i|we) (?:say|tell you) so)|from (?:now|here|today) on(?:wards?)?"
    r"|with immediate effect|effective immediately|starting (?:right )?now|for the time being"
    r"|for the foreseeable future)"
    r"(?=\s*(?:[,.;!?)\n]|$|and\b|please\b|because\b|since\b|so\b))",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\s*[,;]?\s*\b(?:(?:but|and|though) )?(?:please )?(?:(?:do not|don't) (?:delete|archive|touch"
    r"|remove) (?:the |that )"
    r"(?:page|lander|offer|asset)(?: itself)?|(?:keep|leave) (?:(?:the |that )(?:page|lander|offer"
    r"|asset)(?: itself)?|it) "
    r"in (?:the|my|our) account|(?:keep|leave) (?:the |that )(?:page|lander|offer|asset) itself(?: alone| as it is)?"
    r"|(?:the |that )(?:page|lander|offer|asset)(?: itself)? (?:should |must |can )?(?:stays?|remains?|is kept) "
    r"in (?:the|my|our) account)(?=\s*(?:[,.;!?)\n]|$))",
    re.IGNORECASE,
)
_NO_GEO = re.compile(
    r"\s*[,;]?\s*\b(?:so|hence|therefore) (?:there(?:'s| is) )?(?:no|without any|no need for(?: any)?) "
    r"(?:geos?|countr(?:y|ies)|targeting)(?: (?:stuff|split|targeting|conditions?|routes?|rules?|filters?|thing"
    r"|needed|here|in it))*"
    r"(?=\s*(?:[,.;!?)\n]|$))",
    re.IGNORECASE,
)
"""Behind who else does the targeting; what a funnel has already is not taken out by it."""

_ELSEWHERE = re.compile(
    r"\b(?:we|i|they|he|she) (?:already |do )?(?:target|handle|do|filter|set|control)s? (?:the |all )?"
    r"(?:countr(?:y|ies)|geos?|targeting|regions?)",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"\b(?:we(?:'ll| will| want to| are going to|'re going to)|i(?:'ll| will| want to)|let's|let us) "
    r"(?:do|run|start|try|have|set up) (?:a|one) (?:second|third|further|new) (?:[a-z-]+ ){0,2}?(?:thing|one"
    r"|project)\b",
    re.IGNORECASE,
)
"""`we'll do a second heater thing`: a new funnel, which is told next."""

_NAMED = re.compile(
    r"\b(?:(?:the|its|his) name|it) (?:would|could|should|might|can) be (?:called )?(?:something like |maybe "
    r"|perhaps |just )"
    r"(?=[A-Z\"'])"
)
_TAKEN = re.compile(
    r"\s*,?\s*\byes,? (?:let's|let us|we|we'll|i'll) (?:take|go with|use) (?:that|this|it)(?: one)?\b", re.IGNORECASE
)
"""`the name would be something like Heater Push, yes let's take that`."""

_ENDS_IT = re.compile(r"\b(?:archive|delete|erase|rename|retire)\b", re.IGNORECASE)
"""What is done to the page itself."""


def without_asides(plain: Plain) -> Plain:
    patterns = [_LEADS, _FOR_NOW] if _ENDS_IT.search(_KEPT.sub("", plain.text)) else [_LEADS, _FOR_NOW, _KEPT]
    patterns += [_TAKEN] if _NAMED.search(plain.text) else []
    patterns += [_NO_GEO] if _ELSEWHERE.search(plain.text) else []
    found = [one for pattern in patterns for one in pattern.finditer(plain.text)]
    edits = [Edit(*one.span(), " ") for one in found]
    edits += [Edit(*one.span(), "build a new funnel") for one in _ONE_MORE.finditer(plain.text)]
    edits += [Edit(*one.span(), "call it ") for one in _NAMED.finditer(plain.text)]
    left = plain.edited([edit for edit in edits if plain.is_free(edit.start, edit.end)])
    return left if re.search(r"\w", left.text) else plain
