"""The questions about results in a whole text: among talk, with strange words, several of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..tokens import Sign, Token
from .asking import asks, audiences, calmed, counts, narrowing, orders, strange, unplaced, without_unwanted
from .inquiry import Inquiry
from .kinds import take_kind
from .line import NAME, Line
from .metrics import only_counts
from .names import Named
from .parts import Part, parts
from .proven import shifts_if_proven
from .put import plainly
from .reaching import asks_to_pause, without_pausing
from .reading import NOT_ASKED, PERFORMS, in_all, inquiry_of
from .slots import Understood, read
from .spans import IN_TOTAL, SAME, take_same, untimed

_WAY = (Sign.URL, Sign.THEN, Sign.REST, Sign.BUTTON, Sign.NEW, Sign.CLONE)
_BUILT = r"built|structured|set up|configured|look like|looks like|put together|made of|consist(?:s|ing)? of"
_VERSUS = rf"{NAME}\d+ (?:\S+ ){{0,4}}{NAME}\d+"
_TAKES = (
    r"^(?:(?:please|just|and|so|then|also|kindly|,) )*(?:take|use|consider|look (?:only )?at|go (?:with|by)|i mean"
    r"|i meant|i am talking about|i'm talking about|let us take|let's take|based on|judge by|say|make it"
    r"|limit it to|it is about)"
)
"""A sentence that only says what the question before it is about."""

_DOES = r"(?:is|are|was|does|did|do|has|will|can|should)"


def inquiries_of(text: str, tokens: Sequence[Token], *, goes_on: bool = False) -> list[Understood]:
    """None for a text that asks nothing about results, or orders a change as well."""
    whole = inquiry_of(text, tokens, goes_on=goes_on)
    pieces = parts(text, tokens)
    if whole and not whole.left and len(list(filter(_begins_question, pieces))) < 2:
        return [whole]
    if proven := shifts_if_proven(text, tokens):
        return [proven]
    if any(token.sign in NOT_ASKED for token in tokens) or any(_orders(piece) for piece in pieces):
        return []
    found = _together(pieces)
    if not found and whole:
        line = plainly(Line(text, tokens))
        calmed(line)
        understood = read(line, *take_kind(line, loosely=True))
        return [replace(whole, left=_strange_in(line, understood))]
    return found


def _begins_question(piece: Part) -> bool:
    return Line(piece.text, piece.tokens).has(
        r"^(?:and |or |also |plus |but |so |, )*(?:which|what|who|how|when|where)"
    )


def _orders(piece: Part) -> bool:
    """What is to be done at the ad network is answered beside the question."""
    if asks_to_pause(piece.text) and not any(
        one.exact for token in piece.tokens for one in token.of("funnel", "page")
    ):
        return False
    line = Line(piece.text, piece.tokens)
    calmed(line)
    return orders(line)


def _together(pieces: Sequence[Part]) -> list[Understood]:
    """Each question with what belongs to it: what stands in a sentence of its own, and what was asked before it."""
    found: list[Understood] = []
    beside: list[Understood] = []
    told: list[Understood] = []
    for piece in pieces:
        one, is_question = _heard(piece)
        if one is None:
            continue
        if is_question:
            found.append(_with(_with(one, *beside), *(found[-1:] or told[-1:])))
            beside = []
        elif not _says_something(one) or one.left:
            span = one.inquiry.period if _is_span(one.inquiry.period) or _points_back(pieces) else ""
            told += [Understood(Inquiry(period=span), one.names)] if one.names or span else []
        elif found:
            found[-1] = _with(found[-1], one)
        else:
            beside.append(one)
    return list(map(in_all, found))


def _is_span(period: str) -> bool:
    """What is told of a week or more is likely to be what is asked about; a single day may be any."""
    return re.match(r"(?:last|this) (?:\d+ )?(?:days|weeks?|months?)", period) is not None


def _points_back(pieces: Sequence[Part]) -> bool:
    return any(take_same(plainly(Line(piece.text, piece.tokens))) for piece in pieces)


def _heard(piece: Part) -> tuple[Understood | None, bool]:
    """What a sentence says, and whether it asks."""
    line = without_unwanted(plainly(Line(piece.text, piece.tokens)))
    was_calmed = calmed(line)
    begins = line.copy()
    line.take(_TAKES)
    kind, subject, count = take_kind(line, loosely=True)
    if kind == "what if":
        return None, False
    one = read(line, kind, subject, count)
    one = _of_two(replace(one, names=tuple(named for named in one.names if not _by_chance(named))), begins)
    odd = strange(line)
    is_question = asks(begins, question=piece.text.rstrip(" \"')!.").endswith("?")) and _is_about_results(
        one, begins, piece
    )
    if is_question:
        unheeded = [f"{word!r} is not looked at, for nothing here is called so" for word in audiences(line)]
        return replace(one, inquiry=one.inquiry.noting(*unheeded), follows=False, left=_strange_in(line, one)), True
    return (None if was_calmed and not _says_something(one) else replace(one, left=odd)), False


def _is_about_results(one: Understood, begins: Line, piece: Part) -> bool:
    asked = one.inquiry
    if asked.kind != "results" or any(" per " in words for words in one.left):
        return True
    if begins.has(_BUILT):
        return False
    if asked.metrics and only_counts(asked.metrics) and not asked.sort and not asked.having:
        tells_way = any(token.sign in _WAY for token in piece.tokens)
        return not tells_way and (counts(begins) or bool(asked.period))
    told = asked.period or one.names or asked.compare_to
    if asked.metrics or asked.having or (asked.sort and (asked.by or told)):
        return True
    return bool(begins.has(PERFORMS) and told) or bool(asked.by and asked.period)


def _of_two(one: Understood, begins: Line) -> Understood:
    """`is A crushing B`: which of two is better, in whatever words."""
    asked = one.inquiry
    plain = not (asked.metrics or asked.by or asked.sort or asked.having or asked.period)
    pages = [named for named in one.names if named.token.of("page")]
    if asked.kind != "results" or not plain or len(pages) < 2 or not begins.has(rf"{_DOES} {_VERSUS}"):
        return one
    return replace(one, inquiry=replace(asked, kind="variants"))


def _by_chance(named: Named) -> bool:
    """A plain word that occurs within names of pages, as `app` does in `Cleaner App Review`."""
    token = named.token
    if named.kind or token.sign is not Sign.ASSET or " " in token.text or not token.text.islower():
        return False
    return all(
        one.family == "page" and not one.exact and not one.name.lower().startswith(token.text)
        for one in token.candidates
    )


def _strange_in(line: Line, one: Understood) -> tuple[str, ...]:
    """What must not be passed over."""
    line = without_pausing(line.copy())
    untold = untimed(line) if not one.inquiry.period else ()
    ratios = [words for words in one.left if " per " in words]
    return tuple(dict.fromkeys((*ratios, *narrowing(line), *unplaced(line), *untold)))


def _says_something(one: Understood) -> bool:
    asked = one.inquiry
    slots = (asked.by, asked.metrics, asked.filters, asked.having, asked.sort, asked.limit, asked.period, one.names)
    return any(slots) or bool(asked.compare_to or asked.chart)


def _with(one: Understood, *others: Understood) -> Understood:
    """With what others say and it leaves open."""
    for other in others:
        said, more = one.inquiry, other.inquiry
        said = replace(
            said,
            by=said.by or (() if one.inquiry.metrics and other.inquiry.metrics else more.by),
            metrics=said.metrics or more.metrics,
            having=said.having or more.having,
            sort=said.sort or more.sort,
            limit=said.limit or more.limit,
            period=more.period or said.period if said.period in (SAME, IN_TOTAL) else said.period or more.period,
            compare_to=said.compare_to or more.compare_to,
            filters=said.filters or more.filters,
        )
        kinds = {_kind(named.token) for named in one.names}
        names = (*one.names, *(named for named in other.names if _kind(named.token) not in kinds))
        one = replace(one, inquiry=said, names=names)
    return one


def _kind(token: Token) -> str:
    if token.candidates:
        return re.sub("page", f"page {token.candidates[0].page_type}", token.candidates[0].family)
    return token.attribute or token.sign.value
