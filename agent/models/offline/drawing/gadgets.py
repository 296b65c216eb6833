"""Devices side by side of which any will do: `iPhones & iPads`, `desktops and Android tablets`."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..outcome import PuzzledError
from ..recognising.devices import MADE_FOR
from ..tokens import Sign, Token

Gadget = Mapping[str, tuple[str, ...]]
"""Attribute -> values, all of which hold."""

_SYSTEMS = ("ios", "windows", "macos")
_MARKS = (Sign.AND, Sign.COMMA, Sign.SLASH)


def gadgets(tokens: Sequence[Token]) -> list[Gadget]:
    """None where the words are but one kind of device, or narrow each other down: `Android, mobile`."""
    phrases = _phrases(tokens)
    told = [_gadget(phrase) for phrase in phrases]
    if not any(_is_own(phrase) for phrase in phrases) and not _are_alternatives(tokens, phrases, told):
        return []
    merged: list[dict[str, tuple[str, ...]]] = []
    for one in told:
        if merged and merged[-1].keys() == one.keys() and len(one) == 1:
            merged[-1] = {key: (*merged[-1][key], *values) for key, values in one.items()}
        else:
            merged.append(dict(one))
    return [one for one in merged if not any(_implies(one, other) for other in merged if other is not one)]


def _phrases(tokens: Sequence[Token]) -> list[list[Token]]:
    """`iPhones`, `Android tablets`: what stands between marks."""
    phrases: list[list[Token]] = [[]]
    for token in tokens:
        if token.sign in _MARKS:
            phrases.append([])
        elif token.sign is Sign.DEVICE:
            phrases[-1].append(token)
    return [phrase for phrase in phrases if phrase]


def _gadget(phrase: Sequence[Token]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for token in phrase:
        found[token.attribute] = (*found.get(token.attribute, ()), *token.values)
        if _is_own([token]):
            attribute, values = MADE_FOR[token.text.lower()]
            found[attribute] = values
    return found


def _is_own(phrase: Sequence[Token]) -> bool:
    return any(token.text.lower() in MADE_FOR for token in phrase)


def _are_alternatives(
    tokens: Sequence[Token], phrases: Sequence[Sequence[Token]], told: Sequence[Mapping[str, tuple[str, ...]]]
) -> bool:
    found = False
    for (one, other), (first, second) in zip(pairwise(phrases), pairwise(told), strict=True):
        if first.keys() == second.keys():
            continue
        joined = any(token.sign is Sign.AND for token in tokens if one[-1].start < token.start < other[0].start)
        if _is_noun(one[-1]) and (joined or _is_noun(other[-1])):
            found = True
        elif first.keys().isdisjoint(second.keys()):
            found |= joined
        elif len(first) > len(second):
            words = " ".join(token.text for token in (*one, *other))
            raise PuzzledError(f"who {words!r} are; give each its own way")
    return found


def _is_noun(token: Token) -> bool:
    low = token.text.lower()
    return low.endswith("s") and low not in _SYSTEMS


def _implies(one: Gadget, other: Gadget) -> bool:
    """Whether whoever is `one` is `other` anyway."""
    return all(key in one and set(one[key]) <= set(values) for key, values in other.items()) and one != other
