"""The last look at a plan before it is proposed: what was asked for besides and has no place in it is asked about.

Whatever reads a request passes over the words it does not know. A second wish of another kind would be lost there,
and a name that the plan has nothing to do with would end up in the wrong place.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..outcome import PuzzledError
from ..request import Action, Request
from ..tokens import Candidate, Sign, Token
from .conditional import unmet_conditions
from .leftover_undo import beside_undo
from .strangers import strangers

_ME = r"(?:me |us )?(?:\w+ ){0,4}?"
_TELL = r"(?:give|send|show|tell|get|fetch|paste|post)"

_AS_THERE = "".join(
    f"(?<!{one} )" for one in ("as", "like", "goes", "go", "gets", "get", "sees", "see", "do", "does")
)
"""What others get in the original is to be the same in a copy."""

_LATER = (
    r"(?:starting|effective|as of|until|till) (?:from |on |next )?"
    r"(?:tomorrow|\w+day(?<!today)|week|month|\d{4}-\d\d-\d\d)"
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A kind of request, by words that are about nothing else, and whether a plan serves it."""

    said: re.Pattern[str]
    serves: Callable[[Action], bool]


def _wish(said: str, serves: Callable[[Action], bool]) -> _Wish:
    return _Wish(re.compile(rf"\b(?:{said})\b", re.IGNORECASE), serves)


def _makes_funnel(action: Action) -> bool:
    return action.tool == "plan_funnel" or bool(action.arguments.get("as_new"))


def _only_adds(action: Action) -> bool:
    """What should give way would stay beside what comes."""
    done = {one.get("op") for one in action.arguments.get("operations", ())}
    return "add_page" in done and not done & {"replace_page", "remove_page"}


def _never(_: Action) -> bool:
    return False


def _holds(*words: str) -> Callable[[Action], bool]:
    """Whether one of these is a key, an operation or a job of the plan."""
    return lambda action: bool({*words} & {*_strings(action.arguments)})


