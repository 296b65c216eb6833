"""What changes about an asset, and what a new one is made of."""

from collections.abc import Callable, Mapping

from funnels.names import folded

from ..assets import Job, Kind
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..planned import Asset
from ..recognising.numbers import MONEY, amount
from ..request import Request
from ..tokens import Sign
from .asset_meant import asset_meant, shown

Change = Callable[[Job, Asset, Request], tuple[Json, str]]

_COSTS = {"each visit": "cpe", "each conversion": "cpa"}
_CATEGORIES = {
    "lander": "lander",
    "offer": "offer",
    "traffic source": "trafficsources",
    "network": "offersources",
    "offer source": "offersources",
    "condition": "condition",
    "tag": "visitorTag",
}
_MADE = ("funnel_group", "visitor_tag", "offer_source")


def _rename(job: Job, asset: Asset, request: Request) -> tuple[Json, str]:
    if not job.is_whole:
        raise PuzzledError(f"where the new name ends in {job.value!r}; put it in quotes")
    name = wanted_name(job, asset, request)
    _is_free(name, Kind(asset.family, asset.page_type), request)
    return _update(name=name), f"the {shown(asset)} is called {name!r}"


def wanted_name(job: Job, asset: Asset, request: Request) -> str:
    """The new name, which is asked for where none was said."""
    key = f"name of|{asset.id}"
    if job.value:
        return job.value
    if answer := request.answers.get(key):
        return str(answer["name"])
    raise QuestionError(f"What should the {shown(asset)} be called?", key, takes="name")


def _payout(job: Job, asset: Asset, request: Request) -> tuple[Json, str]:
    if asset.family != "page" or asset.page_type == "lander":
        raise PuzzledError(f"what the payout of the {shown(asset)} is: only offers pay")
    paid = _amount(job, asset, request)
    return _update(offerParams={"payout": paid}), f"the {shown(asset)} pays {paid}"


def _amount(job: Job, asset: Asset, request: Request) -> str:
    if job.value:
        found = MONEY.fullmatch(job.value)
        return f"{amount(next(filter(None, found.groups())) if found else job.value.strip()):f}"
    key = f"payout|{asset.name}"
    answer = request.answers.get(key)
    if not answer or answer["amount"] is None:
        raise QuestionError(f"What does {asset.name!r} pay per conversion now?", key, takes="amount")
    return str(answer["amount"])


def _url(job: Job, asset: Asset, request: Request) -> tuple[Json, str]:
    urls = [token for token in request.tokens if token.sign is Sign.URL and job.end <= token.start <= job.stop]
    if asset.family != "page":
        raise PuzzledError(f"what address the {shown(asset)} has: only landers and offers have one")
    if len(urls) != 1:
        raise PuzzledError(f"which address {job.value!r} is; it begins with https://")
    return _update(baseURL=urls[0].text), f"the {shown(asset)} is at {urls[0].text}"


def _network(job: Job, asset: Asset, request: Request) -> tuple[Json, str]:
    if asset.family != "page" or asset.page_type == "lander":
        raise PuzzledError(f"what the network of the {shown(asset)} is: only offers have one")
    wanted = Job("network", job.value, job.start, job.end, job.stop, Kind("offer_source"))
    network = asset_meant(wanted, job.value, request).asset
    return _update(
        offerParams={"idOfferSource": network.id}
    ), f"the {shown(asset)} is of the network {network.name!r}"


def _notes(job: Job, asset: Asset, _request: Request) -> tuple[Json, str]:
    if asset.family != "page":
        raise PuzzledError(f"where to write that of the {shown(asset)}: only landers and offers have notes")
    return _update(notes=job.value), f"the notes of the {shown(asset)} are {job.value!r}"


def _category(job: Job, asset: Asset, _request: Request) -> tuple[Json, str]:
    where = f"goes into the category {job.value!r}" if job.value else "is in no category"
    return {"do": "move", "category": job.value}, f"the {shown(asset)} {where}"


FIELDS: Mapping[str, Change] = {
    "rename": _rename,
    "payout": _payout,
    "url": _url,
    "network": _network,
    "notes": _notes,
    "category": _category,
}


def _update(**fields: object) -> Json:
    return {"do": "update", "fields": fields}


def made(job: Job, request: Request) -> tuple[Json, str]:
    """A new asset with the name; what else it needs is asked for."""
    kind = job.kind
    if kind is None:
        raise PuzzledError(f"what {job.name!r} should be")
    if kind.family != "category":
        _is_free(job.name, kind, request)
    fields: Json = {"name": job.name}
    if kind.family == "traffic_source":
        fields["costType"] = _cost_type(job.name, request)
    elif kind.family == "category":
        fields["categoryType"] = _category_type(job, request)
    elif kind.family not in _MADE:
        raise PuzzledError(f"how to make a {kind.shown} with nothing but a name")
    return {"do": "create", "family": kind.family, "fields": fields}, f"make the {kind.shown} {job.name!r}"


def _cost_type(name: str, request: Request) -> str:
    key = f"cost type|{name}"
    if answer := request.answers.get(key):
        return str(answer["type"])
    choices = [Choice(said, {"type": type}) for said, type in _COSTS.items()]
    raise QuestionError(f"What do you pay {name!r} for?", key, choices)


def _category_type(job: Job, request: Request) -> str:
    key = f"category of|{job.name}"
    if job.value:
        return _CATEGORIES[job.value.lower()]
    if answer := request.answers.get(key):
        return str(answer["type"])
    choices = [Choice(f"{of}s", {"type": type}) for of, type in _CATEGORIES.items() if of != "offer source"]
    raise QuestionError(f"What is the category {job.name!r} for?", key, choices)


def _is_free(name: str, kind: Kind, request: Request) -> None:
    taken = request.know.all_of(kind.family, query=name, page_type=kind.page_type, limit=50)
    if any(folded(one.name) == folded(name) for one in taken):
        raise PuzzledError(f"how to tell two apart: there is a {kind.shown} called {name!r} already")
