"""What a request says besides the ways of the visitors, wherever it stands: name, group, traffic sources, network."""

import re
from collections.abc import Sequence
from dataclasses import replace

from funnels.names import folded

from ..drawing.naming import take_group, take_name
from ..drawing.sketch import Sketch
from ..outcome import PuzzledError
from ..recognising.platforms import is_platform
from ..tokens import Candidate, Sign, Token

_WORDY = (Sign.SPLIT, Sign.FILLER, Sign.CHECK, Sign.BUILD, Sign.PAGE, Sign.TRAFFIC)
_OF_A_PAGE = (Sign.LANDER, Sign.PAGE)


def take_slots(tokens: Sequence[Token], sketch: Sketch) -> list[Token]:
    """Fills in name, group and sources; gives the tokens that are left."""
    tokens = _with_named_group(tokens)
    sketch.group_is_new = _makes_group(tokens)
    left = _take_named_group(take_group(list(tokens), sketch), sketch)
    left = take_name(left, sketch)
    return _take_sources(left, sketch)


def _with_named_group(tokens: Sequence[Token]) -> list[Token]:
    """`group Test`: a capital makes any word behind it a name."""
    named = list(tokens)
    for place, token in enumerate(named[1:], 1):
        if named[place - 1].sign is Sign.GROUP and token.text[:1].isupper() and token.sign in _WORDY:
            named[place] = replace(token, sign=Sign.WORD)
    return named


def _makes_group(tokens: Sequence[Token]) -> bool:
    """`make a funnel group called Tests`."""
    place = next((place for place, token in enumerate(tokens) if token.sign is Sign.GROUP), len(tokens))
    after = tokens[place + 1].sign if place + 1 < len(tokens) else None
    before = place - 1
    while before >= 0 and tokens[before].sign in (Sign.FILLER, Sign.NEW, Sign.FUNNEL):
        before -= 1
    return after in (Sign.CALLED, Sign.QUOTED) and before >= 0 and tokens[before].sign in (Sign.BUILD, Sign.ADD)


_NAME = re.compile(r"(?:^|[\n,;.(]\s*)(?:funnel )?name\s*(?:=|:)\s*\"?(?P<name>[^,;\n\")]+)", re.IGNORECASE)


def told_name(text: str) -> re.Match[str] | None:
    """`name = Taboola VPN 2`."""
    return _NAME.search(text)


def take_network(tokens: Sequence[Token]) -> tuple[list[Token], Token | None]:
    """`all offers are with ShopStack`: the network of every new offer that names none."""
    left = list(tokens)
    for place, token in enumerate(left):
        if token.sign is Sign.ASSET and token.of("offer_source") and not token.of("page") and _of_offers(left, place):
            return left[:place] + left[place + 1 :], token
    return left, None


def _of_offers(tokens: Sequence[Token], place: int) -> bool:
    """Whether the clause speaks of offers in general, and no page is named in it."""
    place -= 1
    while place >= 0 and tokens[place].sign is not Sign.STOP:
        if tokens[place].sign in (Sign.URL, Sign.QUOTED) or tokens[place].of("page"):
            return False
        if tokens[place].sign is Sign.OFFER:
            return True
        place -= 1
    return False


def _take_named_group(tokens: list[Token], sketch: Sketch) -> list[Token]:
    """A group by its whole name needs no word that it is one."""
    left: list[Token] = []
    for place, token in enumerate(tokens):
        if not _is_group(tokens, place):
            left.append(token)
            continue
        if sketch.group is not None and sketch.group.text.lower() != token.text.lower():
            raise PuzzledError(f"in which group it should be, {sketch.group.text!r} or {token.text!r}")
        sketch.group = token
    return left


def _is_group(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    if token.sign not in (Sign.ASSET, Sign.QUOTED) or not any(one.exact for one in token.of("funnel_group")):
        return False
    after = tokens[place + 1].sign if place + 1 < len(tokens) else None
    taken = any(one.exact for one in token.of("page", "traffic_source", "funnel"))
    return not taken and not (after in _OF_A_PAGE and bool(token.of("page")))


def _take_sources(tokens: list[Token], sketch: Sketch) -> list[Token]:
    left: list[Token] = []
    whole = whole_names(tokens)
    known: set[str] = set()
    for place, token in enumerate(tokens):
        if not is_source(tokens, place):
            left.append(token)
            continue
        name = whole_name(token, whole)
        if name not in known and (name not in whole or _is_whole(token, name)):
            sketch.sources.append(token)
            known.add(name)
    return left


def whole_names(tokens: Sequence[Token]) -> set[str]:
    """The sources that are named by their whole names."""
    return {one.name for place, token in enumerate(tokens) if is_source(tokens, place) for one in _exact(token)}


def whole_name(token: Token, whole: set[str]) -> str:
    """`Google`, where `Google Ads` is named too, is that one."""
    exact = [one.name for one in _exact(token)]
    if len(exact) == 1:
        return exact[0]
    words = set(folded(token.text).split())
    meant = [name for name in whole if words <= set(folded(name).split())]
    return meant[0] if len(meant) == 1 else token.text.lower()


def _is_whole(token: Token, name: str) -> bool:
    return any(one.name == name for one in _exact(token))


def _exact(token: Token) -> list[Candidate]:
    return [one for one in token.of("traffic_source") if one.exact]


def is_source(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.sign is Sign.WORD:
        return is_platform(token.text)
    if token.sign not in (Sign.ASSET, Sign.QUOTED) or not token.of("traffic_source"):
        return False
    pages = token.of("page")
    exact = any(one.exact for one in token.of("traffic_source"))
    after = tokens[place + 1].sign if place + 1 < len(tokens) else None
    told = after in (Sign.TRAFFIC, Sign.SOURCE, Sign.FUNNEL)
    return not pages or (exact and not any(one.exact for one in pages)) or told
