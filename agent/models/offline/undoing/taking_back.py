"""Whether something done is to be taken back, in whatever words, and which of what was done is meant."""

import re
from collections.abc import Callable, Mapping, Sequence
from json import dumps

from ..looking.heard import orders_in
from ..planned import Planned

_THAT = r"(?:it|that|this|them|those|things|everything|all|the|my|our|your|what)"
_WAS = r"(?:it|that|they|this|everything|things|\w+) (?:was|were|had been|used to be|looked)\b"
_MISTYPED = r"\b(?:un-?d(?:u|oo+|uu)|unod|udno|rever|revrt|reveert|rollbak)\b"
_STEP_BACK = r"\b(?:one|a|two|three|\d) steps? back(?:wards?)?\b"
_OLD = (
    r"\b(?:give|hand|want|restore|get|put|bring|set|take|go|turn|need|have) (?!me\b|us\b)[^.!?\n]{0,40}?"
    r"\b(?:its|the|their|our|that) (?:old|previous|former|earlier|original)"
    r" (?:name|payout|address|link|split|shares|weights|state|group|set-?up|ratio)\b"
)
"""`give it its old name back`"""

_DEED = r"(?:last )?(?:change|edit|thing|step|one)"
_ROUND = (
    r"\b(?:turn|switch|change|bring|swap|put|get|flip|pull|wind|rewind|call|move|give|set|want|need|have|make)"
    rf" (?:it|that|this|them|those|these|(?:the|that) {_DEED})(?: one)?(?: please| right)?"
    r" (?:back(?:wards?)?|a?round)\b(?! to)"
)
_AWAY = (
    r"\b(?:annul|cancel|withdraw|retract|discard|rewind|unwind|nullify|scratch|kill|drop|ditch|scrap|reverse|nix)"
    r" (?:that|this|the|my|your|our) (?:(?!new|one)\w+ ){0,2}"
    r"(?:change|edit|copy|clone|booking|swap|rename|move)s?\b"
)
_BACK = re.compile(
    rf"\bundo\w*|\bun-do\b|\brevert\w*|\broll(?:ed|ing)?[ -]?back\b|\broll {_THAT}\b[^.!?\n]{{0,40}}?\bback\b"
    rf"|\btak(?:e|ing) back\b|\btak(?:e|ing) {_THAT}\b[^.!?\n]{{0,40}}?\bback\b"
    rf"|\b(?:scrap|reverse|unmake|rescind) {_THAT}\b|\bback out of\b"
    r"|\bget rid of (?:that|this|the|your) (?:\w+ ){0,2}(?:change|copy|clone|booking|edit)\b"
    rf"|\b(?:put|make|set|bring|get|turn|have|want|go|switch|change|restore|need|back)\b[^.!?\n]{{0,60}}?"
    rf"\b(?:(?:exactly |just )?(?:how|as|like|what|the way|way) {_WAS}|(?:as|like|how|to) before\b)"
    rf"|{_MISTYPED}|{_STEP_BACK}|{_OLD}|{_ROUND}|{_AWAY}"
    r"|\bmake (?:it|that|this) backwards?\b|\brestore (?:it|that|the old|the previous|what)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:undo|revert|reverse|cancel|take back|roll back) (?:(?:the|that|my|your|this|last) )*"
    r"(?:undo(?:ing)?|revert|roll-?back|reversal)\b"
    r"|\bre-?do (?:it|that|this|the|my|what)\b|^\W*re-?do\W*$|\bun-?undo\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\b(?:without|but|except|only|with|instead|unless|if|when|for|in|to)\b|\d", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:keep|leave|not|don'?t|dont|do not|except|without|but not)\b[^.,;!?\n]*|\bonly the\b"
    r"|(?:(?!\b(?:and|but|so|while)\b)[^.,;!?\n])*\b(?:stays?|remains?)\b[^.,;!?\n]*",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:do not|don'?t|dont|never|not|no need to|without|can i|could i|how do i|how can i|is it possible to|if)"
    r"(?: (?!need|want|like)\w+){0,2} (?:undo\w*|revert\w*|roll|take|taking|put|restore|scrap|reverse|bring|go)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:the )?(?:one|change|step|thing|edit) before(?: (?:that|it|this))?\b|\bone more(?: step)?\b"
    r"|\bthe (?:previous|earlier|other) (?:one|change)(?: too| as well| also)?\b|\bagain\b|\banother (?:one|step)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:both|everything|all (?:the |my |our |of the |of my |these |those )?(?:changes|edits|steps)|two|three|twice"
    r"|all of (?:them|it)|them all|whole (?:session|talk|conversation))\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:only|just) (?:the |that |this )?(?!undo|revert|roll|take|put|wanted|made|did|now|remember)\w+",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:the|that|this|my|your|our|last|latest)(?: \w+){0,3}? (?:change|split|update|edit|copy|clone|move"
    r"|booking|rename|swap|replacement)s?\b",
    re.IGNORECASE,
)
"""What was done, by a noun that is a verb as well."""

