"""What a request says besides the way of the visitors: the funnel's name, its group, the traffic sources."""

from collections.abc import Sequence
from dataclasses import replace

from ..outcome import PuzzledError
from ..recognising.platforms import is_platform
from ..tokens import Sign, Token
from .labels import leading_group, refuse_label
from .sketch import Sketch

_LIGHT = (Sign.FILLER, Sign.CALLED, Sign.COLON)
_OF_A_PAGE = (Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.NETWORK, Sign.GROUP, Sign.NEW)
_LEADING = (Sign.FROM, Sign.AT, Sign.FOR, Sign.SOURCE, Sign.FILLER, Sign.COLON, Sign.WITH)
_JOINING = (Sign.AND, Sign.COMMA, Sign.SLASH)
_NAMES = (Sign.ASSET, Sign.QUOTED, Sign.WORD)


def take_frame(tokens: Sequence[Token], sketch: Sketch) -> list[Token]:
    """Fills in name, group and sources; gives the tokens that are left."""
    left = take_group(list(tokens), sketch)
    left = take_name(left, sketch)
    refuse_label(left)
    return _take_sources(left, sketch)


def take_name(tokens: list[Token], sketch: Sketch) -> list[Token]:
    for place, token in enumerate(tokens[:-1]):
        follower = tokens[place + 1]
        named = place == 0 and token.sign is Sign.BUILD and not follower.of("page") and not _has_address(tokens)
        named |= token.sign is Sign.CALLED and not _is_of_a_page(tokens, place)
        if follower.sign is Sign.QUOTED and (named or token.sign is Sign.FUNNEL) and not sketch.name:
            sketch.name = follower.text
            start = place
            while start and tokens[start - 1].sign in (Sign.NEW, Sign.FILLER):
                start -= 1
            return tokens[:start] + tokens[place + 2 :]
    return tokens


def _has_address(tokens: list[Token]) -> bool:
    """Whether the name is that of a new page: its address comes next."""
    light = [token for token in tokens[2:] if token.sign not in (Sign.AT, *_LIGHT)]
    return bool(light) and light[0].sign is Sign.URL


def _is_of_a_page(tokens: list[Token], place: int) -> bool:
    before = [token for token in tokens[:place] if token.sign is not Sign.FILLER]
    return bool(before) and before[-1].sign in _OF_A_PAGE


def take_group(tokens: list[Token], sketch: Sketch) -> list[Token]:
    for place, token in enumerate(tokens):
        if token.sign is Sign.GROUP:
            return _group_at(tokens, place, sketch)
    if (place := leading_group(tokens)) > 0:
        sketch.group = tokens[place]
        return tokens[: place - 1] + tokens[place + 2 :]
    for place, token in enumerate(tokens[1:], 1):
        if tokens[place - 1].sign in (Sign.IN, Sign.TO) and _only(token, "funnel_group"):
            sketch.group = token
            return tokens[: place - 1] + tokens[place + 1 :]
    return tokens


def _group_at(tokens: list[Token], place: int, sketch: Sketch) -> list[Token]:
    """`in the new group X`, `group: X`, `in the X group`; what stands there is the group, known or not."""
    after = place + 1
    while after < len(tokens) and tokens[after].sign in _LIGHT:
        after += 1
    before = place - 1
    if after < len(tokens) and tokens[after].sign in _NAMES and not _comes_before(tokens, place):
        sketch.group, end = _run(tokens, after)
    elif before >= 0 and tokens[before].sign in _NAMES:
        sketch.group, end = tokens[before], place + 1
        place = before
    else:
        return tokens
    start = place
    while start and tokens[start - 1].sign in (Sign.IN, Sign.TO, Sign.FILLER, Sign.NEW, Sign.WITH, Sign.USE):
        start -= 1
        sketch.group_is_new |= tokens[start].sign is Sign.NEW
    return tokens[:start] + tokens[end:]


def _comes_before(tokens: list[Token], place: int) -> bool:
    """`in the Dating group: …`, where the group by its whole name needs nothing behind it."""
    before = tokens[place - 1] if place else None
    if before is None or not before.of("funnel_group"):
        return False
    is_group = any(one.exact for one in before.of("funnel_group")) and not any(one.exact for one in before.of("page"))
    return is_group or not before.of("page")


def _run(tokens: list[Token], start: int) -> tuple[Token, int]:
    """Unknown words next to each other are one name."""
    end = start + 1
    while tokens[start].sign is Sign.WORD and end < len(tokens) and tokens[end].sign is Sign.WORD:
        end += 1
    text = " ".join(token.text for token in tokens[start:end])
    return replace(tokens[start], text=text, end=tokens[end - 1].end), end


def _take_sources(tokens: list[Token], sketch: Sketch) -> list[Token]:
    left: list[Token] = []
    place = 0
    joined = False
    """Whether nothing but `and` or a comma stands between here and the last source."""
    while place < len(tokens):
        token = tokens[place]
        if not _is_source(tokens, place):
            left.append(token)
            joined &= token.sign in _JOINING
            place += 1
            continue
        _is_one_more(token, sketch, joined=joined)
        sketch.sources.append(token)
        while left and left[-1].sign in (*_LEADING, *(_JOINING if joined else ())):
            left.pop()
        place += 1
        while place < len(tokens) and tokens[place].sign in (Sign.TRAFFIC, Sign.SOURCE):
            place += 1
        joined = True
    return left


def _is_one_more(token: Token, sketch: Sketch, *, joined: bool) -> None:
    said = [one.text.lower() for one in sketch.sources]
    if said and not joined and token.text.lower() not in said:
        raise PuzzledError(
            f"what is for {sketch.sources[0].text!r} and what for {token.text!r}: a funnel cannot tell its traffic "
            "sources apart here. Build one funnel for each, or say both at the start"
        )


def _is_source(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    if token.sign not in (Sign.ASSET, Sign.QUOTED, Sign.WORD):
        return False
    follower = tokens[place + 1].sign if place + 1 < len(tokens) else None
    before = [one.sign for one in tokens[:place] if one.sign not in (Sign.FILLER, Sign.COLON)][-1:]
    told = follower is Sign.SOURCE or before == [Sign.SOURCE]
    if token.sign is Sign.WORD:
        return told or is_platform(token.text) or (follower is Sign.TRAFFIC and token.text[0].isupper())
    if not token.of("traffic_source"):
        return told and token.sign is Sign.QUOTED
    if told or follower is Sign.TRAFFIC:
        return True
    pages = token.of("page")
    exact = any(one.exact for one in token.of("traffic_source"))
    return not pages or (exact and not any(one.exact for one in pages))


def _only(token: Token, family: str) -> bool:
    exact = any(one.exact for one in token.of(family)) and not any(one.exact for one in token.of("page"))
    return token.sign is Sign.ASSET and bool(token.of(family)) and (exact or not token.of("page"))
