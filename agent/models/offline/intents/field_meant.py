"""Words such as `section`, `zone` or `widget` become a tracking field of the traffic source that is meant."""

from collections.abc import Sequence
from dataclasses import replace

from ..outcome import Choice, PuzzledError, QuestionError
from ..request import Request
from ..results import Filter, Inquiry
from ..results.attributes import FIELD
from ..results.fields import Field, alike, exactly

_SOURCE = "Third Parties: Traffic Source"


def told_apart(request: Request, asked: Inquiry) -> Inquiry:
    """With the fields in the place of the words. Asks where several sources with traffic have such a field."""
    words = [one.removeprefix(FIELD) for one in asked.by if one.startswith(FIELD)]
    for word in words:
        field = _field(request, asked, word)
        id = _source_id(request, field.source)
        by = tuple(field.attribute if one == f"{FIELD}{word}" else one for one in asked.by)
        where = f"{field.slot} ({field.alias})" if field.alias else field.slot
        asked = replace(asked, by=by).only(Filter(_SOURCE, ((id, field.source),)))
        asked = asked.noting(f"{word!r} as field {where} of {field.source}")
    return asked


def _field(request: Request, asked: Inquiry, word: str) -> Field:
    fitting: Sequence[Field]
    known = request.know.data("report_fields")["fields"]
    exact, near = exactly(word, known), alike(word, known)
    if source := asked.filter(_SOURCE):
        names = [name for _, name in source.values]
        fitting = [one for one in exact if one.source in names] or [one for one in near if one.source in names]
        if not fitting:
            fields = ", ".join(alias for name in names for alias in known.get(name, {}).values()) or "none"
            raise PuzzledError(f"which field of {source.names} is the {word}: its fields are {fields}")
    else:
        fitting = _with_traffic(request, asked, exact, near)
    if not fitting:
        raise PuzzledError(f"what {word!r} is: no traffic source has a field like it")
    return fitting[0] if len(fitting) == 1 else _chosen(request, word, fitting)


def _with_traffic(request: Request, asked: Inquiry, exact: Sequence[Field], near: Sequence[Field]) -> Sequence[Field]:
    if len(exact) == 1 and not near:
        return exact
    period = asked.period or "last 30 days"
    found = request.know.data("report", by=[_SOURCE], period=period, metrics=["visits"], limit=100)
    busy = {row["keys"][0]["name"] for row in found["rows"]}
    for fields in (exact, near):
        if fitting := [one for one in fields if one.source in busy]:
            return fitting
    return exact or near


def _chosen(request: Request, word: str, fitting: Sequence[Field]) -> Field:
    key = f"field|{word}"
    if answer := request.answers.get(key):
        return next(one for one in fitting if one.source == answer["name"])
    choices = [Choice(one.source, {"name": one.source}, f"{one.alias}, {one.slot}") for one in fitting]
    raise QuestionError(
        f"{len(fitting)} traffic sources with visits have a field for the {word}. Which one?", key, choices
    )


def _source_id(request: Request, name: str) -> str:
    known = request.know.all_of("traffic_source", query=name, limit=20)
    return next((one.id for one in known if one.name == name), name)
