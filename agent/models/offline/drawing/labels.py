"""Words at the start that stand apart from the way of the visitors: `Solar: …`, `In Sweepstakes, …`."""

from collections.abc import Sequence

from ..outcome import PuzzledError
from ..recognising.platforms import is_platform
from ..tokens import Sign, Token

_NAMES = (Sign.ASSET, Sign.QUOTED, Sign.WORD)
_ENDS = (Sign.COMMA, Sign.COLON, Sign.STOP)
_WAYS = (
    Sign.COMMA, Sign.STOP, Sign.TO, Sign.THEN, Sign.FUNNEL, Sign.CALLED, Sign.GROUP, Sign.LANDER, Sign.OFFER,
    Sign.PAGE, Sign.SOURCE, Sign.NETWORK, Sign.NEW, Sign.SPLIT, Sign.BUTTON, Sign.URL,
)  # fmt: skip


def leading_group(tokens: Sequence[Token]) -> int:
    """The place of the name in `In Sweepstakes, …`; -1 where a sentence does not begin so."""
    start = 0
    while start < len(tokens) and tokens[start].sign in (Sign.FILLER, Sign.BUILD):
        start += 1
    if start + 2 >= len(tokens) or tokens[start].sign is not Sign.IN:
        return -1
    return start + 1 if tokens[start + 1].sign in _NAMES and tokens[start + 2].sign in _ENDS else -1


def refuse_label(tokens: Sequence[Token]) -> None:
    """Raises PuzzledError for a label in front of a colon that is no traffic source; it is never a page."""
    colon = next((place for place, token in enumerate(tokens) if token.sign is Sign.COLON), 0)
    label = tokens[:colon]
    if any(token.sign in _WAYS for token in label):
        return
    strange = [token for token in label if token.sign in _NAMES and not _is_source(token)]
    after = tokens[colon + 1].sign if colon + 1 < len(tokens) else None
    if strange and after not in (Sign.BUTTON, Sign.ORDINAL, Sign.NUMBER, Sign.PERCENT):
        said = " ".join(token.text for token in label)
        raise PuzzledError(
            f"what {said!r} in front of the colon is: for the name of the funnel say 'funnel {said}: …', "
            f"for its group 'in group {said}'"
        )


def _is_source(token: Token) -> bool:
    return not token.of("page") and (bool(token.of("traffic_source")) or is_platform(token.text))
