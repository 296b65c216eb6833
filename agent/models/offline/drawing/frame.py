"""The parts of a funnel that are not its steps: name, group, traffic sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from funnels.names import folded

from ..knowledge import Knowledge
from ..outcome import Choice, Json, QuestionError
from ..recognising.corrections import corrected, misspelled, only
from ..recognising.platforms import ALIASES
from ..seats import seats_of
from ..tokens import Candidate, Token
from .blueprinting import Drawn
from .pages import MOST_SHOWN, choices_of
from .sketch import Sketch


@dataclass(slots=True)
class Frame:
    name: str
    group: str | Json
    sources: list[str]
    remarks: list[str] = field(default_factory=list)


def frame(sketch: Sketch, drawn: Drawn, know: Knowledge, answers: Mapping[str, Json]) -> Frame:
    sources = [source(token, know, answers) for token in sketch.sources]
    group, remarks = _group(sketch, know, answers)
    remarks += filter(None, [corrected(token, only(token, "traffic_source")) for token in sketch.sources])
    if sketch.group is not None:
        remarks += filter(None, [corrected(sketch.group, only(sketch.group, "funnel_group"))])
    name = _name(sketch, drawn, sources, know, answers)
    if not sources:
        remarks.append(
            "You named no traffic source, so there are no entrance links yet; ask for the links of one later."
        )
    return Frame(name, group, list(dict.fromkeys(sources)), remarks)


def source(token: Token, know: Knowledge, answers: Mapping[str, Json]) -> str:
    return _one_of("traffic_source", "traffic source", token, know, answers)


def group(token: Token, know: Knowledge, answers: Mapping[str, Json], *, is_new: bool = False) -> str | Json:
    known = token.of("funnel_group")
    best = [one for one in known if one.exact] or list(known)
    answer = answers.get(f"group|{token.text.lower()}")
    if answer:
        return _group_answer(answer)
    if len(best) == 1 and (best[0].exact or misspelled(token.text, best[0].name) < 2):
        return best[0].name
    if is_new:
        return {"name": token.text, "new": True}
    there = best or know.all_of("funnel_group")
    problem = f"{token.text!r} could be several groups" if best else f"There is no funnel group called {token.text!r}"
    choices = [*choices_of(there), Choice(f"new group {token.text}", {"name": token.text, "new": True})]
    raise QuestionError(f"{problem}. Which group should the funnel be in?", f"group|{token.text.lower()}", choices)


def free_name(wanted: str, know: Knowledge) -> str:
    """The name, or with a number behind it where a funnel has it already."""
    taken = {one.name for one in know.all_of("funnel", query=wanted, limit=50)}
    name, count = wanted, 2
    while name in taken:
        name, count = f"{wanted} {count}", count + 1
    return name


def _one_of(family: str, what: str, token: Token, know: Knowledge, answers: Mapping[str, Json]) -> str:
    answer = answers.get(f"{family}|{token.text.lower()}")
    if answer:
        return str(answer["name"])
    known = token.of(family)
    best: Sequence[Candidate] = [one for one in known if one.exact] or list(known)
    if len(best) == 1 and (best[0].exact or misspelled(token.text, best[0].name) < 2):
        return best[0].name
    alias = ALIASES.get(token.text.lower())
    if alias and not best:
        best = [one for one in know.all_of(family, query=alias) if folded(alias) in folded(one.name)]
        if len(best) == 1:
            return best[0].name
    there = best or know.all_of(family, limit=100)
    problem = f"{token.text!r} could be several {what}s" if best else f"I know no {what} called {token.text!r}"
    raise QuestionError(
        f"{problem}. Which one do you mean?",
        f"{family}|{token.text.lower()}",
        choices_of(there[:MOST_SHOWN]),
        takes=family,
        more=len(there) - len(there[:MOST_SHOWN]),
    )


def _group(sketch: Sketch, know: Knowledge, answers: Mapping[str, Json]) -> tuple[str | Json, list[str]]:
    if sketch.group is not None:
        return group(sketch.group, know, answers, is_new=sketch.group_is_new), []
    if answer := answers.get("group"):
        return _group_answer(answer), []
    there = know.all_of("funnel_group", limit=50)
    if len(there) == 1:
        return there[0].name, [f"It goes into the only group there is, {there[0].name!r}."]
    if not there:
        raise QuestionError(
            "There is no funnel group yet. What should the new group be called?", "group", takes="new group"
        )
    raise QuestionError("Which group should the funnel be in?", "group", choices_of(there), takes="new group")


def _group_answer(answer: Json) -> str | Json:
    return {"name": answer["name"], "new": True} if answer.get("new") else str(answer["name"])


def _name(sketch: Sketch, drawn: Drawn, sources: Sequence[str], know: Knowledge, answers: Mapping[str, Json]) -> str:
    wanted = str((answers.get("name") or {}).get("name", "")) or sketch.name
    if not wanted:
        return free_name(_derived(drawn, sources), know)
    if free_name(wanted, know) != wanted:
        raise QuestionError(
            f"There is a funnel called {wanted!r} already. What should the new one be called?", "name", takes="name"
        )
    return wanted


def _derived(drawn: Drawn, sources: Sequence[str]) -> str:
    """`Facebook - DreamDrops`: where visitors come from, or their first page, and what they are offered."""
    offers = [seat.name for seat in seats_of(drawn.steps) if seat.type == "offer"]
    landers = [seat.name for seat in seats_of(drawn.steps) if seat.type == "lander"]
    first = list(dict.fromkeys(sources)) or landers[:1]
    last = list(dict.fromkeys(offers)) or (landers[:1] if sources else [])
    ends = " + ".join(last[:2]) + (" …" if len(last) > 2 else "")
    return " - ".join(filter(None, [" + ".join(first[:2]), ends]))[:200] or "Funnel"
