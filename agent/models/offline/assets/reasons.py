"""Why a job is wanted, told beside it: `archive X, nobody needs it any more`, `it is over: archive X`."""

import re

from .hiding import HIDDEN

_SINCE = (
    r"(?:because|cause|coz|cuz|given that|now that|seeing that|due to|in view of|so that|thanks to"
    r"|(?:since|as)(?= (?:it|it's|they|we|i|he|she|nobody|no one|none|there|this|that|our|my|everyone)\b))"
)
_BORDER = re.compile(
    r"[\s,;:.!\u2013\u2014-]*[,;:.!\u2013\u2014](?=\s)[\s,;:.!\u2013\u2014-]*|\s+-+\s+"
    rf"|\s*[,;]?\s+(?={_SINCE}\s)",
    re.IGNORECASE,
)
_WHY = re.compile(rf"{_SINCE}\s+\w", re.IGNORECASE)
_WHO = re.compile(
    r"(?:(?:and|as|but|after all|anyway|honestly|sadly|luckily|unfortunately),? )?"
    r"(?:it|its|this|that|they|we|i|he|she|there|nobody|no ?one|none of us|everybody|everyone|people"
    r"|(?:the|our|my) (?:client|boss|team|network|advertiser|manager|partner|whole team"
    r"|old name|name|test|season|deal|contract|client's))(?:'\w+)?\s+\w+",
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(
    r"\b(?:if|unless|until|till|when|whenever|once|while|before|after(?! all)|tomorrow|tonight|next|later|should"
    r"|shall|must|please|only|except|instead|either|neither|otherwise)\b|[\d\"%?]|https?:",
    re.IGNORECASE,
)
"""A time, a condition, an amount or a wish is no reason."""

_ORDERS = re.compile(
    r"\b(?:let|lets|also|not the|but not|wants?(?! it gone)|needs?(?! it\b)|goes? (?!nowhere)|gets?|becomes?|pays?"
    r"|archive|unarchive|delete|remove|drop|rename|set|change|update|move|put|duplicate|clone|copy|make|create|add"
    r"|raise|lower|replace|swap|build|send|give|show|undo|stop|keep|leave|pause|start)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"(?:(?:but|and|so|really) )?(?:only|just|nothing but|no more than) (?:the|its|that) name(?: changes)?"
    r"|(?:and |but )?(?:nothing|no more|nothing more|that's all|that is all|nothing else)(?: (?:else|more))?"
    r"(?: changes)?|(?:and )?(?:all|everything) else (?:stays|remains)(?: as it is| the same| unchanged)?",
    re.IGNORECASE,
)

_NAMES = re.compile(f"{HIDDEN}+")
_POINTS = re.compile(r"\b(?:it|that|this|that one|this one)\b", re.IGNORECASE)


def without_reasons(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the job begins and ends in a text whose names are hidden; clauses that ask for nothing are left out."""
    borders = list(_BORDER.finditer(text, start, end))
    while borders and _is_idle(text[borders[-1].end() : end]):
        end = borders.pop().start()
    while borders and _leads(text[start : borders[0].start()], text[borders[0].end() : end]):
        start = borders.pop(0).end()
        start += len(re.match(r"(?:so|therefore|hence|and|then)?[\s,]*", text[start:end], re.IGNORECASE)[0])  # type: ignore[index]
    return start, end


def _leads(clause: str, job: str) -> bool:
    """`Sleep Quiz is done. Archive it`: its one name is what `it` means."""
    names = _NAMES.findall(clause)
    if len(names) != 1 or HIDDEN in job or not _POINTS.search(job):
        return _is_reason(clause)
    return _is_reason(clause.replace(names[0], "it"))


def _is_idle(clause: str) -> bool:
    said = clause.strip(" ,;:.!-")
    return not said or _LIMITS.fullmatch(said) is not None or _is_reason(said)


def _is_reason(clause: str) -> bool:
    said = clause.strip(" ,;:.!-")
    if _ASKS_MORE.search(said):
        return False
    if _WHY.match(said):
        return True
    return _WHO.match(said) is not None and HIDDEN not in said and not _ORDERS.search(said)
