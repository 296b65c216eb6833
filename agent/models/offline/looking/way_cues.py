"""By which words one asks where visitors come to, and by which what they bring."""

import re


def _any(words: str) -> str:
    return rf"(?:{'|'.join(words.split('|'))})"


_COMES = _any(
    "go|goes|going|land|lands|landing|end|ends|ending|arrive|arrives|arriving|come|comes|coming|lead|leads|leading"
    "|point|points|pointing|take|takes|taking|get|gets|getting|sent|send|sends|routed|redirected|forwarded|directed"
    "|wind up|winds up|stuck|finish|finishes|bring|brings|travel|flow|continue|turn up|show up|dropped|lost"
)
_SEES = _any("see|sees|seeing|show|shows|shown|get|gets|getting|served|behind|after|follow|follows|leads? to")
_TAKES = _any(
    "see|sees|seeing|shown|get|gets|take|takes|land|leads?|goes|behind|after|follow|follows|end|ends|go|come"
    "|going|landing|ending|arriving|arrive|coming|sent|directed|getting"
)
_MINE = r"(?! (?:do|does|should|must|can|shall|would) (?:i|we|one) (?:send|point|direct|put|find))"
"""Where one's own traffic is to be sent is a link."""

_DOES = "(?=do|does|did|are|is|will|would)"
_OPENS = (
    r"(?:(?:^|[.!?,;:\n])\W*(?:and |so |but |ok |then |hey |now |well |please )*"
    r"|\b(?:tell|me|us|know|wonder|wondering|see|check|show|out|sure|idea|explain|understand|to me) )"
)
"""`they go where the others go` asks nothing."""

ASKS_WAY = re.compile(
    rf"(?:{_OPENS}where(?:'s|'d)?\b|\bwhere {_DOES}\b){_MINE}[^.!\n]*\b{_COMES}\b"
    rf"|\bwhat (?:page|lander|offer|one)?s?(?: (?:do|does|will|would|is|are|gets?))?\b[^.!?\n]*\b{_SEES}\b"
    rf"|\bwhich (?:page|lander|offer|way|path|route|button|cta)s?\b[^.!?\n]*\b{_TAKES}\b"
    r"|\bwhat(?:'s| is| comes| sits| stands| lies)\b[^.!?\n]*\b(?:behind|after)\b"
    r"|\bbutton\b[^.!\n]*\b(?:dead end|nowhere|anywhere|somewhere)\b[^.!\n]*\?"
    r"|\bwho (?:sees|gets|lands|comes|goes|ends)\b|\bwhat (?:percentage|share|part|percent)\b[^.!?\n]*\bgoes\b"
    r"|\bwhat happens (?:to|with|for|(?:when|if) (?:a|an|some\w+|people|visitors|they|you) )"
    r"|\b(?:walk|talk|guide|run) me through\b|\btrace\b"
    r"|\b(?:way|path|journey|route) (?:of|for) (?:a|an|the|somebody)\b"
    r"|\b(?:do|does|will|would) [^.!?\n]*\b(?:end up|land on|get to|go to|lead to|see)\b[^.!\n]*\?"
)
COUNTS = re.compile(
    r"\b(?:how many|how much|revenue|profit|roi|cvr|epc|ctr|epv|conversions?|converts?|converted|sales|money"
    r"|postbacks?|leads? (?:come|came|get)|most|best|worst|per|better|last week|yesterday|this month|what if"
    r"|would happen|costs?|drop off|by (?:country|device|day|source))\b"
)
BEHIND = re.compile(r"\b(?:behind|after|follows?|from there|from (?:the|this|that)|leads?|button|cta)\b")
"""Asks of a page; else a page is named because visitors come to it."""
