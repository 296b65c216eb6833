"""`back to the keto one`, `same for Taboola`, `the same but for France`, `now the other one`."""

import re
from collections.abc import Sequence

from funnels.names import folded

from ..knowledge import Knowledge
from ..outcome import Choice, PuzzledError, QuestionError
from ..planned import Asked
from ..recognising.recognise import recognise
from ..state import State
from ..tokens import Sign
from .fragments import fragment_of, fragments_in

_SO = r"(?:(?:and|now|then|so|ok|okay|please|also|alright|right)\b[, ]*)*"
_BACK = re.compile(
    rf"{_SO}(?:let's |lets |let us |can we )?"
    r"(?:(?:(?:go|get|come|jump|switch|going|coming) )?back to|(?:return|switch|returning|switching) to)"
    r" (?:the |my |our )?(?P<name>[^:;,]+?)(?: (?:one|funnel|campaign|flow|thing))?"
    r"(?:\s*(?:[:;,]|\band\b|\bthen\b)\s*(?P<rest>.+?))?[ .!?]*",
    re.IGNORECASE,
)
_NOT_BACK = re.compile(r"version|previous|earlier|last|before|how it was|start|\d", re.IGNORECASE)
_SAME = re.compile(
    rf"{_SO}(?:(?:do|build|make|give me|create|i want|i need|clone|copy|run|set up)[, ]+)?(?:the )?(?:exact )?same"
    r"(?: (?:thing|one|funnel|again|change|edit))?(?:[, ]+(?:but|just|only|again|too))*"
    r" (?P<how>for|with|in|on|to|using|from|via|at)(?: traffic from)? (?P<what>.+?)[ .!?]*",
    re.IGNORECASE,
)
_TOO = re.compile(
    rf"{_SO}(?P<how>for|on|from) (?P<what>[^,;:]+?) (?:too|as well|also)(?: please)?[ .!?]*", re.IGNORECASE
)
_OTHER = re.compile(
    rf"{_SO}(?:(?:do )?(?:the )?same )?(?:(?:for|in|on|with|to) )?the other (?:one|funnel|campaign|flow)[ .!?]*",
    re.IGNORECASE,
)
_PARTS = r"(?:pages?|landers?|offers?|group|way|setup|structure|flow|funnel|everything|things?)"
_LIKE_IT = re.compile(
    rf"(?i:{_SO}(?:(?:i|we)(?: also| now)? (?:need|want|would like)|make|build|create|set up|add)(?: also)?"
    r"(?: a| another| one more)?(?: funnel)?(?: called| named)?) "
    r"(?P<name>\"[^\"]+\"|[A-Z][^,:;]*?)(?i:(?:,| with|, with) (?:the |exactly the )?(?:very |exact )?same "
    rf"{_PARTS}(?:(?:,| and|, and)(?: the)?(?: same)? {_PARTS})*,? (?:but |just |only )?"
    r"(?P<how>for|on|from|with) (?P<source>[^,;:]+?)[ .!]*)",
)
_IT = re.compile(r"(?:the )?other(?: (?:one|funnel|campaign|flow))?", re.IGNORECASE)
_PLURAL = 3
_MORE = re.compile(r":\s|[,;.]\s+(?:so|and|but|then|it|only|there)\b", re.IGNORECASE)
"""It is said at length what to do there."""

_LIGHT = frozenset(["the", "my", "our", "one", "funnel", "campaign", "flow", "a"])


def back_to(said: str, state: State, know: Knowledge) -> Asked | None:
    """A funnel that was talked of, or is there, is the one in talk again; perhaps with something to do to it."""
    found = _BACK.fullmatch(said)
    if found is None or _NOT_BACK.search(found["name"]):
        return None
    funnel = (
        _other(state) if _IT.fullmatch(found["name"]) else funnel_named(found["name"], state, know, 'show me "{}"')
    )
    if funnel is None:
        return None
    return Asked(_of(funnel, found["rest"]) if found["rest"] else f'show me "{_plain(funnel)}"')