_WISHES = (
    _wish(rf"{_TELL} {_ME}links?", _makes_funnel),
    _wish(rf"{_TELL} {_ME}(?:report|stats|statistics|revenue|profit|conversions|roi|epc|numbers)", _never),
    _wish(r"(?:set|change|update|raise|lower|bump|put) (?:\w+ ){0,3}payouts?", _holds("payout")),
    _wish(r"payouts?(?: \w+){0,6} \W?\d[\d.]*", _holds("payout")),
    _wish(
        rf"{_AS_THERE}in the original",
        lambda action: not _makes_funnel(action),
    ),
    _wish(r"(?:replace|swap|exchange|substitute) X{3,}", lambda action: not _only_adds(action)),
    _wish(_LATER, lambda action: action.tool in ("plan_updates", "undo")),
    _wish(r"un-?archive|archive", _holds("archive", "unarchive")),
    _wish(
        r"(?<!make )(?<!do )(?:the|that|my) (?:last |latest )?(?:edit|change|modification)s?"
        r"(?! (?:the|in|of|on|is)\b)",
        lambda action: action.tool == "undo",
    ),
    _wish(r"undo|revert|roll back", lambda action: action.tool == "undo"),
    _wish(r"book (?:\W*\d|the (?:cost|spend))", lambda action: action.tool == "plan_updates"),
    _wish(r"(?<!that )(?<!this )rename", lambda action: _makes_funnel(action) or _holds("rename", "name")(action)),
    _wish(r"(?:clone|duplicate)(?= (?:the |my |our )?[A-Z])", lambda a: _makes_funnel(a) or _holds("duplicate")(a)),
)
_NOT = re.compile(r"\b(?:not|never) (?:for|in|from|with|on|to)(?: (?:the|my|our))? $", re.IGNORECASE)
_FORGETS = re.compile(r"\b(?:forget|scratch|leave out|skip)\b", re.IGNORECASE)
"""Then a name may be there for what is no longer wanted."""
_BACK = re.compile(
    r"\b(?:backwards?|back|reverse\w*|rewind\w*|return\w*|retour|withdraw\w*|annul\w*|cancel\w*|restore\w*|unwind"
    r"|before|previous|(?:turn|put|make|give|set|bring)(?: \w+){0,4} (?:round|around)"
    r"|(?:this|that|the|my) (?:edit|change|modification)s?)\b",
    re.IGNORECASE,
)
_TOLD = (Sign.URL, Sign.RATIO, Sign.PERCENT, Sign.EVENLY, Sign.NEW)
_LEAVES = re.compile(
    r" (?:\w+ )?(?:leaves?|left|quits?|exits?|no longer|drops? out|goes? out|comes? out|falls? out|is out|are out)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[^.!?\n]*?(?:\b(?:and|but)|[,;] (?:they|it|these)) (?:now |then |instead |should )?"
    r"(?:go(?:es)?|gets?|sees?|lands?|joins?|(?:is|are) sent)\b"
)
"""Who leaves has a way of their own then."""
_SECOND = re.compile(
    r"(?:\band\b|\bthen\b|[,;.])\s+(?:please |also |then |just )*"
    r"(?P<more>(?:pause|disable|turn off|put|give|make|set) X{3,}|X{3,} (?:now |should )?(?:pays?|gets?)\b)"
)
_HALF_OF_ELSE = re.compile(
    r"\bhalf (?:of )?(?:yesterday|today|(?:last|this) \w+|(?:the|my|our|a|an) "
    r"(?:days?|nights?|mornings?|evenings?|afternoons?|weeks?|weekends?|months?|years?|hours?|time|budget|team|office))\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"[a-z']+ (?:to )?(?:be|is|it)\b|(?:it|so|that|them)\b|[^(]*\)"
    r"|.* (?:asap|please|pls|thanks|thx|thank you|cheers|ty)$"
)
"""What was no part of a new name: `shoud be Keto Native`, `it so)`, `Keto Facebook CA asap`."""
_SHARES = (Sign.RATIO, Sign.PERCENT, Sign.EVENLY, Sign.NUMBER)
_GIVES_WAY = re.compile(r"\b(?:in place of|instead of|rather than)(?: (?:the|my|our))? $", re.IGNORECASE)
_STAYS = re.compile(
    r" (?:(?:visitors|people|traffic|users|clicks) )?(?:stays?|keeps?|remains?|see what)\b", re.IGNORECASE
)
_LET_IN = ("any in", "sources")
_FAMILIES = ("page", "funnel", "traffic_source", "funnel_group")


def refuse_leftovers(action: Action, request: Request) -> None:
    """Raises PuzzledError with what has no place in the plan."""
    left = [*_other_wishes(action, request), *_other_names(action, request), *_denied(action, request)]
    left += [
        *_stays(action, request),
        *_turned_back(action, request),
        *_kept_beside(action, request),
        *_no_names(action),
        *_half_of_else(action, request),
        *unmet_conditions(action, request),
        *strangers(action, request),
    ]
    if action.tool == "undo" and "version" not in action.arguments:
        left += beside_undo(request)
    if left:
        words = " and ".join(map(repr, dict.fromkeys(left)))
        raise PuzzledError(f"what {words} has to do with the rest; say one request after the other")


def refuse_second(request: Request) -> None:
    """Beside a question, a change that is no question is not passed over."""
    if found := _SECOND.search(_without_names(request)):
        words = request.text[found.start("more") : found.end("more")]
        raise PuzzledError(f"what {words!r} has to do with the rest; say one request after the other")


def _other_wishes(action: Action, request: Request) -> Iterator[str]:
    text = _without_names(request)
    for note in _notes(action.arguments):
        text = text.replace(note, "X" * len(note))
    for wish in _WISHES:
        found = wish.said.search(text)
        if found and not wish.serves(action):
            yield request.text[found.start() : found.end()]


def _notes(value: object) -> Iterator[str]:
    """What is to be written down as it was said, whatever it says."""
    if isinstance(value, dict):
        yield from (each for key, each in value.items() if key == "notes" and isinstance(each, str))
        value = [*value.values()]
    if isinstance(value, list | tuple):
        for each in value:
            yield from _notes(each)


def _without_names(request: Request) -> str:
    text = request.text
    for token in request.tokens:
        if token.candidates or token.sign is Sign.QUOTED:
            text = f"{text[: token.start]}{'X' * (token.end - token.start)}{text[token.end :]}"
    return text


def _other_names(action: Action, request: Request) -> Iterator[str]:
    """Names, letter by letter, of what neither the plan, nor what is told of it, nor its funnel has."""
    if action.tool not in ("plan_edit", "plan_changes", "plan_funnel") or _FORGETS.search(request.text):
        return
    known = {*_strings(_planned(action)), *_strings(request.answers)}
    if request.state.draft and action.text.startswith("I change "):
        known |= {*_strings(request.state.draft)}
    for result in request.know.answered("get_funnel"):
        known |= {*_strings(result)}
    told = "" if action.tool == "plan_funnel" else action.text.lower()
    within = "\n".join(known)
    for token in request.tokens:
        named = _exact(token)
        if token.text in within or (named and _STAYS.match(request.text[token.end :]) and _tells_origins(action)):
            continue
        if named and not any(one.id in known or one.name in known or one.name.lower() in told for one in named):
            yield token.text


def _tells_origins(action: Action) -> bool:
    """Visitors of one source have a way of their own, so that those of another keep theirs."""
    return action.tool == "plan_edit" and "traffic source" in {*_strings(_planned(action))}


def _planned(action: Action) -> object:
    """Without the person's own words, which hold every name."""
    return {key: value for key, value in action.arguments.items() if key not in ("request", "words")}


def _turned_back(action: Action, request: Request) -> Iterator[str]:
    """Words of going back, after something was done, in a change that names nothing new."""
    found = _BACK.search(_without_names(request))
    changes = action.tool == "plan_edit" and bool(request.state.applied) and not _makes_funnel(action)
    if found and changes and not (request.has(*_TOLD) or any(token.of("page") for token in request.tokens)):
        yield found[0]


def _stays(action: Action, request: Request) -> Iterator[str]:
    """`New Zealand leaves`, where a route still asks for it."""
    wanted = {*_strings([*_wanted(action.arguments, *_LET_IN)])}
    for token in request.tokens:
        after = _LEAVES.match(request.text[token.end :])
        goes = after and _GOES_ON.match(request.text[token.end + after.end() :])
        if token.sign is Sign.PLACE and after and not goes and wanted & {*token.values}:
            yield f"{token.text}{after[0]}"


def _denied(action: Action, request: Request) -> Iterator[str]:
    """`not for Canada`, `not with MGID`, where the plan does just that."""
    wanted = {*_strings([*_wanted(action.arguments, *_LET_IN)])}
    wanted -= {*_strings([*_wanted(action.arguments, "not in"), *_outside(action)])}
    for token in request.tokens:
        before = _NOT.search(request.text[: token.start])
        said = {*token.values, *(text for one in token.of("traffic_source") for text in (one.id, one.name))}
        if before and said & wanted:
            yield f"{before[0]}{token.text}"


def _outside(action: Action) -> Iterator[object]:
    """Whom routes take whose default is new: `not from Germany` are those whom they do not take."""
    operations = action.arguments.get("operations", ())
    added = {str(one.get("key")) for one in operations if one.get("op") == "add_step"}
    for one in operations:
        condition = (one.get("step") if one.get("op") == "set_step" else None) or {}
        if condition.get("condition", {}).get("otherwise") in added:
            yield from _wanted(condition, "any in")


def _kept_beside(action: Action, request: Request) -> Iterator[str]:
    """`A in place of B`, where visitors would be sent to both."""
    operations = action.arguments.get("operations", ())
    replaced = {str(one.get("page")) for one in operations if one.get("op") == "replace_page"}
    added = {*_strings([one for one in operations if one.get("op") == "add_step"])}
    for token in request.tokens:
        names = {one.name for one in token.of("page")} if _GIVES_WAY.search(request.text[: token.start]) else set()
        if names & added and not names & replaced:
            yield f"in place of {token.text}"


def _no_names(action: Action) -> Iterator[str]:
    as_new, blueprint = action.arguments.get("as_new") or {}, action.arguments.get("blueprint") or {}
    names = [as_new.get("funnel"), blueprint.get("funnel")]
    yield from (str(name) for name in names if name and _NO_NAME.match(str(name)))


def _half_of_else(action: Action, request: Request) -> Iterator[str]:
    """`half of yesterday`, where no other share is told."""
    found = _HALF_OF_ELSE.search(request.text)
    if found is None or "set_weights" not in {*_strings(action.arguments)}:
        return
    others = [token for token in request.tokens if not found.start() <= token.start < found.end()]
    if not any(token.sign in _SHARES for token in others):
        yield found[0]


def _exact(token: Token) -> Sequence[Candidate]:
    return [one for one in token.of(*_FAMILIES) if one.exact]


def _wanted(value: object, *keys: str) -> Iterator[object]:
    """Who is let in (or not) and where they come from."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in keys:
                yield each
            else:
                yield from _wanted(each, *keys)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _wanted(each, *keys)


def _strings(value: object) -> Iterator[str]:
    """All texts in it, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
