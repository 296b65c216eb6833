"""By which words one says that conversions, or the cost, are missing, or asks whether all is well."""

import re
from typing import Literal

Trouble = Literal["conversions", "cost", "funnel"]

_CONV = (
    r"(?:conversions?|conv|convs|converts?|converted|converting|leads?|sales?|sign-?ups?|orders|postbacks?"
    r"|post-backs?"
    r"|s2s|pixel|tracking|trackin|click ?ids?|payouts? (?:come|arrive)\w*|commissions?)"
)
_GONE = (
    r"(?:no|zero|0|none|nothing|nada|zilch|nil|never|not|\w+n't|(?:do|does|did|is|are|has|have|wo"
    r"|ca|was|were)nt|cannot|without|missing|misses|lost|losing|lose|gone"
    r"|stopped|stop|dropped to|broken|brokn|broke|fail\w*|refus\w+|reject\w+|error\w*|vanish\w*|disappear\w*"
    r"|swallow\w*"
    r"|dead|wrong|less than|fewer|mismatch|discrepanc\w+|differ\w*|doesn'?t match|not a single|hasn'?t|bounc\w+"
    r"|stuck)"
)
_WELL = (
    r"(?:ok|okay|fine|healthy|alright|all right|good|properly|correctly|correct|done|right|intact|in order|clean"
    r"|still"
    r"|working|works?"
    r"|firing|fires?|arriving|arrives?|coming (?:in|through)|comin(?:g)? in|alive|set up|reach\w*)"
)
_WHY = (
    r"(?:\bwhy\b|\bhow come\b|\bwhat(?:'s| is| went| could be| might be)? (?:\w+ ){0,2}(?:wrong|broken|brokn|up"
    r"|the matter"
    r"|the reason|happening|going on|causing|caused)\b|\bwhats\b|\bfind out\b|\bfigure out\b|\breason\b"
    r"|\bwhere\b|\bcheck\b"
    r"|\bdebug\b|\bdiagnos\w+|\btroubleshoot\b|\binvestigat\w+|\blook (?:into|at|after)\b|\bexplain\b|\bhelp\b|\?)"
)
_COST = r"(?:costs?|spends?|spent|ad ?spend|roi|profit|cpc)"
_CLAUSE = r"[^.!?\n]{0,80}?"

_CONVERSIONS = re.compile(
    rf"\b{_CONV}\b{_CLAUSE}\b{_GONE}\b|\b{_GONE}\b{_CLAUSE}\b{_CONV}\b"
    rf"|\b(?:is|are|do|does|did|have|has|will)\b{_CLAUSE}\b{_CONV}\b{_CLAUSE}\b{_WELL}\b"
    rf"|\b(?:check|verify|test|debug|diagnos\w+|troubleshoot|trace|audit|look (?:into|at"
    rf"|after))\b{_CLAUSE}\b{_CONV}\b"
    rf"|\b{_CONV}\b{_CLAUSE}\b{_WELL}\b[^.!\n]{{0,20}}\?"
)
_MISSING_COST = re.compile(
    rf"\b(?:no|zero|0|missing|without|not|\w+n't|(?:do|does|did|is|are|has|have|wo|ca|was|were)nt"
    rf"|where(?:'s|s| is| are| did| do| has| have)|forgot\w*|wrong|empty|broken)\b{_CLAUSE}\b{_COST}\b"
    rf"|\b{_COST}\b{_CLAUSE}\b(?:missing|0|zero|empty|not|\w+n't|(?:do|does|did|is|are|has|have|wo"
    rf"|ca|was|were)nt|wrong|broken|gone|nothing|no number|unknown"
    rf"|blank)\b"
)
_FUNNEL = re.compile(
    r"\b(?:check|audit|lint|validate|verify|review|inspect|examine|look over|debug|diagnos\w+|troubleshoot)\b"
    r"|\b(?:anything|something|what(?:'s| is)?|whats|everything|all|it|funnel)\b[^.!?\n]{0,30}?"
    r"\b(?:wrong|broken|brokn|amiss|off|faulty|ok|okay|in order|fine)\b"
    r"|\bset up (?:right|correctly|properly|ok|okay|well|fine)\b|\b(?:every|any)(?:one|body) [^.!?\n]*\breach"
    r"|\b(?:problems?|issues?|errors?|mistakes?|dead ends?|faults?|leaks?)\b"
    r"|\b(?:stuck|nowhere|dead end|lost|unreachable|not connected|unconnected|orphan\w*)\b"
)
_COUNTS = re.compile(
    r"\b(?:how (?:many|much)|top|best|worst|rank|sort|list|which|compare|vs|versus|by (?:country|day|hour"
    r"|device|source)"
    r"|more than|at least|over \d+|per (?:day|country|hour|source|offer|lander|click|visit)|cut|pause|scale"
    r"|kill|if)\b"
)
_EARNS_NOTHING = re.compile(
    r"\b(?:not|n't|never|nothing|no|zero|hardly|without)\b(?: \w+){0,4} (?:cents?|penn(?:y|ies)|dimes?|dollars?"
    r"|bucks?|money)\b"
    r"|\b(?:brings?|bringing|makes?|making|earns?|earning|generates?|produces?|delivers?|does|yields?)(?: us| me"
    r"| in)?"
    r" (?:nothing|nada|zero|zilch|no money|not a thing)\b"
    r"|\b(?:sits|sitting|stuck|stands|is|are|dropped|fell|stays) (?:at|on|to) (?:zero|0|nothing)\b"
)
_LOST_BY = re.compile(
    rf"\b(?:miss(?:es|ing|ed)?|los(?:t|es|ing|e)|stopped|(?:not|n't|no longer|never)(?: \w+){{0,2}} (?:send"
    rf"|report|fir|post"
    rf"|deliver)\w*|reject\w*|refus\w*|fail(?:s|ed|ing)?|dropp?(?:ed|ing|s)?)(?: \w+){{0,3}} {_CONV}\b"
    rf"|\b{_CONV}(?: \w+){{0,6}} (?:drop|dropped|reject\w*|refus\w*|fail(?:ed|ing)?|stopped|vanish\w*"
    rf"|disappear\w*) since\b"
)
_LISTS = re.compile(r"\b(?:how (?:many|much)|top|best|worst|rank|sort|compare|vs|versus|cut|pause|kill)\b")
"""What is counted or ranked, also where something is lost."""
_WHETHER = re.compile(
    r"\b(?:check|see|know|tell me|tell us|find out|wonder(?:ing)?|sure|verify|look|ask(?:ing)?) (?:if|whether)\b"
)
_AMISS = re.compile(r"\b(?:wrong|broken|brokn|amiss|off|faulty|matter|working|convert\w*)\b")


def trouble_of(said: str) -> Trouble | None:
    """What is said to be wrong, or asked about; None for any other sentence, and where results are to be listed."""
    said = _WHETHER.sub("check", said)
    if _LOST_BY.search(said) and not _LISTS.search(said) and re.search(rf"{_WHY}|\bwh?ich\b|\bany\b", said):
        return "conversions"
    if _COUNTS.search(said):
        return None
    asks = re.search(_WHY, said) is not None
    if asks and _MISSING_COST.search(said) and not re.search(rf"\b{_CONV}\b", said):
        return "cost"
    if asks and (_CONVERSIONS.search(said) or _EARNS_NOTHING.search(said)):
        return "conversions"
    return "funnel" if asks and _FUNNEL.search(said) else None


def stands_alone(said: str) -> bool:
    """Whether only the funnel as it stands is asked about, and not what came of it."""
    return trouble_of(said) == "funnel" and not _AMISS.search(said)
