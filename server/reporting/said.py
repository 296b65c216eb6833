"""Values as people say them in wishes. Each refuses what it cannot understand with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from funnels.blueprint import COUNTRIES, DEVICES
from funnels.errors import InputError
from funnels.names import folded, nearest

_ACTIONS = {str(number): number for number in range(1, 65)}
_MOST_VISITS = 10**9


@dataclass(frozen=True, slots=True)
class Buttons:
    """Shares of the views of a page: of each action, or in all with the actions in proportion."""

    whole: float | None = None
    by_action: Mapping[int, float] = field(default_factory=dict)


def percent(value: Any, place: str) -> float:
    """The fraction that is meant by `25`, `"25"` or `"25 %"`."""
    found = _decimal(str(value).strip().removesuffix("%").strip() if isinstance(value, str) else value, place)
    if not 0 <= found <= 100:
        raise InputError(f"{place}: {value!r} is no share.", hint="Say 0 to 100, in percent.")
    return float(found / 100)


def text(raw: object, place: str) -> str:
    if not isinstance(raw, str):
        raise InputError(f"{place}: a name, not {raw!r}.")
    return raw


def money(raw: object, place: str) -> Decimal:
    found = _decimal(raw, place)
    if not 0 <= found < 10**9:
        raise InputError(f"{place}: {raw!r} is no price.", hint="Say an amount of 0 or more.")
    return round(found, 6)


def count(raw: object, place: str) -> float:
    found = _decimal(raw, place)
    if found <= 0:
        raise InputError(f"{place}: {raw!r} are no visits.", hint="Say how many come a day.")
    if found > _MOST_VISITS:
        raise InputError(f"{place}: {raw!r} are more visits than there are.", hint=f"Say {_MOST_VISITS:,} at most.")
    return float(found)


def ctr(raw: object, place: str) -> dict[str, Buttons]:
    if not isinstance(raw, Mapping):
        return {"": Buttons(percent(raw, place))}
    return {str(page): _buttons(said, f"{place}.{page}") for page, said in raw.items()}


def _buttons(raw: object, place: str) -> Buttons:
    if not isinstance(raw, Mapping):
        return Buttons(percent(raw, place))
    shares = {_action(action, place): percent(share, f"{place}.{action}") for action, share in raw.items()}
    if sum(shares.values()) > 1:
        raise InputError(f"{place}: the actions add up to more than 100 %.", hint="A view has one action at most.")
    return Buttons(None, shares)


def _action(raw: object, place: str) -> int:
    if str(raw) not in _ACTIONS:
        raise InputError(f"{place}: {raw!r} is no action number.", hint="Say 1, 2 and so on.")
    return _ACTIONS[str(raw)]


def shares(raw: object, place: str) -> dict[str, float]:
    if not isinstance(raw, Mapping):
        return {"": percent(raw, place)}
    return {str(name): percent(share, f"{place}.{name}") for name, share in raw.items()}


def payouts(raw: object, place: str) -> dict[str, Decimal]:
    if not isinstance(raw, Mapping):
        return {"": money(raw, place)}
    return {str(name): money(one, f"{place}.{name}") for name, one in raw.items()}


def countries(raw: object, place: str) -> dict[str, float]:
    names = {folded(name): code for code, name in COUNTRIES.items()} | {code.casefold(): code for code in COUNTRIES}
    return _mix(raw, place, names, list(COUNTRIES.values()))


def devices(raw: object, place: str) -> dict[str, float]:
    return _mix(raw, place, {folded(one): one for one in DEVICES}, list(DEVICES))


def _mix(raw: object, place: str, names: Mapping[str, str], shown: Sequence[str]) -> dict[str, float]:
    """By code; what is left to 100 % is of others."""
    found: dict[str, float] = {}
    for said, share in mapping(raw, place).items():
        code = names.get(folded(str(said)))
        if code is None:
            near = nearest(str(said), shown, most=2)
            guess = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
            raise InputError(f"{place}: {said!r} is not known.", hint=guess)
        found[code] = found.get(code, 0.0) + percent(share, f"{place}.{said}")
    if not found or sum(found.values()) > 1.0001:
        raise InputError(
            f"{place}: the shares add up to {100 * sum(found.values()):g} %.", hint="Say up to 100 % in all."
        )
    return found


def mapping(raw: object, place: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise InputError(f"{place}: an object, not {raw!r}.")
    return {str(key): value for key, value in raw.items()}


def _decimal(raw: object, place: str) -> Decimal:
    try:
        found = Decimal(str(raw)) if not isinstance(raw, bool) else Decimal("NaN")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise InputError(f"{place}: {raw!r} is no number.")
    return found


def no_key(key: str, known: Sequence[str], place: str) -> InputError:
    near = nearest(key, known, most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return InputError(f"{place}.{key}: no such key here.", hint=f"{guess}It takes {', '.join(known)}.")
