"""Plans, findings and funnels as tools answer them."""

from collections.abc import Mapping, Sequence
from typing import Any

from funnels.account import Account
from funnels.assets import Funnel, FunnelGroup
from funnels.blueprint import Draft, Reading, dump
from funnels.checks import Finding, check
from funnels.errors import InputError
from funnels.funnel import Node
from funnels.names import nearest
from funnels.pictures import mermaid, svg, terminal
from funnels.wire import Json

from ..plans import Plan, clean, data, names_in, text
from .drafting import Checked

MOST_CHANGES = 40
MOST_FINDINGS = 30
"""Findings that are kept with a plan."""
MOST_PICTURE = 6000
"""Characters of a picture that is kept with a plan."""


def finding(one: Finding) -> Json:
    return {
        "rule": one.rule,
        "severity": one.severity,
        "place": one.place,
        "why": one.why,
        "fix": one.fix,
        "operations": list(one.operations),
    }


def findings(many: Sequence[Finding], *, hints: bool = True) -> list[Json]:
    """Errors first, then warnings, then hints."""
    order = {"error": 0, "warning": 1, "hint": 2}
    kept = [one for one in many if hints or one.severity != "hint"]
    return [finding(one) for one in sorted(kept, key=lambda one: order[one.severity])]


def picture_of(checked: Checked) -> str:
    """The drafted funnel for a terminal, with what changes marked."""
    return picture_of_draft(checked.draft, checked.findings)


def picture_of_draft(draft: Draft, findings: Sequence[Finding]) -> str:
    drawn = terminal.draw(
        draft.funnel,
        draft.account,
        findings=findings,
        marks=_marks(draft),
        before=draft.before,
        keys=draft.keys,
    )
    return capped(drawn)


def capped(picture: str) -> str:
    if len(picture) <= MOST_PICTURE:
        return picture
    kept = picture[:MOST_PICTURE].rpartition("\n")[0]
    return f"{kept}\n… and {picture.count(chr(10)) - kept.count(chr(10))} more lines"


def view(reading: Reading, account: Account, picture: str, from_step: str = "") -> Json:
    """A funnel as a blueprint, with findings and the picture that is wanted; of its steps those from `from_step`."""
    funnel = reading.funnel
    group = account.entry(FunnelGroup.family, funnel.id_campaign)
    blueprint = dump(reading.blueprint)
    steps = _from(blueprint["steps"], from_step)
    found = check(funnel, account, keys=reading.keys)
    return {
        "id": funnel.id,
        "name": funnel.name,
        "group": group.name if group else "",
        "blueprint": {**blueprint, "steps": steps},
        "keys": {key: id for key, id in reading.keys.items() if key in steps},
        "findings": findings(found),
        "picture": drawn(funnel, account, found, reading.keys, picture),
    }


def _from(steps: dict[str, Json], key: str) -> dict[str, Json]:
    if not key:
        return steps
    if key not in steps:
        near = nearest(key, list(steps), most=1)
        guess = f"Did you mean {near[0]!r}?" if near else "Leave it out to see the first ones."
        raise InputError(f"from_step: no step is called {key!r}.", hint=guess)
    keys = list(steps)
    return {one: steps[one] for one in keys[keys.index(key) :]}


def drawn(funnel: Funnel, account: Account, found: Sequence[Finding], keys: Mapping[str, str], kind: str) -> str:
    match kind:
        case "terminal":
            return terminal.draw(funnel, account, findings=found, keys=keys)
        case "mermaid":
            return mermaid.draw(funnel, account, findings=found)
        case "svg":
            return svg.draw(funnel, account, findings=found)
    return ""


def blocked(title: str, in_the_way: Sequence[Finding], found: Sequence[Finding], *, picture: str = "") -> Json:
    """A draft with errors: nothing is saved, so nothing can be applied."""
    said = [f"- error at {clean(one.place)}: {one.why} {one.fix}" for one in in_the_way[:MOST_FINDINGS]]
    if len(in_the_way) > MOST_FINDINGS:
        said.append(f"- … and {len(in_the_way) - MOST_FINDINGS} more errors")
    return {
        "status": "blocked",
        "title": title,
        "level": "change",
        "changes": [],
        "findings": findings(found),
        "picture": picture,
        "text": "\n".join([f"**{title}** is not possible as it stands; nothing was saved.", *said]),
        "next": "Mend the errors and plan again, or ask the person how.",
    }


def forbidden(plan: Plan, reasons: Sequence[str]) -> Json:
    """A plan that a policy forbids whenever it would be applied: nothing is saved."""
    told = "\n".join(f"- {one}" for one in reasons)
    return {
        "status": "blocked",
        "title": plan.title,
        "level": plan.level,
        "changes": [],
        "findings": [_prohibition(one) for one in reasons],
        "text": f"**{clean(plan.title)}** is not allowed here; nothing was saved.\n{told}",
        "next": "Tell the person what forbids it: the policies in policies.toml, shown by `funnelwright policies`.",
    }


def _prohibition(reason: str) -> Json:
    fix = "Nothing was saved; who may change policies.toml can lift it."
    return {"rule": "policy", "severity": "error", "place": "policy", "why": reason, "fix": fix, "operations": []}


def nothing_to_do(title: str) -> Json:
    return {
        "status": "nothing_to_do",
        "title": title,
        "level": "change",
        "changes": [],
        "findings": [],
        "text": f"**{title}**: everything is so already; nothing needs to be written.",
        "next": "Tell the person that it is so already.",
    }


def ready(plan: Plan, notes: str = "") -> Json:
    """A saved plan; `notes` are what else a person has to know about applying it."""
    names = names_in(plan.changes)
    return {
        "status": "ready",
        "plan_id": plan.id,
        "fingerprint": plan.fingerprint,
        "title": plan.title,
        "level": plan.level,
        "dangers": list(plan.dangers) or None,
        "subject": plan.subject if plan.level == "dangerous" else None,
        "changes": [data(change, names) for change in plan.changes[:MOST_CHANGES]],
        "more_changes": max(0, len(plan.changes) - MOST_CHANGES),
        "findings": list(plan.findings),
        "funnel": {"id": plan.funnel[0], "name": plan.funnel[1]} if plan.funnel else None,
        "picture": plan.picture,
        "text": f"{text(plan)}\n\n{notes}" if notes else text(plan),
        "next": _then(plan),
    }


def _then(plan: Plan) -> str:
    said = "Call apply_plan with this plan_id and fingerprint; it asks the person."
    is_new = any(change.do == "create" and change.family == Funnel.family for change in plan.changes)
    if is_new and plan.funnel and not plan.sources and not plan.undoes:
        return f"{said} It names no traffic sources, so it gives no links: get_links does, afterwards."
    return said


def _marks(draft: Draft) -> dict[str, Any]:
    """Nodes that are added, changed or removed; none on a new funnel, where everything is.

    A node is changed, too, where only its page group or its condition is.
    """
    if draft.before is None:
        return {}
    old, new = draft.before.graph.node, draft.funnel.graph.node
    touched = {after.id for _, after in draft.changed}
    marks: dict[str, Any] = {id: "removed" for id in old if id not in new}
    for id, node in new.items():
        if id not in old:
            marks[id] = "added"
        elif old[id] != node or _behind(node) in touched:
            marks[id] = "changed"
    return marks


def _behind(node: Node) -> str:
    """Id of the page group or condition that says what the node does."""
    if node.node_page_group_params:
        return node.node_page_group_params.id_page_group
    return node.node_condition_params.id_condition if node.node_condition_params else ""
