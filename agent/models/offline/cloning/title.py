"""A name for a copy that was given none."""

from collections.abc import Mapping, Sequence

from ..drawing.audience import codes_in
from ..drawing.frame import free_name
from ..outcome import QuestionError
from ..request import Request
from ..talking.current import Current
from ..tokens import Token
from .heading import Heading
from .route import short


def title(found: Heading, now: Current, instead: Mapping[str, str], request: Request) -> str:
    """`instead` tells which pages come for which; empty for those that only go."""
    wanted = str((request.answers.get("clone name") or {}).get("name", "")) or found.name
    if not wanted:
        return _derived(found, now, instead, request)
    if free_name(wanted, request.know) != wanted:
        raise QuestionError(
            f"There is a funnel called {wanted!r} already. What should the copy be called?",
            "clone name",
            takes="name",
        )
    return wanted


def _derived(found: Heading, now: Current, instead: Mapping[str, str], request: Request) -> str:
    codes = codes_in(found.places, request.answers) if found.places else ()
    suffix = short(found.places, codes).replace("_", " + ") if codes else ""
    suffix = suffix or " + ".join(token.text for token in found.sources)
    name = _of_source(now.name, found.sources, request)
    for old, new in instead.items():
        name = name.replace(old, new) if new else name.replace(f" + {old}", "")
    if name == now.name or (suffix and f" {suffix} " not in f" {name} "):
        name = f"{name} - {suffix or 'copy'}"
    return free_name(name, request.know)


def _of_source(name: str, sources: Sequence[Token], request: Request) -> str:
    """`Facebook - KetoBurn` for Taboola is `Taboola - KetoBurn`."""
    if len(sources) != 1:
        return name
    known = [one.name for one in request.know.all_of("traffic_source", limit=50) if one.name in name]
    new = [one.name for one in sources[0].of("traffic_source")]
    return name.replace(known[0], new[0]) if len(known) == len(new) == 1 else name
