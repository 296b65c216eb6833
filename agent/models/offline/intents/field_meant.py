"""Words such as `section`, `zone` or `widget` become a tracking field of the traffic source that is meant."""

from collections.abc import Sequence
from dataclasses import replace

from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..results import Filter, Inquiry
from ..results.attributes import FIELD
from ..results.fields import Field, alike, exactly, is_vague

_SOURCE = "Third Parties: Traffic Source"
_MOST_SOURCES = 20
_PERIOD = "last 30 days"


def told_apart(request: Request, asked: Inquiry) -> Inquiry:
    """With the fields in the place of the words. Asks where several sources have such a field."""
    named = [*asked.by, *(one.attribute for one in asked.filters)]
    for word in dict.fromkeys(one.removeprefix(FIELD) for one in named if one.startswith(FIELD)):
        has_value = any(one.attribute == f"{FIELD}{word}" for one in asked.filters)
        source, field = _field(request, asked, word, exactly_so=has_value)
        by = tuple(field.attribute if one == f"{FIELD}{word}" else one for one in asked.by)
        filters = tuple(
            replace(one, attribute=field.attribute) if one.attribute == f"{FIELD}{word}" else one
            for one in asked.filters
        )
        asked = replace(asked, by=tuple(dict.fromkeys(by)), filters=filters).only(Filter(_SOURCE, (source,)))
        asked = asked.noting(f"{word!r} as field {field.slot} ({field.alias}) of {field.source}")
    return asked


def _field(request: Request, asked: Inquiry, word: str, *, exactly_so: bool = False) -> tuple[tuple[str, str], Field]:
    named = asked.filter(_SOURCE)
    sources = named.values if named else _of_funnel(request, asked) or _all(request)
    known = fields_of(request, sources)
    exact, near = exactly(word, known), alike(word, known)
    fitting = (
        list({one.source: one for one in (*near, *exact)}.values())
        if is_vague(word) and not named and not exactly_so
        else exact
    )
    fitting = fitting or near
    if not fitting:
        fields = "; ".join(f"{name} has {', '.join(slots.values()) or 'none'}" for name, slots in known.items())
        raise PuzzledError(f"which tracking field the {word} is: {fields or 'there is no traffic source'}")
    field = fitting[0] if len(fitting) == 1 else _chosen(request, word, fitting)
    return next(one for one in sources if one[1] == field.source), field


def _all(request: Request) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.name) for one in request.know.all_of("traffic_source", limit=_MOST_SOURCES))


def _of_funnel(request: Request, asked: Inquiry) -> tuple[tuple[str, str], ...]:
    """The sources whose traffic came to the funnel that is asked about."""
    funnel = asked.filter("Element: Funnel")
    if funnel is None:
        return ()
    period = asked.period or _PERIOD
    data = request.know.data("report", by=[_SOURCE], period=period, metrics=["visits"], filters=[funnel.argument()])
    return tuple((str(row["keys"][0]["id"]), str(row["keys"][0]["name"])) for row in data["rows"])


def fields_of(request: Request, sources: Sequence[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Names of the fields by slot, of each source."""
    if not sources:
        return {}
    documents = request.know.data("get_assets", family="traffic_source", ids=[id for id, _ in sources])["assets"]
    by_id: dict[str, Json] = {str(one["idTrafficSource"]): one for one in documents}
    return {name: _slots(by_id[id]) for id, name in sources if id in by_id}


def _slots(document: Json) -> dict[str, str]:
    fields = document.get("trackingFieldSlots") or {}
    return {slot: str(one["name"]) for slot, one in fields.items() if one and one.get("name")}


def _chosen(request: Request, word: str, fitting: Sequence[Field]) -> Field:
    key = f"field|{word}"
    if answer := request.answers.get(key):
        return next(one for one in fitting if one.source == answer["name"])
    choices = [Choice(one.source, {"name": one.source}, f"{one.alias}, {one.slot}") for one in fitting]
    text = f"{len(fitting)} traffic sources have a field for the {word}. Which one do you mean?"
    raise QuestionError(text, key, choices)