def the_same(said: str, state: State, know: Knowledge) -> Asked | None:
    """The last request once more, for another funnel, source, country or page."""
    if state.inquiry is not None or state.pending is not None:
        return None
    if _OTHER.fullmatch(said):
        return _again(_other(state), state, know)
    if (like := _LIKE_IT.fullmatch(said)) and state.funnel and not state.draft:
        return Asked(f'clone it as "{like["name"].strip(chr(34))}" {like["how"]} {like["source"]}')
    found = _SAME.fullmatch(said) or _TOO.fullmatch(said)
    if found is None or not (state.asked or state.funnel):
        return None
    what = found["what"]
    if more := _MORE.search(what):
        return _there(what[: more.start()], what[more.end() :], state, know) if more[0][0] == ":" else None
    tokens = recognise(what, know.mentions(what))
    thing = fragment_of([token for token in tokens if token.sign is not Sign.FUNNEL])
    if (thing and thing.kind == "funnel") or any(token.sign is Sign.FUNNEL for token in tokens):
        return _again(funnel_named(what, state, know, 'same for "{}"'), state, know)
    if thing and state.asked and (again := _elsewhere(thing.kind, what[thing.start : thing.end], state, know)):
        return again
    if state.draft:
        raise PuzzledError("what should differ: the last funnel is only drafted; say it anew with the change")
    return Asked(f"clone it {found['how'] if found['how'] != 'to' else 'for'} {what}")


def _there(what: str, wanted: str, state: State, know: Knowledge) -> Asked | None:
    """`same thing in Dating US Junky: add …`: what it is, is said."""
    tokens = recognise(what, know.mentions(what))
    named = [token for token in tokens if token.of("funnel")]
    funnel = funnel_named(what, state, know, f'in "{{}}" {wanted}') if len(named) == len(tokens) == 1 else None
    return Asked(_of(funnel, wanted)) if funnel else None


def _elsewhere(kind: str, new: str, state: State, know: Knowledge) -> Asked | None:
    """Where the last request says such a thing itself, and is no change of the funnel's pages."""
    asked, planned = state.asked, state.planned
    if asked is None:
        return None
    tokens = recognise(asked.text, know.mentions(asked.text))
    links = any(token.sign is Sign.LINKS for token in tokens)
    routes = planned is not None and planned.is_edit and any(one["op"] == "set_route" for one in planned.operations)
    built = planned is not None and planned.tool == "plan_funnel"
    there = fragments_in(tokens, kind)
    fits = (kind == "source" and (links or built)) or (kind in ("place", "device") and (routes or built))
    fits |= bool(built and state.draft)
    if fits and len(there) == 1:
        return Asked(f"{asked.text[: there[0].start]}{new}{asked.text[there[0].end :]}", asked.answers)
    return Asked(f"links for {new}") if links and kind == "source" and not there else None


def _again(funnel: tuple[str, str] | None, state: State, know: Knowledge) -> Asked | None:
    """The last edit, in another funnel."""
    asked, planned = state.asked, state.planned
    if funnel is None:
        raise PuzzledError("which other funnel is meant: say its name")
    if asked is None or planned is None or not planned.is_edit or planned.is_clone:
        raise PuzzledError(f"what to do with {funnel[1]!r}: say what should change in it")
    tokens = recognise(asked.text, know.mentions(asked.text))
    named = [token for token in tokens if token.of("funnel") and not token.of("page")]
    if len(named) == 1:
        text = f'{asked.text[: named[0].start]}"{_plain(funnel)}"{asked.text[named[0].end :]}'
        return Asked(text.replace('""', '"'))
    return Asked(_of(funnel, asked.text)) if not named else None


def _of(funnel: tuple[str, str], request: str) -> str:
    return f'in "{_plain(funnel)}" {request}'


def _plain(funnel: tuple[str, str]) -> str:
    return funnel[1].replace('"', "")


def _other(state: State) -> tuple[str, str] | None:
    return state.spoken_of[-2] if len(state.spoken_of) > 1 and not state.draft else None


def funnel_named(said: str, state: State, know: Knowledge, say: str) -> tuple[str, str] | None:
    """The funnel whose name has all the words; one that was talked of comes first."""
    words = [word for word in folded(said.strip("\"' ")).split() if word not in _LIGHT]
    if not words:
        return None
    spoken = [one for one in state.spoken_of if _has(one[1], words)]
    known = spoken or [(one.id, one.name) for one in know.all_of("funnel", limit=100) if _has(one.name, words)]
    exact = [one for one in known if folded(one[1]).split() == words]
    known = exact or known
    if len(known) > 1:
        choices = [Choice(name, {"say": say.format(name.replace('"', ""))}) for _, name in known]
        raise QuestionError(f"{len(known)} funnels could be {said!r}. Which one do you mean?", "", choices)
    return known[0] if known else None


def _has(name: str, words: Sequence[str]) -> bool:
    there = folded(name)
    return all(word in there or (len(word) > _PLURAL and word.removesuffix("s") in there) for word in words)