_MARK = re.compile(r"[.,;:!?\n]+(?=\s|$)|\s[-\u2013\u2014]+\s|\b(?:because|since|so)\b")
_DONE = r"(?:changes?|things?|splits?|updates?|edits?|bookings?|costs?|payouts?|copy|clone|funnel|one|stuff|weights)"
_BESIDE = re.compile(rf"\W{{0,3}}(?:\w+ )?{_DONE}\b", re.IGNORECASE)
_ON = re.compile(rf"\b{_DONE} (?:on|in|of|for|to|with|at|from)(?: the| my| our)? $", re.IGNORECASE)
_NOUNS: Mapping[str, Callable[[Planned], bool]] = {
    r"bookings?|costs?|spend": lambda one: one.tool == "plan_updates",
    r"cop(?:y|ies)|clones?|duplicates?": lambda one: one.is_clone,
    r"payouts?": lambda one: "payout" in dumps(one.arguments),
    r"(?:new|built) funnel|build": lambda one: one.tool == "plan_funnel",
    r"splits?|weights?|shares?|percentages?": lambda one: "weight" in dumps(one.arguments),
    r"renam\w+|name": lambda one: "rename" in dumps(one.arguments) or '"name"' in dumps(one.arguments),
    r"archiv\w+": lambda one: "archive" in dumps(one.arguments),
}
"""What a change is called, and which plans are one."""


def takes_back(said: str, last: str) -> bool:
    """`last` is what was asked for before: `and the one before that` goes on with it."""
    if _NEVER.search(said) or is_asked(said):
        return False
    return bool(_BACK.search(said) or (_GOES_ON.search(said) and _BACK.search(last) and len(said.split()) < 14))


def does_again(said: str) -> bool:
    """`undo the undo`, `redo it`: what was taken back is wanted after all."""
    return _AGAIN.search(said) is not None and not (_NEVER.search(said) or is_asked(said))


def does_else(said: str) -> bool:
    """`redo it without FoxVPN`: not just as it was."""
    found = _AGAIN.search(said)
    return found is not None and (_ELSE.search(said, found.end()) is not None or wants_more(_AGAIN.sub(" ", said)))


def clause_of_back(said: str) -> tuple[int, int]:
    """Where the clause stands in which something is taken back."""
    found = _BACK.search(said)
    if found is None:
        return 0, len(said)
    start = max((mark.end() for mark in _MARK.finditer(said, 0, found.start())), default=0)
    end = _MARK.search(said, found.end())
    return start, end.start() if end else len(said)


def is_part_of_back(said: str, start: int, end: int) -> bool:
    """`take the new funnel back`: what is new there is what was done."""
    return any(one.start() <= start and end <= one.end() for one in _BACK.finditer(said))


def is_asked(said: str) -> bool:
    return (
        re.match(r"\W*(?:what|which|can you tell|how|did|was|were|have|has|when|who)\b", said, re.IGNORECASE)
        is not None
    )


def wants_more(said: str) -> bool:
    """Something else is to be done, too."""
    return orders_in(_CALLED.sub(" ", _BACK.sub(" ", _KEPT.sub(" ", said))))


def wants_every(said: str) -> bool:
    return _EVERY.search(_KEPT.sub(" ", said)) is not None


def wants_part(said: str) -> bool:
    return _PART.search(said) is not None


def without_kept(said: str) -> str:
    """Without what is to stay."""
    return _KEPT.sub(lambda found: " " * len(found[0]), said)


def names_what(said: str, start: int, end: int) -> bool:
    """`the drone change`, `the change on drone`: a part of a name is no talk there."""
    return bool(_BESIDE.match(said[end:]) or _ON.search(said[:start]))


def meant(done: Sequence[Planned], said: str, names: Sequence[tuple[str, ...]]) -> list[Planned]:
    """What was done to all that is named, and is called so; `names` are the names and ids of each thing."""
    found = list(done)
    for one in names:
        found = [plan for plan in found if _is_about(plan, one)]
    text = without_kept(said).lower()
    for nouns, fits in _NOUNS.items():
        if re.search(rf"\b(?:{nouns})\b", text) and any(map(fits, found)):
            found = [plan for plan in found if fits(plan)]
    return found


def is_about_any(done: Sequence[Planned], names: tuple[str, ...]) -> bool:
    return any(_is_about(plan, names) for plan in done)


def _is_about(plan: Planned, names: tuple[str, ...]) -> bool:
    written = " ".join([dumps(plan.arguments, ensure_ascii=False), plan.title, *plan.said]).lower()
    return any(name.lower() in written for name in names)
