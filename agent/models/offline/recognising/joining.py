"""Tokens that belong together: names that go on behind what the account knows, and amounts of several words."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..tokens import Sign, Token
from . import numbers


def joined(tokens: Sequence[Token]) -> list[Token]:
    return _amounts_joined(_whole_names(_without_ones(list(tokens))))


def _without_ones(tokens: list[Token]) -> list[Token]:
    """`the second one`, `the keto one`: no number."""
    return [
        replace(token, sign=Sign.FILLER, amounts=())
        if token.sign is Sign.NUMBER and token.text.lower() == "one" and place and _is_pointed_at(tokens[place - 1])
        else token
        for place, token in enumerate(tokens)
    ]


def _is_pointed_at(before: Token) -> bool:
    pointing = (
        "the",
        "this",
        "that",
        "other",
        "which",
        "each",
        "every",
        "another",
        "only",
        "new",
        "same",
        "wrong",
        "right",
    )
    named = (Sign.ORDINAL, Sign.ASSET, Sign.QUOTED, Sign.PLACE, Sign.DEVICE, Sign.WORD, Sign.SAME, Sign.REST)
    return before.sign in named or before.text.lower() in pointing


def _whole_names(tokens: list[Token]) -> list[Token]:
    """`Slim Test`, where only `Slim` occurs in a name, is an unknown name and not `SlimGummies`."""
    whole: list[Token] = []
    for token in tokens:
        before = whole[-1] if whole else None
        if (
            before
            and before.sign is Sign.ASSET
            and not any(one.exact for one in before.candidates)
            and _belongs(before, token)
        ):
            whole[-1] = Token(Sign.WORD, f"{before.text} {token.text}", before.start, token.end)
        else:
            whole.append(token)
    return whole


def _belongs(name: Token, token: Token) -> bool:
    light = (Sign.FILLER, Sign.BUILD, Sign.SPLIT, Sign.WORD, Sign.PAGE, Sign.TRAFFIC)
    return (
        token.sign in light and token.text[:1].isupper() and token.start == name.end + 1 and not name.text.isupper()
    )


def _amounts_joined(tokens: list[Token]) -> list[Token]:
    """Amounts that belong together: `seventy percent`, `eighty twenty`, `two thirds`."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        pair = _pair(before, token) if before else None
        if pair:
            joined[-1] = pair
        elif (
            before
            and len(joined) > 1
            and before.sign in (Sign.SLASH, Sign.TO, Sign.COLON)
            and _pair(joined[-2], token)
        ):
            joined[-2:] = [_spanning(joined[-2], token, Sign.RATIO, joined[-2].amounts + token.amounts)]
        else:
            joined.append(token)
    return joined


def _pair(before: Token, token: Token) -> Token | None:
    if before.sign is Sign.NUMBER and token.text.lower() in ("percent", "pct"):
        return _spanning(before, token, Sign.PERCENT, before.amounts)
    share = numbers.FRACTIONS.get(token.text.lower())
    if share and (before.sign is Sign.NUMBER or token.text.lower() == "half"):
        times = before.amounts[0] if before.sign is Sign.NUMBER else None
        if times is None:
            return None
        exact = {(2, "thirds"): "66.67"}.get((int(times), token.text.lower()))
        return _spanning(before, token, Sign.PERCENT, (Decimal(exact) if exact else times * share,))
    if before.sign is token.sign is Sign.NUMBER and before.amounts[0] + token.amounts[0] == 100:
        return _spanning(before, token, Sign.RATIO, before.amounts + token.amounts)
    if before.sign is Sign.RATIO and token.sign is Sign.NUMBER and not before.text[0].isdigit():
        return _spanning(before, token, Sign.RATIO, before.amounts + token.amounts)
    return None


def _spanning(first: Token, last: Token, sign: Sign, amounts: tuple[Decimal, ...]) -> Token:
    return replace(first, sign=sign, text=f"{first.text} {last.text}", end=last.end, amounts=amounts)
