"""A new funnel."""

import re
from collections.abc import Callable

from ..drawing.blueprinting import Drawn, draw
from ..drawing.frame import Frame, frame
from ..drawing.labels import refuse_label
from ..drawing.naming import take_frame
from ..drawing.sketch import Sketch
from ..outcome import Json, OutcomeError, PuzzledError, QuestionError
from ..relations.alike import are_alike
from ..relations.conditions import conditions
from ..relations.read import read_funnel
from ..request import Action, Request
from ..tokens import Sign
from ..weaving.weave import weave

Outcome = tuple[Sketch, Drawn] | OutcomeError
Reading = Callable[[Request], tuple[Sketch, Drawn]]


def build(request: Request) -> Action:
    sketch, drawn = _read(request)
    drawn.remarks += request.assumed()
    framed = frame(sketch, drawn, request.know, request.answers)
    blueprint: Json = {"funnel": framed.name, "group": framed.group}
    if framed.sources:
        blueprint["sources"] = framed.sources
    blueprint |= {"start": drawn.start, "steps": drawn.steps}
    arguments = {"blueprint": blueprint, "words": drawn.words, "request": request.text}
    return Action(_explained(drawn, framed), "plan_funnel", arguments)


def _read(request: Request) -> tuple[Sketch, Drawn]:
    """By relations; and in the order of the words, for what they leave open. Where both read it, they must agree."""
    refuse_label(request.tokens)
    _refuse_share_of_them(request)
    related = _tried(read_funnel, request)
    if any(span.crowd or span.rest or span.like for span in conditions(request)):
        woven: Outcome = PuzzledError("who comes by tags, fields, sources and times")
    else:
        woven = _tried(_woven, request)
    if isinstance(related, OutcomeError) and isinstance(woven, OutcomeError):
        raise woven if isinstance(woven, QuestionError) and not isinstance(related, QuestionError) else related
    if isinstance(related, OutcomeError):
        assert not isinstance(woven, OutcomeError)
        if any("on" in step for step in woven[1].steps.values() if "offer" in step or "offers" in step):
            raise related  # an offer that leads on is believed only where the relations say so
        return woven
    if not isinstance(woven, OutcomeError) and not are_alike(related[1], woven[1]):
        raise PuzzledError("who goes where: it can be read in two ways. Say it in one sentence for each way")
    return related


_OF_THEM = re.compile(
    r",\s*\d+(?:[.,]\d+)?\s*(?:%|percent) of (?:them|those|these|which) (?:goe?s? |are sent )?to\b", re.IGNORECASE
)


def _refuse_share_of_them(request: Request) -> None:
    """`leads to A, 20% of them to B`: the share is that of B, and nobody said what A keeps."""
    shares = [token for token in request.tokens if token.sign in (Sign.PERCENT, Sign.RATIO)]
    if len(shares) == 1 and (found := _OF_THEM.search(request.text)):
        raise PuzzledError(f"what share the others get beside {found[0].strip(', ')!r}")


def _tried(read: Reading, request: Request) -> Outcome:
    try:
        return read(request)
    except (QuestionError, PuzzledError) as unread:
        return unread


def _woven(request: Request) -> tuple[Sketch, Drawn]:
    sketch = Sketch()
    weave(take_frame(request.tokens, sketch), sketch, request.answers)
    return sketch, draw(sketch, request.pages, request.answers)


def _explained(drawn: Drawn, framed: Frame) -> str:
    """Which words led to which step, and what was concluded."""
    lines = ["This is how I read it:"]
    lines += [f"- {drawn.words[key] or key!r} → {key}: {_content(step)}" for key, step in drawn.steps.items()]
    for page in {page.said.lower(): page for page in drawn.pages if not page.exact}.values():
        lines.append(f"- {page.because or f'By {page.said!r} I understand the {page.type} {page.name!r}.'}")
    return "\n".join([*lines, *(f"- {remark}" for remark in (*drawn.remarks, *framed.remarks))])


def _content(step: Json) -> str:
    for kind in ("lander", "offer"):
        if kind in step:
            return f"{kind} {_name(step[kind])}{_ways(step)}"
        if f"{kind}s" in step:
            pages = step[f"{kind}s"]
            evenly = "" if "weight" in pages[0] else ", evenly"
            return f"{kind}s {', '.join(map(_shared, pages))}{evenly}{_ways(step)}"
    if "condition" in step:
        routes = [f"{one['name']} to {one['to']}{_who(one['when'])}" for one in step["condition"]["routes"]]
        return f"{'; '.join(routes)}; everyone else to {step['condition']['otherwise']}"
    if "split" in step:
        return ", ".join(f"{arm['to']} {arm['weight']} %" for arm in step["split"])
    return str(step.get("url", ""))


def _shared(page: Json) -> str:
    return _name(page["page"]) + (f" {page['weight']} %" if "weight" in page else "")


def _name(reference: str | Json) -> str:
    return reference if isinstance(reference, str) else f"{reference['name']} (new)"


def _ways(step: Json) -> str:
    ways = step.get("on", {})
    return f", button {', '.join(f'{number} to {key}' for number, key in ways.items())}" if ways else ""


def _who(when: object) -> str:
    rules = when if isinstance(when, list) else []
    said = [" ".join([str(rule["attribute"]), *filter(None, map(_values, rule.items()))]) for rule in rules]
    return f" ({'; '.join(said)})" if said else ""


def _values(item: tuple[str, object]) -> str:
    key, value = item
    return "" if key == "attribute" else f"{key} {', '.join(value)}" if isinstance(value, list) else ""
