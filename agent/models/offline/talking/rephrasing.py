"""What leans on what was said before becomes a whole request: corrections, `the same for …`, `back to …`."""

import re
from collections.abc import Mapping, Sequence

from ..knowledge import Knowledge
from ..outcome import Json, PuzzledError
from ..planned import Asked
from ..recognising.recognise import recognise
from ..state import State
from ..tokens import Sign, Token
from .correcting import corrected_request
from .gapping import gapped
from .keeping import without_keeps
from .openers import Opener, opener_of
from .other import the_other
from .pointing import pointed_out
from .referring import back_to, the_same

_NO = r"(?:no|nope|nah)\b(?:\s*[,;:.!-]+|(?= (?:wait|sorry|actually|i |not|rather|make|use|the other)))"
_YES_BUT = r"(?:yes|yeah|yep|ok|okay|sure|good|fine|almost)[, ]+but\b[, ]*"
_LEAD = re.compile(
    rf"(?:(?:{_NO}|{_YES_BUT}|"
    r"(?:the other (?:one|lander|offer|page)(?=\s*[!.,;:]\s*\w)|wait|hold on|hang on|sorry|actually|scratch that"
    r"|my bad|my mistake|correction|on second thoughts?|i changed my mind|but|instead)\b"
    r"(?: (?:no|a (?:second|moment|sec)))?[,;:.! -]*"
    r"|(?:i (?:actually |really )?(?:meant|mean|said|wanted|want)"
    r"|(?:(?:that|it|this|he|she) )?(?:should|must|has to|have to|needs to|ought to|shall) be"
    r"|make that|i meant to say|rather|better)\b(?! (?:a|to)\b)[,;: ]*)\s*)+",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:only |just |simply |merely )?(?P<order>(?:archive|unarchive|delete|rename|restore|undo)\b.*?)"
    r"(?:[ ,]+(?:then|instead|rather))?[ .!]*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\W*(?:no|nope|nah|wrong|not)\b|.*\bthe other (?:one|lander|offer|page)\b", re.IGNORECASE)
"""So what was planned is not wanted; a whole new request takes its place."""

_MARKED = re.compile(r"\b(?:instead|rather|after all|as well|too|also)\b[ .!]*$", re.IGNORECASE)


_TELLS = re.compile(r"\b(?:should|must|shall|will|becomes?|gets?)\b", re.IGNORECASE)
"""It names its place itself, such as `the offer should be …`."""
_TELLING = (
    Sign.ASSET, Sign.QUOTED, Sign.URL, Sign.MONEY, Sign.PERCENT, Sign.RATIO, Sign.NUMBER, Sign.PLACE, Sign.DEVICE,
    Sign.EVENLY, Sign.REST, Sign.REPLACE, Sign.REMOVE, Sign.ADD, Sign.RENAME, Sign.CLONE, Sign.UNDO, Sign.LINKS,
    Sign.SPLIT, Sign.CHECK,
)  # fmt: skip
_PREFIX = re.compile(
    r"(?:please |now |ok |and )*(?:take|remove|drop|delete|get rid of) (?:the |that |those )?(?:prefix|suffix)(?:es)?"
    r"(?: (?:away|again|off|please|back))*[ .!]*",
    re.IGNORECASE,
)


def rephrased(said: str, state: State, know: Knowledge) -> Asked | None:
    """The whole request; None where what was said stands by itself."""
    tokens = recognise(said, know.mentions(said))
    if found := gapped(said, tokens, state) or back_to(said, state, know) or the_same(said, state, know):
        return found
    if _PREFIX.fullmatch(said):
        return _without_prefix(state)
    opener = _opened(said)
    rest = pointed_out(_plain_order(said[opener.end :].strip(), opener, state), state, know)
    if not rest:
        return None
    tokens = recognise(rest, know.mentions(rest))
    return _corrected(rest, tokens, opener, state, know) or _said_anew(said, rest, tokens, opener, state)


def _plain_order(rest: str, opener: Opener, state: State) -> str:
    """`only archive it then`, where something else was planned, is `archive it`."""
    found = _ORDER.fullmatch(rest) if opener.corrects or state.waiting else None
    return found["order"] if found else rest


def _opened(said: str) -> Opener:
    """Up to what is wanted: hesitations, and words such as `I meant` and `make that`, in any order."""
    whole = Opener()
    while True:
        opener = opener_of(said[whole.end :])
        lead = _LEAD.match(said, whole.end + opener.end)
        end = lead.end() if lead else whole.end + opener.end
        if end == whole.end:
            return whole
        denies = opener.denies or (lead is not None and _DENIED.match(lead[0]) is not None)
        corrects = opener.corrects or lead is not None
        whole = Opener(end, whole.corrects or corrects, whole.denies or denies, whole.forgets or opener.forgets)


def _corrected(rest: str, tokens: Sequence[Token], opener: Opener, state: State, know: Knowledge) -> Asked | None:
    if opener.forgets or _TELLS.search(rest):
        return None
    marked = opener.corrects or _MARKED.search(rest) is not None or state.waiting is not None
    if found := the_other(rest, state, know) or corrected_request(rest, tokens, state, know, marked=marked):
        return found
    kept = without_keeps(rest)
    if kept == rest.strip(" .") or not kept or not opens_plan(state):
        return None
    return corrected_request(kept, recognise(kept, know.mentions(kept)), state, know, marked=marked)


def _said_anew(said: str, rest: str, tokens: Sequence[Token], opener: Opener, state: State) -> Asked | None:
    """A request of its own, without its front; it may go on with a change that is planned and not written."""
    pages = any(token.of("page") for token in tokens)
    if opener.forgets or (opener.denies and state.open_edit and pages):
        return Asked(rest, {"open edit": {"keep": 0}}) if _says_much(tokens) else None
    marked = opener.corrects or _MARKED.search(rest) is not None
    if marked and (opener.end or keeping(state)) and _says_much(tokens):
        return Asked(rest, keeping(state))
    tells = any(token.sign in _TELLING for token in tokens) or _ORDER.fullmatch(rest)
    return Asked(rest) if rest != said and tells else None


def opens_plan(state: State) -> bool:
    """Whether something is planned and not written, so that all but what is corrected stays as it was said."""
    return state.waiting is not None or state.draft is not None or state.pending is not None


def _without_prefix(state: State) -> Asked:
    """What was put before many names just now is taken back with the plan that put it there."""
    changes = state.planned.arguments.get("changes", ()) if state.planned and state.planned.written else ()
    if changes and all("{name}" in str(one.get("fields", {}).get("name", "")) for one in changes):
        return Asked("undo")
    raise PuzzledError("which prefix is meant: say 'rename <name> to <name>', or 'undo' right after it was put there")


def keeping(state: State) -> Mapping[str, Json]:
    """What a change on top of an open edit takes over from it."""
    edit = state.open_edit
    return {"open edit": {"keep": len(edit.operations)}} if edit else {}


def _says_much(tokens: Sequence[Token]) -> bool:
    return any(token.sign not in (Sign.FILLER, Sign.COMMA, Sign.STOP) for token in tokens)
