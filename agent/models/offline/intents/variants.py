"""Which variant is better, whether that is real, and weights that follow from it."""

import re
from dataclasses import replace

from funnels.pictures.clean import harmless
from funnels.reports import METRIC

from ..outcome import Json
from ..request import Action, Request
from ..results import Filter, Inquiry
from ..results.judging import judged, waited_for
from .split_meant import Meant, split_meant

_PAGES = ("Element: Lander", "Element: Offer")
_WINNER = re.compile(r"\b(?:winner|winning|best|better|champion)\b", re.IGNORECASE)
USUAL_PERIOD = "last 30 days"


def variants(request: Request, asked: Inquiry) -> Action:
    asked, data, _ = _compared(request, asked)
    asked = replace(asked, ranked=tuple(str(one["name"]) for one in data["arms"]))
    return Action(judged(data, _named(asked, data)), inquiry=asked)


def when_sure(request: Request, asked: Inquiry) -> Action:
    asked, data, _ = _compared(request, asked)
    return Action(waited_for(data), inquiry=asked)


def reweight(request: Request, asked: Inquiry) -> Action:
    """A plan with the suggested shares; nothing where it is too early for any."""
    asked, data, meant = _compared(request, asked)
    only_winner = asked.subject == "winner" or _WINNER.search(request.text)
    if not data["operations"] or (only_winner and data["verdict"] != "winner"):
        text = f"{judged(data)}\nSo I suggest no other shares, and nothing is planned."
        return Action(text, inquiry=replace(asked, kind="variants"))
    shares = ", ".join(
        f"{harmless(str(one['name']))} {one['suggested']} %" for one in data["arms"] if one.get("suggested")
    )
    text = f"{data['reading']}\nSo I plan for {harmless(str(data['step']['name']))}: {shares}."
    given: Json = {"funnel": meant.funnel.id, "operations": data["operations"], "request": request.text}
    return Action(text, "plan_edit", given)


def rate_of(asked: Inquiry) -> Json:
    """By which rate the variants are judged, where one is named; of each view of the variant itself."""
    rates = [id for id in asked.metrics if METRIC[id].is_ratio]
    short = {"conversionPer": "cvr", "revenuePer": "epv"}
    known = [next((said for head, said in short.items() if id.startswith(head)), id) for id in rates]
    return {"metric": known[0]} if known else {}


def _named(asked: Inquiry, data: Json) -> str:
    """The one variant that the question names."""
    named = [name for one in asked.filters if one.attribute in _PAGES for _, name in one.values]
    arms = {str(one["name"]) for one in data["arms"]}
    return named[0] if len(named) == 1 and named[0] in arms else ""


def _compared(request: Request, asked: Inquiry) -> tuple[Inquiry, Json, Meant]:
    meant = split_meant(request, asked)
    period = asked.period or USUAL_PERIOD
    given = {"funnel": meant.funnel.id, "step": meant.split.step, "period": period}
    given |= rate_of(asked)
    data = request.know.data("compare_variants", **given)
    funnel = Filter("Element: Funnel", ((meant.funnel.id, meant.funnel.name),))
    return replace(asked, period=period).only(funnel), data, meant
