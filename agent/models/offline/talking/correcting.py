"""`no, I meant Sleep Quiz`, `wait, 70/30`, `not Germany but Austria`: one thing of the last request changes."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..knowledge import Knowledge
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..planned import Asked, Planned
from ..recognising.recognise import recognise
from ..seats import name_of
from ..state import State
from ..tokens import Sign, Token
from .fragments import Fragment, fragment_of, fragments_in

_CONTRASTS = (
    re.compile(r"^(?:use |with |for )?not (?P<old>.+?),? (?:but(?: rather)?|rather) (?P<new>.+)$", re.IGNORECASE),
    re.compile(
        r"^(?:use |with |for )?not (?:the )?(?P<old>[^,;:.]+)[,;:.-]+\s*"
        r"(?:(?:it's|it is|use|take|i meant|i mean|but) )*"
        r"(?P<new>[^,;:]+?)[ .!]*$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<new>.+?),? (?:(?:and )?not|rather than|instead of|in place of) (?P<old>.+)$", re.IGNORECASE),
)
AGAIN = "again"
"""Among the answers: the request tells of the new funnel once more, though its draft is in talk."""

_AGAIN = frozenset(
    ["set_weights", "set_rotation", "set_route", "set_otherwise", "set_url", "set_group", "rename", "set_note"]
)
"""What is said anew takes the place of what was written."""


_COMES = ("replace_page", "add_page")
_BY = (Sign.BY, Sign.WITH, Sign.TO)


def corrected_request(
    said: str, tokens: Sequence[Token], state: State, know: Knowledge, *, marked: bool
) -> Asked | None:
    """The last request with one thing changed; None where the words are no such correction."""
    old: Fragment | None = None
    new = fragment_of(tokens)
    for pattern in _CONTRASTS:
        if found := pattern.match(said):
            new = fragment_of(_within(tokens, found.start("new"), found.end("new")))
            old = fragment_of(_within(tokens, found.start("old"), found.end("old")))
            if new is None or old is None:
                return None
            break
    if new is None or not (marked or old):
        return None
    led_by = next((token.sign for token in tokens if token.start < new.start and token.sign in _BY), None)
    if state.pending is not None:
        last = Asked(state.pending.text, state.pending.answers)
        if (there := _there(new, old, last, know)) and (put := _put_there(said, new, old, there, last, state)):
            return put
    if state.asked is None:
        return None
    return _changed(said, new, old, state.asked, state, know, comes=led_by is not None)


def _there(new: Fragment, old: Fragment | None, last: Asked, know: Knowledge) -> list[Fragment]:
    """Where the last request says something of the kind."""
    there = fragments_in(recognise(last.text, know.mentions(last.text)), new.kind)
    if old is not None:
        return [one for one in there if one.says(old)]
    if new.kind != "page":
        return there
    return [one for one in there if not one.page_types or one.page_types & new.page_types]


def _changed(
    said: str, new: Fragment, old: Fragment | None, last: Asked, state: State, know: Knowledge, *, comes: bool
) -> Asked | None:
    there = _there(new, old, last, know)
    planned = state.planned
    if comes and planned and [one["op"] for one in planned.operations] == ["replace_page"]:
        there = there[-1:]
    if planned and planned.written and not _is_again(planned):
        return _after_writing(said, new, old, planned, there)
    return _put_there(said, new, old, there, last, state)


def _put_there(
    said: str, new: Fragment, old: Fragment | None, there: Sequence[Fragment], last: Asked, state: State
) -> Asked | None:
    text = said[new.start : new.end]
    if new.kind == "shares" and len(there) > 1:
        return _shares(new, there, last, state)
    if not there and old is None and state.draft and new.kind in ("group", "source"):
        answers = {key: answer for key, answer in last.answers.items() if key != "group"}
        answers[AGAIN] = {"build": True}
        return Asked(f"{last.text.rstrip(' .;,')}, {'in group' if new.kind == 'group' else 'from'} {text}", answers)
    if len(there) != 1:
        if old is None and there:
            names = " or ".join(repr(last.text[one.start : one.end]) for one in there)
            raise PuzzledError(f"what {text!r} should take the place of: {names}; say 'not … but {text}'")
        return None
    return put_instead(last, [(there[0], text)], state)


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [token for token in tokens if start <= token.start and token.end <= end]


def _shares(new: Fragment, there: Sequence[Fragment], last: Asked, state: State) -> Asked | None:
    """`60/40` for the 70 and the 30 that stand beside their pages."""
    amounts = [amount for token in new.tokens for amount in token.amounts]
    old = [amount for one in there for token in one.tokens for amount in token.amounts]
    single = all(len(token.amounts) == 1 for one in there for token in one.tokens)
    if not single or len(amounts) != len(old):
        return _by_place(new, there, state)
    marks = ["%" if one.tokens[0].sign is Sign.PERCENT else "" for one in there]
    texts = [f"{amount:f}{mark}" for amount, mark in zip(amounts, marks, strict=True)]
    return put_instead(last, list(zip(there, texts, strict=True)), state)


def _by_place(new: Fragment, there: Sequence[Fragment], state: State) -> Asked | None:
    """`85/15` after `90/10, Pro 90`: whoever had the first amount of the ratio has the first one now."""
    edit, ratios = state.open_edit, [token for one in there for token in one.tokens if len(token.amounts) > 1]
    operations = edit.operations if edit else []
    weights = operations[0].get("weights", {}) if len(operations) == 1 else {}
    amounts = [amount for token in new.tokens for amount in token.amounts]
    if len(ratios) != 1 or not len(weights) == len(amounts) == len({*ratios[0].amounts}) or edit is None:
        return None
    had = {Decimal(str(weight)): page for page, weight in weights.items()}
    if {*had} != {*ratios[0].amounts} or not edit.funnel:
        return None
    shares = [f'"{had[old]}" {amount:f} %' for old, amount in zip(ratios[0].amounts, amounts, strict=True)]
    return Asked(f'in "{edit.funnel}" {" and ".join(shares)}', {"open edit": {"keep": 0}})


def put_instead(last: Asked, changes: Sequence[tuple[Fragment, str]], state: State) -> Asked:
    text = last.text
    for there, new in sorted(changes, key=lambda one: -one[0].start):
        text = f"{text[: there.start]}{new}{text[there.end :]}"
    answers: Mapping[str, Json] = last.answers
    if state.draft and state.pending is None:
        answers = {**answers, AGAIN: {"build": True}}
    if state.open_edit:
        answers = {**answers, "open edit": {"keep": last.kept}}
    return Asked(text, answers, last.kept)


def _is_again(planned: Planned) -> bool:
    """Whether planning it anew puts right what was written, and makes nothing twice."""
    if planned.is_clone or planned.tool == "plan_funnel":
        return False
    if planned.is_edit:
        return all(one["op"] in _AGAIN for one in planned.operations)
    changes = planned.arguments.get("changes", ())
    return planned.tool == "plan_changes" and all(one["do"] in ("update", "move") for one in changes)


def _after_writing(
    said: str, new: Fragment, old: Fragment | None, planned: Planned, there: Sequence[Fragment]
) -> Asked | None:
    """A page that came gives way to the one meant; anything else is taken back first, or said as a change."""
    text = said[new.start : new.end]
    if new.kind == "shares":
        return Asked(f"make it {text}")
    if new.kind == "page" and old is not None and planned.tool in ("plan_funnel", "plan_edit"):
        return Asked(f"replace {said[old.start : old.end]} by {text}")
    came = [
        one.get("by") or one.get("page") for one in planned.operations if one["op"] in ("replace_page", "add_page")
    ]
    if new.kind == "page" and planned.is_edit and len(came) == len(planned.operations) == 1:
        return Asked(f'replace "{name_of(came[0])}" by {text}')
    if new.kind == "page" and (planned.tool == "plan_funnel" or planned.is_clone) and len(there) == 1:
        [role] = new.page_types if len(new.page_types) == 1 else ("page",)
        return Asked(f"the {role} should be {text}")
    if new.kind == "group":
        return Asked(f"move it to the group {text}")
    if not there or new.kind not in ("place", "device", "ordinal", "page", "source", "url"):
        return None
    choices = [Choice("take it back", {"say": "undo"}), Choice("leave it as it is", {"say": "never mind"})]
    title = planned.title or "The last change"
    raise QuestionError(f"{title} is written already. Shall I take it back, so that you say it anew?", "", choices)
