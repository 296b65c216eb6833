"""Jobs on single assets: `archive X`, `rename X to Y`, `set the payout of X to 45`, `make a new group Z`."""

from collections.abc import Sequence

from ..assets import IT, Job, address_told, jobs_in, payouts_told
from ..drawing.audience import AUDIENCE
from ..drawing.frame import free_name
from ..outcome import Json, PuzzledError, QuestionError
from ..planned import Asset
from ..request import Action, Request
from ..talking.current import current
from ..tokens import Sign, Token
from .asset_changes import FIELDS, made, wanted_name
from .asset_meant import Meant, asset_meant, is_exactly, ordinal_of, shown
from .edit import make_edits

_MANY = ("archive", "unarchive", "delete")
_SURE = (*_MANY, "rename")
_DONE = {"archive": "archive", "unarchive": "bring back", "delete": "delete for good", "duplicate": "copy"}
_JOINING = (Sign.AND, Sign.COMMA, Sign.SLASH)
_EITHER = ("or", "vs", "vs.", "versus", "against")
_STRUCTURE = (
    Sign.NEW, Sign.URL, Sign.TO, Sign.THEN, Sign.FOR, Sign.WITH, Sign.IN, Sign.FROM, Sign.ROUTE, Sign.BUTTON,
    Sign.ORDINAL, Sign.SPLIT, Sign.PERCENT, Sign.RATIO, Sign.REST, Sign.INSTEAD, Sign.STOP, Sign.AT, Sign.COLON,
    Sign.EVENLY, Sign.STICKY, Sign.PAYS, Sign.MONEY, Sign.OF,
)  # fmt: skip
"""Within a name, these tell of a funnel and its ways."""


def is_job(request: Request) -> bool:
    """Whether every clause is a job on an asset, and none about the inside of a funnel."""
    return bool(_jobs(request))


def is_surely_job(request: Request) -> bool:
    """`archive Casino Push T1 because it lost money`: a verb for single assets, and one that is named in full."""
    if request.has(Sign.HERE):
        return False
    jobs = jobs_in(request.text, request.tokens)
    if jobs and all(any(_is_named_in_full(job, request) for job in readings) for readings in jobs):
        return True
    return bool(address_told(request.text, request.tokens))


def _is_named_in_full(job: Job, request: Request) -> bool:
    return job.do in _SURE and _is_one_name(_tokens(job, request), job)


def tells_payouts(request: Request) -> bool:
    return bool(payouts_told(request.text, request.tokens))


def _jobs(request: Request) -> list[list[Job]]:
    jobs = jobs_in(request.text, request.tokens)
    if jobs and all(any(_is_one(job, request) for job in readings) for readings in jobs):
        return jobs
    told = address_told(request.text, request.tokens) or payouts_told(request.text, request.tokens)
    return [[job] for job in told]


def do_jobs(request: Request) -> Action:
    jobs = [_reading(readings, request) for readings in _jobs(request)]
    if len(jobs) == 1 and _is_inside(jobs[0], request):
        return make_edits(request)
    if len(jobs) == 1 and jobs[0].do == "rename" and _is_funnel(jobs[0], request):
        return _rename_funnel(jobs[0], request)
    changes: list[Json] = []
    said: list[str] = []
    for job in jobs:
        for change, words in _changes(job, request):
            changes.append(change)
            said.append(words)
    said += request.assumed()
    text = "\n".join(["I plan:", *(f"- {one}" for one in said)])
    return Action(text, "plan_changes", {"changes": changes, "request": request.text})


def _is_one(job: Job, request: Request) -> bool:
    inside = [token for token in request.tokens if job.start <= token.start and token.end <= job.end]
    if job.do == "create" or job.name == IT:
        return job.do != "duplicate" and not (job.name == IT and job.do == "delete" and job.kind and _role(job))
    if ordinal_of(job.name):
        return job.do in FIELDS and job.kind is not None and job.kind.family == "page" and _in_talk(request)
    if _is_one_name(inside, job):
        return job.do != "duplicate" or _is_no_funnel(inside, job)
    if not inside or any(token.sign in _STRUCTURE for token in inside):
        return False
    if any(token.text.lower() in _EITHER for token in inside):
        raise PuzzledError(f"which of them is meant by {request.text[job.start : job.end]!r}; say the one")
    if job.do not in _MANY and any(token.sign in _JOINING for token in inside):
        return False
    who = all(token.sign in (*AUDIENCE, *_JOINING, Sign.FILLER, Sign.TRAFFIC) for token in inside)
    return job.do != "duplicate" and (job.kind is not None or not who)


