"""`If A beats B, give it 70 %`: done where the comparison says so for sure, else told how they stand."""

import re
from dataclasses import replace

from funnels.pictures.clean import harmless

from ..editing.items import Item, Kind
from ..editing.target import funnels_meant
from ..outcome import Json, PuzzledError
from ..recognising.recognise import recognise
from ..request import Action, Request
from ..results.claims import Claim, claim_of
from ..results.judging import judged
from ..results.line import Line
from ..results.put import plainly
from ..results.slots import read
from ..talking.current import Current, Split
from .edit import make_edits
from .edit_freely import items
from .variants import USUAL_PERIOD, rate_of

_FAVOUR = re.compile(r"\bin its favou?r\b", re.IGNORECASE)
_IT = re.compile(
    r"\b(?:it(?! \d+\s*[/:-]\s*\d)|that one|this one|the (?:clear )?winner|the better one)\b(?!')",
    re.IGNORECASE,
)
_LOSER = re.compile(r"\bthe (?:loser|losing one|worse one|other one|other)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"[,;.]?\s*\b(?:otherwise|else|if not),? (?:leave|keep|do nothing|nothing|don't|wait|all stays|it stays)\b[^.;]*",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"^(?:[^:;.]*\b(?:look|check|see|compare|watch)\b[^:;.]*[:;.,]\s*)", re.IGNORECASE)
_OPENS = re.compile(r"^(?:[\s,;:.]|then\b|please\b)+", re.IGNORECASE)


def waits_for_proof(request: Request) -> bool:
    return claim_of(request.text, request.tokens) is not None


def if_proven(request: Request) -> Action:
    claim = claim_of(request.text, request.tokens)
    if claim is None or claim.denied:
        raise PuzzledError("what to do where nothing is proven yet; say what should be done now")
    now = funnels_meant(request)[0]
    split = _any_split(request, now) if claim.anybody else _split(_about(request, claim, now), now)
    one = "" if claim.anybody else _named(_about(request, claim, now)[0], split)
    data = _compared(request, claim, now, split)
    winner = str(data["leader"]) if data["verdict"] == "winner" else ""
    if not winner or (one and (winner == one) is not claim.better):
        return Action(f"{judged(data, one)}\nSo what you would do then is not due, and nothing is planned.")
    action = make_edits(_then(request, claim, one or winner, split, now))
    return replace(action, text=f"{data['reading']}\nSo it is done. {action.text}")


def _any_split(request: Request, now: Current) -> Split:
    """The only place that can be meant."""
    roles = {item.role for item in items(request, now) if item.kind is Kind.ROLE and item.role}
    fitting = [one for one in now.splits() if not roles or one.type in roles]
    if len(fitting) != 1 or not now.id:
        raise PuzzledError(f"in which place of {now.name!r} there should be a winner")
    return fitting[0]


def _about(request: Request, claim: Claim, now: Current) -> list[Item]:
    """The page that is judged, then those it is compared with; `it` is the page before."""
    pages = [item for item in items(request, now) if item.kind is Kind.PAGE]
    within = [item for item in pages if claim.start <= item.start < claim.end]
    return [*[item for item in pages if item.start < claim.start][-1:], *within] if claim.of_it else within


def _split(about: list[Item], now: Current) -> Split:
    fitting = [one for one in now.splits() if about and all(_here(item, one) for item in about)]
    if len(fitting) != 1 or not now.id:
        names = " and ".join(repr(item.text) for item in about) or "that"
        raise PuzzledError(f"how to compare {names}: {now.name!r} does not share visitors between them in one place")
    return fitting[0]


def _here(item: Item, split: Split) -> bool:
    return any(seat.step == split.step for seat in item.seats)


def _named(item: Item, split: Split) -> str:
    names = {seat.name for seat in item.seats if seat.step == split.step}
    if len(names) != 1:
        raise PuzzledError(f"which page {item.text!r} is: it could be {' or '.join(map(harmless, sorted(names)))}")
    return names.pop()


def _compared(request: Request, claim: Claim, now: Current, split: Split) -> Json:
    """By the rate that the condition names, over the span that is told."""
    asked = read(plainly(Line(request.text, request.tokens)), "variants", "", 0).inquiry
    given: Json = {"funnel": now.id, "step": split.step, "period": asked.period or USUAL_PERIOD}
    return request.know.data("compare_variants", **given, **rate_of(asked))


def _then(request: Request, claim: Claim, one: str, split: Split, now: Current) -> Request:
    """What is wanted where it is true, with names for `it` and for the funnel."""
    before, after = request.text[: claim.start], _OPENS.sub("", request.text[claim.end :])
    text = _ELSE.sub("", f"{_LOOKS.sub('', before)}{after}").strip(" ,;")
    text = _IT.sub(f'"{one}"', _FAVOUR.sub(f'in favour of "{one}"', text))
    others = [key for key in split.keys if key != one]
    text = _LOSER.sub(f'"{others[0]}"', text) if len(others) == 1 else text
    if now.name.casefold() not in text.casefold():
        text = f"{now.name}: {text}"
    return replace(request, text=text, said=text, tokens=recognise(text, request.know.mentions(text)))
