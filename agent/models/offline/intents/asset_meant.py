"""The asset that a job is about. None is picked where several fit, and none deleted by half a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from funnels.names import folded

from ..assets import IT, Job, Kind
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..planned import Asset
from ..recognising.corrections import is_slip, misspelled
from ..recognising.numbers import ORDINALS
from ..request import Request
from ..talking.current import current

_NAMED = ("page", "funnel", "funnel_group", "traffic_source", "offer_source", "visitor_tag", "category", "condition")
"""The families that are meant where none is said."""

_MOST = 8


@dataclass(frozen=True, slots=True)
class Meant:
    asset: Asset
    remark: str = ""
    """How the words were read, where they are not the name."""


def asset_meant(job: Job, name: str, request: Request) -> Meant:
    """The one asset that `name` stands for in the job."""
    if name == IT:
        return Meant(_it(job.kind, request))
    if job.kind and (number := ordinal_of(name)):
        return Meant(_page_of_funnel(job.kind, request, number))
    known = _known(job, name, request)
    exact = [one for one in known if folded(one.name) == folded(name)]
    if answer := request.answers.get(_key(name)):
        return Meant(Asset(answer["family"], answer["id"], answer["name"], answer["page_type"]))
    if len(exact) == 1:
        return Meant(exact[0])
    if not known:
        there = "the archive" if job.do == "unarchive" else "the account"
        raise PuzzledError(
            f"which {job.kind.shown if job.kind else 'asset'} {name!r} is: {there} has nothing like it"
        )
    if not exact and job.do != "delete" and len(slips := [one for one in known if is_slip(name, one.name)]) == 1:
        return Meant(slips[0], f"By {name!r} I understand the {shown(slips[0])}.")
    if not exact and len(known) == 1 and job.do != "delete" and misspelled(name, known[0].name) < 2:
        return Meant(known[0], f"By {name!r} I understand the {shown(known[0])}.")
    raise _which(name, exact or known, exact=bool(exact))


def ordinal_of(name: str) -> int:
    """`second` of `the second offer`; 0 for a name."""
    found = ORDINALS.get(name.lower().removesuffix(" one"))
    return int(found) if found else 0


def is_exactly(job: Job, name: str, request: Request) -> bool:
    """Whether something is called just so."""
    return name == IT or any(folded(one.name) == folded(name) for one in _known(job, name, request))


def shown(asset: Asset) -> str:
    return f"{Kind(asset.family, asset.page_type).shown} {asset.name!r}"


def _known(job: Job, name: str, request: Request) -> list[Asset]:
    asked: Json = {"query": name, "limit": 50}
    if job.kind:
        asked |= {"family": job.kind.family} | ({"page_type": job.kind.page_type} if job.kind.page_type else {})
    if job.do == "unarchive":
        asked["status"] = "archived"
    found = request.know.data("find_assets", **asked).get("assets", ())
    families = (job.kind.family,) if job.kind else _NAMED
    return [
        Asset(one["family"], one["id"], one["name"], one.get("page_type") or "")
        for one in found
        if one["family"] in families
    ]


def _which(name: str, known: Sequence[Asset], *, exact: bool) -> QuestionError:
    problem = f"{len(known)} assets are called {name!r}" if exact else f"Nothing is called just {name!r}"
    names = [one.name for one in known]
    choices = [
        Choice(
            one.name if names.count(one.name) == 1 else f"{shown(one)} [{one.id}]",
            {"id": one.id, "name": one.name, "family": one.family, "page_type": one.page_type},
            Kind(one.family, one.page_type).shown,
        )
        for one in known[:_MOST]
    ]
    more = len(known) - len(choices)
    return QuestionError(f"{problem}. Which one do you mean?", _key(name), choices, more=more)


def _key(name: str) -> str:
    return f"asset|{name.lower()}"


def _it(kind: Kind | None, request: Request) -> Asset:
    """What was talked of last: an asset, else a page of the funnel, else the funnel."""
    last = request.state.asset
    if last and (kind is None or _fits(last, kind)):
        return last
    if kind is None or kind.family == "funnel":
        funnel = request.state.funnel
        if request.state.draft or funnel is None:
            raise PuzzledError("what is meant by 'it': say its name")
        return Asset("funnel", *funnel)
    if kind.family != "page" or not (request.state.funnel or request.state.draft):
        raise PuzzledError(f"which {kind.shown} is meant: say its name")
    return _page_of_funnel(kind, request)


def _fits(asset: Asset, kind: Kind) -> bool:
    return asset.family == kind.family and (not asset.page_type or kind.page_type in ("", asset.page_type))


def _page_of_funnel(kind: Kind, request: Request, number: int = 0) -> Asset:
    now = current(request, None)
    names = list(dict.fromkeys(seat.name for seat in now.seats() if kind.page_type in ("", seat.type)))
    if not names:
        raise PuzzledError(f"which {kind.shown} is meant: {now.name!r} has none")
    if number:
        if not 1 <= (number if number > 0 else len(names)) <= len(names):
            raise PuzzledError(f"which {kind.shown} is number {number}: {now.name!r} has {len(names)}")
        names = [names[number - 1 if number > 0 else -1]]
    key = f"asset of|{kind.shown}"
    answer = request.answers.get(key)
    if len(names) > 1 and not answer:
        choices = [Choice(name, {"name": name}) for name in names]
        raise QuestionError(f"{now.name!r} has {len(names)} {kind.shown}s. Which one do you mean?", key, choices)
    name = str(answer["name"]) if answer else names[0]
    job = Job("rename", name, 0, 0, 0, kind)
    return asset_meant(job, name, request).asset
