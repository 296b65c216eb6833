"""`keep visitors on the same lander`, `make the offers sticky`, and the other way round."""

from collections.abc import Sequence

from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..talking.current import Current
from ..tokens import Sign, Token

_LIGHT = (
    Sign.FILLER, Sign.BUILD, Sign.CHANGE, Sign.SET, Sign.IT, Sign.TRAFFIC, Sign.BOTH, Sign.AND, Sign.SPLIT, Sign.YES,
    Sign.STOP, Sign.COMMA, Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.STICKY, Sign.USE, Sign.SAME, Sign.FOR,
    Sign.FUNNEL, Sign.OF, Sign.WITH,
)  # fmt: skip
_OFF = (Sign.NOT, Sign.NO, Sign.REMOVE)


def set_rotation(tokens: Sequence[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    strange = [token for token in tokens if token.sign not in (*_LIGHT, *_OFF)]
    if strange:
        raise PuzzledError(repr(" ".join(token.text for token in strange)))
    off = _is_off(tokens)
    role = next((token.sign.value for token in tokens if token.sign in (Sign.LANDER, Sign.OFFER)), "")
    step = _step(role, now, request)
    if role and any(token.sign is Sign.REMOVE for token in tokens):
        raise PuzzledError(f"whether the {role} should go or visitors need not stay with it")
    rotation = "plain" if off else "sticky"
    means = "stay with the page they saw first" if rotation == "sticky" else "are shared anew each time"
    return [{"op": "set_rotation", "step": step, "rotation": rotation}], f"{step}: visitors {means}"


def _is_off(tokens: Sequence[Token]) -> bool:
    """Whether it says not to: in front of everything, or right before `sticky`."""
    words = [token for token in tokens if token.sign is not Sign.FILLER]
    for place, token in enumerate(words):
        if token.sign not in _OFF:
            continue
        if place and (place + 1 >= len(words) or words[place + 1].sign is not Sign.STICKY):
            raise PuzzledError(f"what {token.text!r} belongs to; say 'make it not sticky'")
        return True
    return False


def _step(role: str, now: Current, request: Request) -> str:
    answer = request.answers.get("rotation")
    if answer:
        return str(answer["step"])
    fitting = [one for one in now.splits() if role in ("", one.type)]
    if not fitting:
        raise PuzzledError(
            f"what to keep: {now.name!r} has no place with several {role or 'page'}s, so all see the same anyway"
        )
    if len(fitting) == 1:
        return fitting[0].step
    choices = [Choice(one.label, {"step": one.step}) for one in fitting]
    raise QuestionError(f"{now.name!r} shares visitors in {len(fitting)} places. Which one?", "rotation", choices)
