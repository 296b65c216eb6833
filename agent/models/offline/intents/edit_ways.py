"""What else can be changed about a funnel: its name, its group, an address outside."""

from ..assets.patterns import GOES_ON
from ..drawing.frame import free_name, group
from ..drawing.naming import take_frame
from ..drawing.sketch import Sketch
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..talking.current import Current
from ..tokens import Sign, Token

_LIGHT = (
    Sign.FILLER, Sign.IT, Sign.FUNNEL, Sign.TO, Sign.RENAME, Sign.CALLED, Sign.STOP, Sign.CHANGE, Sign.BUILD,
    Sign.IN, Sign.AS,
    Sign.GROUP, Sign.COLON, Sign.INSTEAD, Sign.SET, Sign.BY, Sign.YES, Sign.REST, Sign.TRAFFIC, Sign.REPLACE,
    Sign.WITH, Sign.USE,
    Sign.COMMA, Sign.AND,
)  # fmt: skip


def rename(tokens: list[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    leads = [place for place, token in enumerate(tokens) if token.sign in (Sign.TO, Sign.AS, Sign.CALLED, Sign.COLON)]
    start = (
        leads[0] + 1 if leads else next(place for place, token in enumerate(tokens) if token.sign is Sign.RENAME) + 1
    )
    words = [token for token in tokens[start:] if token.sign is not Sign.STOP]
    if not leads:
        words = [token for token in words if token.sign not in (Sign.IT, Sign.FUNNEL)]
    if not words:
        raise QuestionError(f"What should {now.name!r} be called?", "rename", takes="name", joins=" to {}")
    if not leads:
        _asks_for_another(words)
    strange = [token for token in tokens[:start] if token.sign not in (*_LIGHT, Sign.CALLED, Sign.COLON)]
    if strange:
        raise PuzzledError(
            f"what {' '.join(token.text for token in strange)!r} is: say the name of what gets another"
        )
    quoted = [token for token in words if token.sign is Sign.QUOTED]
    name = quoted[0].text if quoted else request.text[words[0].start : words[-1].end]
    if not quoted and GOES_ON.search(f" {name} "):
        raise PuzzledError(f"where the new name ends in {name!r}; put it in quotes")
    if free_name(name, request.know) != name:
        raise PuzzledError(f"how to tell two funnels apart: there is one called {name!r} already")
    return [{"op": "rename", "step": None, "name": name}], f"its name becomes {name}"


def _asks_for_another(words: list[Token]) -> None:
    """`rename Keto Story`: the name of a page is what gets another, and not what the funnel should be called."""
    named = [one.name for token in words for one in token.candidates if one.exact]
    if named:
        raise QuestionError(f"What should {named[0]!r} be called?", "rename", takes="name", joins=" to {}")


def move_to_group(tokens: list[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    sketch = Sketch()
    left = take_frame(tokens, sketch)
    _all_light(left)
    if sketch.group is None:
        raise QuestionError(f"Into which group should {now.name!r} go?", "into", takes="name", joins=" {}")
    reference = group(sketch.group, request.know, request.answers, is_new=sketch.group_is_new)
    name = reference if isinstance(reference, str) else reference["name"]
    return [{"op": "set_group", "group": reference}], f"it moves to the group {name}"


def set_address(tokens: list[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    """`everyone else to https://…`: the address of an outside step."""
    urls = [token for token in tokens if token.sign is Sign.URL]
    _all_light([token for token in tokens if token.sign is not Sign.URL])
    steps = now.addresses()
    if any(token.sign is Sign.REST for token in tokens):
        steps = [key for key in steps if now.is_for_the_rest(key)]
    known = {str(now.steps[key]["url"]): key for key in steps}
    old = [known[token.text] for token in urls if token.text in known]
    new = [token for token in urls if token.text not in known]
    if len(new) != 1:
        raise PuzzledError("which address should come")
    answer = request.answers.get("address")
    chosen = old or ([str(answer["step"])] if answer else steps)
    if len(chosen) > 1:
        choices = [Choice(f"{key} ({url})", {"step": key}) for url, key in known.items()]
        raise QuestionError(f"Which address should become {new[0].text}?", "address", choices)
    if not chosen:
        raise PuzzledError(f"which address should become {new[0].text}; say who should go there")
    return [{"op": "set_url", "step": chosen[0], "url": new[0].text}], f"{chosen[0]} leads to {new[0].text}"


def _all_light(tokens: list[Token]) -> None:
    strange = [token for token in tokens if token.sign not in _LIGHT]
    if strange:
        raise PuzzledError(repr(" ".join(token.text for token in strange)))
