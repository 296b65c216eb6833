"""Who is meant by countries, devices, systems and browsers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..tokens import Sign, Token
from .gadgets import Gadget, gadgets

AUDIENCE = (Sign.PLACE, Sign.DEVICE, Sign.UNSETTLED)
BETWEEN = (
    Sign.AND, Sign.COMMA, Sign.SLASH, Sign.FILLER, Sign.TRAFFIC, Sign.FROM, Sign.IN, Sign.AT, Sign.OF,
    Sign.NOT, Sign.FOR,
)  # fmt: skip
"""What may stand among the words for an audience."""

_MOST_CODES_IN_A_NAME = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One way to belong to an audience: of each attribute one of the values (or none of them)."""

    having: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rules(self) -> list[Json]:
        wanted = [{"attribute": attribute, "any in": list(values)} for attribute, values in self.having.items()]
        return wanted + [
            {"attribute": attribute, "not in": list(values)} for attribute, values in self.lacking.items()
        ]


@dataclass(frozen=True, slots=True)
class Audience:
    parts: tuple[Part, ...]
    name: str
    words: str

    def when(self) -> Json | list[Json]:
        if len(self.parts) == 1:
            return self.parts[0].rules()
        return {"any": [{"all": part.rules()} for part in self.parts]}


def audience(tokens: Sequence[Token], answers: Mapping[str, Json]) -> Audience:
    """What the tokens of one run mean together. Asks where a region has no settled members."""
    tokens = _without_defined(tokens)
    if kinds := gadgets(tokens):
        return _of_gadgets(tokens, kinds, answers)
    parts: list[tuple[dict[str, list[str]], dict[str, list[str]]]] = [({}, {})]
    negated, denied, separated, last = False, "", False, ""
    for token in tokens:
        if token.sign is Sign.NOT:
            negated = True
        elif token.sign in (Sign.AND, Sign.COMMA, Sign.SLASH):
            separated = True
        elif token.sign in AUDIENCE:
            attribute, values = _meaning(token, answers)
            negated &= separated or denied in ("", attribute)  # `not from DACH on mobile` are on mobile
            denied = attribute if negated else ""
            if separated and attribute != last and attribute in parts[-1][0] and len(parts[-1][0]) > 1:
                parts.append(({}, {}))
            known = parts[-1][1 if negated else 0].setdefault(attribute, [])
            known += [value for value in values if value not in known]
            separated, last = False, attribute
    words = said_together(tokens)
    _same_attributes(parts, words)
    if len(parts) == 1 and _has_device_between(tokens):
        raise PuzzledError(f"who {words!r} are; give each country its own devices, or say the devices at the end")
    read = tuple(Part(*({key: tuple(values) for key, values in side.items()} for side in part)) for part in parts)
    return Audience(read, _name(tokens, read), words)


def _without_defined(tokens: Sequence[Token]) -> list[Token]:
    """`tier 1 (US, UK, Canada)`: the list says which countries are meant."""
    left: list[Token] = []
    for token in tokens:
        if token.sign is Sign.PLACE and left and left[-1].sign is Sign.UNSETTLED and token.start == left[-1].end + 2:
            left.pop()
        left.append(token)
    return left


def _of_gadgets(tokens: Sequence[Token], kinds: Sequence[Gadget], answers: Mapping[str, Json]) -> Audience:
    words = said_together(tokens)
    told = [token.sign is Sign.DEVICE for token in tokens if token.sign in AUDIENCE]
    if (
        any(token.sign is Sign.NOT for token in tokens)
        or (not told[0] and not told[-1])
        or told != sorted(told, reverse=told[0])
    ):
        raise PuzzledError(f"who {words!r} are; say the devices at the end")
    others = [token for token in tokens if token.sign is not Sign.DEVICE]
    where = (
        audience(others, answers) if any(token.sign in AUDIENCE for token in others) else Audience((Part(),), "", "")
    )
    parts = tuple(Part({**part.having, **kind}, part.lacking) for part in where.parts for kind in kinds)
    named = [where.name, _name((), [Part(kind) for kind in kinds])]
    return Audience(parts, "_".join(filter(None, named))[:60], words)


def _has_device_between(tokens: Sequence[Token]) -> bool:
    """`Germany, mobile Austria`: the device may be meant for one country or for both."""
    kinds = [token.sign is Sign.DEVICE for token in tokens if token.sign in AUDIENCE]
    return any(kinds) and not kinds[0] and not kinds[-1]


def said_together(tokens: Sequence[Token]) -> str:
    """The words with their marks where a writer puts them."""
    return " ".join(token.text for token in tokens).replace(" ,", ",").replace(" / ", "/")


def codes_in(tokens: Sequence[Token], answers: Mapping[str, Json]) -> tuple[str, ...]:
    """Only the countries, in the order said."""
    found = [
        code for token in tokens if token.sign in (Sign.PLACE, Sign.UNSETTLED) for code in _meaning(token, answers)[1]
    ]
    return tuple(dict.fromkeys(found))


def _meaning(token: Token, answers: Mapping[str, Json]) -> tuple[str, tuple[str, ...]]:
    if token.sign is not Sign.UNSETTLED:
        return token.attribute or "country", token.values
    answer = answers.get(f"region|{token.text.lower()}")
    if answer:
        return "country", tuple(answer["codes"])
    proposal = token.attribute
    choices = [Choice(proposal, {"codes": proposal.split(", ")})] if proposal else []
    raise QuestionError(
        f"Which countries do you mean by {token.text!r}? People mean different ones by it; please name them.",
        f"region|{token.text.lower()}",
        choices,
        takes="countries",
    )


def _same_attributes(parts: Sequence[tuple[dict[str, list[str]], dict[str, list[str]]]], words: str) -> None:
    if len({frozenset(part[0]) for part in parts}) > 1:
        said = " or ".join(" ".join("/".join(values) for values in part[0].values()) for part in parts)
        raise PuzzledError(
            f"who {words!r} are ({said}?); give each country its own devices, or leave the devices out"
        )


def _name(tokens: Sequence[Token], parts: Sequence[Part]) -> str:
    """A route name out of the words: `dach`, `us_ca_mobile`, `not_us`."""
    regions = [token for token in tokens if token.sign in (Sign.PLACE, Sign.UNSETTLED)]
    words: list[str] = []
    for part in parts:
        told = [(False, *one) for one in part.having.items()] + [(True, *one) for one in part.lacking.items()]
        for lacks, attribute, values in told:
            words += ["not"] if lacks else []
            if attribute == "country" and len(regions) == 1 and len(values) > 1:
                words += regions[0].text.lower().replace("&", " ").replace("-", " ").split()
            elif len(values) > _MOST_CODES_IN_A_NAME:
                words += [*values[: _MOST_CODES_IN_A_NAME - 1], "more"]
            else:
                words += values
    return "_".join("".join(char for char in word.lower() if char.isascii() and char.isalnum()) for word in words)[
        :60
    ]
