"""`make it 80/20`, `give Keto Story 70%`, `split the offers evenly`."""

from collections.abc import Sequence
from decimal import Decimal

from funnels.blueprint.weights import evenly, scaled

from ..drawing.shares import plain, shares
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..talking.current import Current, Split, seats_meant
from ..tokens import Sign, Token
from .wishes import Wished, wished

_IGNORED = (Sign.CHANGE, Sign.SET, Sign.SPLIT, Sign.BUILD, Sign.TO, Sign.YES, Sign.REST)
_WHOLE = Decimal(100)


def set_shares(tokens: list[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    said = wished([token for token in tokens if token.sign not in _IGNORED])
    split, weights = _decided(said, tokens, now, request)
    operation: Json = {
        "op": "set_weights",
        "step": split.step,
        "weights": {key: plain(weight) for key, weight in weights.items()},
    }
    shown = ", ".join(f"{key} {plain(weight)} %" for key, weight in weights.items())
    return [operation], f"{split.step}: {shown}"


def _decided(
    said: Wished, tokens: Sequence[Token], now: Current, request: Request
) -> tuple[Split, dict[str, Decimal]]:
    named = [seat for wish in said.pages if wish.token for seat in seats_meant([wish.token], now, request)]
    if (named or said.ordinal) and any(token.sign is Sign.IT for token in tokens):
        raise PuzzledError("which page 'it' is")
    if not named and said.ordinal and not said.role:
        return _by_place(said, now, request)
    if not named and said.ordinal:
        named = seats_meant(
            [token for token in tokens if token.sign in (Sign.ORDINAL, Sign.LANDER, Sign.OFFER)], now, request
        )
    split = _split(said, [seat.name for seat in named], now, request)
    if said.even:
        return split, dict(zip(split.keys, evenly(len(split.keys)), strict=True))
    names = [seat.name for seat in named]
    if not names and len(said.shares) == 1 and len(split.keys) > 1:
        raise PuzzledError(f"whose share {said.shares[0]:f} % is")
    if len(names) == 1 and len(said.shares) == 1:
        return split, _one_share(split, names[0], said.shares[0])
    order = [*names, *(key for key in split.keys if key not in names)]
    parts = shares(said.shares, order, request.answers)
    by_name = dict(zip(order, parts, strict=True))
    return split, {key: by_name[key] for key in split.keys}


def _by_place(said: Wished, now: Current, request: Request) -> tuple[Split, dict[str, Decimal]]:
    """`make the second one 60%`: the second of those that share visitors."""
    split = _split(said, [], now, request)
    place = said.ordinal if said.ordinal > 0 else len(split.keys)
    if len(said.shares) != 1 or place > len(split.keys):
        raise PuzzledError(f"which share is meant: {split.label} are {len(split.keys)}")
    return split, _one_share(split, split.keys[place - 1], said.shares[0])


def _one_share(split: Split, name: str, share: Decimal) -> dict[str, Decimal]:
    """The others keep their proportion to each other."""
    if share > _WHOLE:
        raise PuzzledError(f"a share of {share:f} %")
    others = [
        (key, Decimal(str(weight))) for key, weight in zip(split.keys, split.weights, strict=True) if key != name
    ]
    rest = scaled([weight for _, weight in others], _WHOLE - share)
    by_name = {name: share} | {key: part for (key, _), part in zip(others, rest, strict=True)}
    return {key: by_name[key] for key in split.keys}


def _split(said: Wished, names: Sequence[str], now: Current, request: Request) -> Split:
    """The one place whose shares are meant."""
    splits = now.splits()
    if not splits:
        raise PuzzledError(f"which shares are meant: {now.name!r} has no place with several pages")
    fitting = [one for one in splits if set(names) <= set(one.keys)] if names else list(splits)
    fitting = [one for one in fitting if said.role in ("", one.type)] or ([] if names else fitting)
    if len(fitting) > 1 and not said.even and len(said.shares) > 1:
        fitting = [one for one in fitting if len(one.keys) == len(said.shares)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    answer = request.answers.get("split")
    if answer:
        return next(one for one in splits if one.step == answer["step"])
    if not fitting:
        raise PuzzledError(f"how {' and '.join(names)} share visitors: they are not in one place")
    choices = [Choice(one.label, {"step": one.step}) for one in fitting]
    raise QuestionError(
        f"{now.name!r} shares visitors in {len(fitting)} places. Which one do you mean?", "split", choices
    )