def _in_talk(request: Request) -> bool:
    return request.state.funnel is not None or request.state.draft is not None


def _role(job: Job) -> str:
    return job.kind.page_type if job.kind else ""


def _is_one_name(inside: Sequence[Token], job: Job) -> bool:
    return len(inside) == 1 and any(one.exact for one in inside[0].candidates)


def _is_no_funnel(inside: Sequence[Token], job: Job) -> bool:
    families = {one.family for token in inside for one in token.candidates if one.exact}
    return "funnel" not in families and (job.kind is None or job.kind.family != "funnel")


def _reading(readings: Sequence[Job], request: Request) -> Job:
    fitting = [job for job in readings if _is_one(job, request)]
    if len(fitting) == 1 or fitting[0].do == "create":
        return fitting[0]
    return next((job for job in fitting if is_exactly(job, job.name, request)), fitting[0])


def _is_inside(job: Job, request: Request) -> bool:
    """`delete Sleep Quiz`, which the funnel in talk shows: it goes from there, and stays in the account."""
    if not (request.state.funnel or request.state.draft):
        return False
    if job.name == IT and job.do == "rename":
        return request.state.draft is not None or request.state.open_edit is not None
    if job.do != "delete" or job.away or job.name == IT:
        return False
    pages = [one for token in _tokens(job, request) for one in token.of("page")]
    if not pages:
        return False
    return any(seat.name in {one.name for one in pages} for seat in current(request, None).seats())


def _is_funnel(job: Job, request: Request) -> bool:
    return asset_meant(job, job.name, request).asset.family == "funnel"


def _rename_funnel(job: Job, request: Request) -> Action:
    """As an edit, so that the funnel stays the one in talk."""
    asset = asset_meant(job, job.name, request).asset
    _is_told(job)
    name = wanted_name(job, asset, request)
    if free_name(name, request.know) != name:
        raise PuzzledError(f"how to tell two funnels apart: there is one called {name!r} already")
    operations: list[Json] = [{"op": "rename", "step": None, "name": name}]
    text = f"I change {asset.name!r}:\n- its name becomes {name}"
    return Action(text, "plan_edit", {"funnel": asset.id, "operations": operations, "request": request.text})


def _is_told(job: Job) -> None:
    if not job.is_whole:
        raise PuzzledError(f"where the name ends in {job.value or job.name!r}; put it in quotes")


def _changes(job: Job, request: Request) -> list[tuple[Json, str]]:
    if job.do == "create":
        _is_told(job)
        return [made(job, request)]
    return [_change(job, meant, request) for meant in _all_meant(job, request)]


def _change(job: Job, meant: Meant, request: Request) -> tuple[Json, str]:
    asset = meant.asset
    change: Json = {"do": job.do, "family": asset.family, "id": asset.id}
    remark = f" ({meant.remark.rstrip('.')})" if meant.remark else ""
    if job.do in FIELDS:
        fields, said = FIELDS[job.do](job, asset, request)
        return {**change, **fields}, f"{said}{remark}"
    if job.do == "duplicate":
        _is_told(job)
        change["as"] = job.value or _asked_name(asset, request)
        return change, f"copy the {shown(asset)} as {change['as']!r}{remark}"
    return change, f"{_DONE[job.do]} the {shown(asset)}{remark}"


def _asked_name(asset: Asset, request: Request) -> str:
    key = f"copy of|{asset.id}"
    if answer := request.answers.get(key):
        return str(answer["name"])
    raise QuestionError(f"What should the copy of {asset.name!r} be called?", key, takes="name")


def _all_meant(job: Job, request: Request) -> list[Meant]:
    """One, or several that are joined by commas and `and`."""
    inside = _tokens(job, request)
    joining = [token for token in inside if token.sign in _JOINING]
    if job.do not in _MANY or not joining or is_exactly(job, job.name, request):
        return [asset_meant(job, job.name, request)]
    places = [job.start, *(place for token in joining for place in (token.start, token.end)), job.end]
    names = [request.text[start:end].strip(" \"'") for start, end in zip(places[::2], places[1::2], strict=True)]
    return [asset_meant(job, name, request) for name in names if name]


def _tokens(job: Job, request: Request) -> list[Token]:
    return [token for token in request.tokens if job.start <= token.start and token.end <= job.end]
