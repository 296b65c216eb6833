"""`And NeckEase to 28`, `QuickLoan CA too`: the last request once more, its verb left out, of something else."""

import re
from collections.abc import Sequence

from ..outcome import Json
from ..planned import Asked, Planned
from ..state import State
from ..tokens import Sign, Token

_LIGHT = (
    Sign.AND, Sign.COMMA, Sign.STOP, Sign.COLON, Sign.FOR, Sign.TO, Sign.AT, Sign.SAME, Sign.LANDER, Sign.OFFER,
    Sign.PAGE, Sign.FUNNEL,
)  # fmt: skip
_WORDS = frozenset(
    [
        "the",
        "but",
        "too",
        "also",
        "well",
        "likewise",
        "as",
        "same",
        "now",
        "then",
        "please",
        "thing",
        "pays",
        "to",
        "similarly",
        "ditto",
        "next",
        "ok",
        "okay",
    ]
)
_NAMES = (Sign.ASSET, Sign.QUOTED)
_AMOUNTS = (Sign.NUMBER, Sign.MONEY)
_RENAMED = re.compile(
    r"(?:(?:and|also|then|now|likewise)[, ]+)*(?P<old>.+?) (?:to|into|as|->|=>|becomes) (?P<new>[^,;:.]+?)[ .!]*",
    re.IGNORECASE,
)
_ARCHIVED = ("archive", "unarchive", "delete")


def gapped(said: str, tokens: Sequence[Token], state: State) -> Asked | None:
    """The whole request; None where the words do more than name what it is about, or something came between."""
    if state.pending or state.inquiry or state.asked is None:
        return None
    planned = state.planned
    if any(token.sign is Sign.UNDO for token in tokens):
        return None
    if planned is None or not planned.written or planned.arguments.get("request") != state.asked.text:
        return _more_links(said, tokens, state)
    if planned.tool != "plan_changes":
        return None
    return _like(planned, said, tokens)


def _like(planned: Planned, said: str, tokens: Sequence[Token]) -> Asked | None:
    changes: list[Json] = list(planned.arguments.get("changes", ()))
    done = {str(one["do"]) for one in changes}
    fields = [one.get("fields", {}) for one in changes]
    if len(done) == 1 and done <= {*_ARCHIVED}:
        names = _names(tokens)
        return Asked(f"{done.pop()} {_joined(said, names)}") if names and not _amounts(tokens) else None
    if fields and all("payout" in one.get("offerParams", {}) for one in fields):
        names, amounts = _names(tokens), _amounts(tokens)
        if not names or len(amounts) != 1:
            return None
        return Asked(f"change the payout of {_joined(said, names)} to {amounts[0].text}")
    if fields and all(set(one) == {"name"} for one in fields):
        return _renamed(said, tokens)
    return None


def _renamed(said: str, tokens: Sequence[Token]) -> Asked | None:
    """`and Keto Story to Keto Tale`."""
    found = _RENAMED.fullmatch(said)
    named = [token for token in tokens if found and token.start == found.start("old") and token.sign in _NAMES]
    if found is None or not named or named[0].end != found.end("old"):
        return None
    return Asked(f"rename {found['old']} to {found['new']}")


def _more_links(said: str, tokens: Sequence[Token], state: State) -> Asked | None:
    """`and for Casino Push T1`, after links."""
    asked = state.asked
    names = _names(tokens)
    if asked is None or not names or _amounts(tokens) or not re.search(r"\blinks?\b", asked.text, re.IGNORECASE):
        return None
    funnels = all(token.of("funnel") and not token.of("page") for token in names)
    return Asked(f"links for {_joined(said, names)}") if funnels else None


def _joined(said: str, names: Sequence[Token]) -> str:
    return " and ".join(said[one.start : one.end] for one in names)


def _names(tokens: Sequence[Token]) -> list[Token]:
    """What is named, where nothing is said but that and an amount."""
    named = [token for token in tokens if token.sign in _NAMES]
    light = all(token.sign in (*_NAMES, *_AMOUNTS, *_LIGHT) or token.text.lower() in _WORDS for token in tokens)
    return named if light and all(token.candidates for token in named) else []


def _amounts(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.sign in _AMOUNTS]
