"""A change that waits for something is planned only after that was looked at: `…, but only if there is a winner`."""

import re
from collections.abc import Iterator

from ..request import Action, Request
from ..tokens import Sign

_CONDITION = re.compile(r"\b(?:if|unless|provided(?: that)?|assuming|(?:as|so) long as)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:know|tell|ask|see|check|checked|find out|wonder(?:ing)?|sure|as|even|what|look|test|learn|decide)"
    r"(?: (?:me|us|out))? $",
    re.IGNORECASE,
)
"""Before it: what one would like to know, `as if`, `even if`."""
_POLITE = re.compile(
    r" (?:possible|needed|necessary|required|so|not|any|anything|something|need be|appropriate|applicable|at all"
    r"|(?:you|u|ya) (?:can|could|would|will|don'?t|may|need|have|want|please|get|know|see|like|are|find|wouldn'?t)"
    r"|(?:that|this|it)(?:'s|s| is|'d be| would be| works)"
    r"(?: (?:all|not|too|ok|okay|fine|possible|right|alright|cool))*"
    r"|i (?:may|can|might|remember|recall|understand|got)|i'?m (?:not|right)|memory serves)\b",
    re.IGNORECASE,
)
_PEOPLE = (Sign.PLACE, Sign.DEVICE, Sign.UNSETTLED)
_ENDS = re.compile(r"[,;.!?\n]|$")


def unmet_conditions(action: Action, request: Request) -> Iterator[str]:
    """Those that nobody looked at; who comes from where is no such condition."""
    if action.tool not in ("plan_edit", "plan_changes", "plan_updates") or request.know.answered("compare_variants"):
        return
    text = request.text
    for found in _CONDITION.finditer(text):
        end = _ENDS.search(text, found.end())
        within = [one for one in request.tokens if found.end() <= one.start < (end.start() if end else len(text))]
        polite = _ASKS.search(text[: found.start()]) or _POLITE.match(text[found.end() :])
        if not polite and not any(one.sign in _PEOPLE for one in within):
            yield text[found.start() : end.start() if end else len(text)]
