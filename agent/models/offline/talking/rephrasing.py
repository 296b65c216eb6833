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
from .referring import back_to, the_same

_NO = r"(?:no|nope|nah)\b(?:\s*[,;:.!-]+|(?= (?:wait|sorry|actually|i |not|rather|make|use|the other)))"
_YES_BUT = r"(?:yes|yeah|yep|ok|okay|sure|good|fine|almost)[, ]+but\b[, ]*"
_OPENER = re.compile(
    rf"(?:(?:{_NO}|{_YES_BUT}|"
    r"(?:nearly|almost|close|not quite|the other (?:one|lander|offer|page)(?=\s*[!.,;:])|wait"
    r"|hold on|hang on|sorry|oops|oh|ah|uh|hmm|actually|well|scratch that|my bad|my mistake|"
    r"correction|on second thoughts?|i changed my mind|but|instead|the other (?:one|lander|offer"
    r"|page)(?=\s*[!.,;:]))\b(?: (?:no|a (?:second|moment|sec)))?[,;:.! -]*"
    r"|(?:i (?:actually )?(?:meant|mean|said|wanted|want)|that should be|it should be|should be|make that|"
    r"i meant to say|rather|better)\b(?! (?:a|to))[,;: ]*)\s*)+",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\W*(?:no|nope|nah|wrong|not)\b|.*\bthe other (?:one|lander|offer|page)\b", re.IGNORECASE)
"""So what was planned is not wanted; a whole new request takes its place."""

_MARKED = re.compile(r"\b(?:instead|rather|after all|as well|too|also)\b[ .!]*$", re.IGNORECASE)


_TELLS = re.compile(r"\b(?:should|must|shall|will|becomes?|gets?)\b", re.IGNORECASE)
"""It names its place itself, such as `the offer should be …`."""
_PREFIX = re.compile(
    r"(?:please |now |ok |and )*(?:take|remove|drop|delete|get rid of) (?:the |that |those )?(?:prefix|suffix)(?:es)?"
    r"(?: (?:away|again|off|please|back))*[ .!]*",
    re.IGNORECASE,
)


def rephrased(said: str, state: State, know: Knowledge) -> Asked | None:
    """The whole request; None where what was said stands by itself."""
    if found := back_to(said, state, know) or the_same(said, state, know):
        return found
    if _PREFIX.fullmatch(said):
        return _without_prefix(state)
    opener = _OPENER.match(said)
    rest = said[opener.end() :].strip() if opener else said
    if not rest:
        return None
    marked = opener is not None or _MARKED.search(said) is not None
    tokens = recognise(rest, know.mentions(rest))
    if not _TELLS.search(rest) and (
        found := corrected_request(rest, tokens, state, know, marked=marked or state.waiting is not None)
    ):
        return found
    if opener and _DENIED.match(opener[0]) and state.open_edit and any(token.of("page") for token in tokens):
        return Asked(rest, {"open edit": {"keep": 0}})
    return Asked(rest, keeping(state)) if marked and (opener or keeping(state)) and _says_much(tokens) else None


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
