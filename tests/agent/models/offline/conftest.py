"""A small account behind the tools' interface, and a person who talks to the planner."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from agent.models.base import Call, Reply, Result, ToolSpec, Turn
from agent.models.offline.planner import answer
from funnels.account import Entry
from funnels.blueprint import dump, edit, parse, parse_operations
from funnels.errors import FunnelError, InputError
from funnels.mentions import mentions
from funnels.names import folded, nearest, resolve
from server.demo.pages import GROUPS as DEMO_GROUPS
from server.demo.pages import LANDERS as DEMO_LANDERS
from server.demo.pages import OFFERS as DEMO_OFFERS

Json = dict[str, Any]

LANDERS = (
    "Keto Story",
    "Keto Celebrity Article",
    "Sleep Quiz",
    "VPN Advertorial DE",
    "VPN Advertorial US",
    "Spin Wheel",
)
OFFERS = (
    "KetoBurn US",
    "KetoBurn CA",
    "SlimGummies",
    "DreamDrops",
    "ShieldVPN DE",
    "ShieldVPN US",
    "FoxVPN DE",
    "PrizePanda",
)
SOURCES = ("Facebook", "Google Ads", "Taboola", "TikTok Ads", "Outbrain")
NETWORKS = ("AdNet", "ClickHero", "NutraHub")
GROUPS = ("Utilities", "Nutra", "Lead Gen")

TOOLS = (
    "find_assets",
    "plan_funnel",
    "plan_edit",
    "plan_changes",
    "apply_plan",
    "undo",
    "get_funnel",
    "check_funnel",
    "get_links",
    "history",
    "report",
    "get_assets",
    "compare_variants",
    "simulate_funnel",
    "plan_updates",
)
SPECS = tuple(ToolSpec(name, "", {"properties": {"words": {}, "request": {}}}) for name in TOOLS)

DACH: Json = {
    "funnel": "VPN Native DACH",
    "group": "Utilities",
    "start": "geo",
    "steps": {
        "geo": {
            "condition": {
                "routes": [
                    {"name": "dach", "when": [{"attribute": "country", "any in": ["DE", "AT", "CH"]}], "to": "story"}
                ],
                "otherwise": "elsewhere",
            }
        },
        "story": {"landers": [{"page": "VPN Advertorial DE"}], "on": {"1": "vpn"}},
        "vpn": {"offers": [{"page": "ShieldVPN DE", "weight": 60}, {"page": "FoxVPN DE", "weight": 40}]},
        "elsewhere": {"url": "https://elsewhere.example.net"},
    },
}


def _entries(landers: Sequence[str], offers: Sequence[str], groups: Sequence[str]) -> list[Entry]:
    pages = [Entry("page", f"L{n}", name, page_type="lander") for n, name in enumerate(landers)]
    pages += [Entry("page", f"O{n}", name, page_type="offer") for n, name in enumerate(offers)]
    others = (("traffic_source", SOURCES), ("offer_source", NETWORKS), ("funnel_group", groups))
    return pages + [Entry(family, name, name) for family, names in others for name in names]


@dataclass
class World:
    """Answers tools from memory, and keeps every plan that was asked for."""

    entries: list[Entry]
    funnels: dict[str, Json] = field(default_factory=dict)
    shared: dict[str, list[str]] = field(default_factory=dict)
    """Pages of shared offer groups, by the name of the group."""
    yes: bool = True
    values: tuple[str, str] = ("first", "second")
    """What stands at the head of the rows of every report."""
    compared: Json = field(default_factory=dict)
    """What a comparison of variants finds; without it, that nobody came."""

    refuses: str = ""
    """What reports complain of."""
    plans: list[Json] = field(default_factory=list)
    applied: list[Json] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def add(self, blueprint: Json) -> str:
        id = f"F{len(self.funnels)}"
        self.funnels[id] = blueprint
        self.entries.append(Entry("funnel", id, blueprint["funnel"]))
        return id

    def run(self, call: Call) -> Result:
        self.calls.append(call)
        try:
            data = getattr(self, f"_{call.tool}")(**call.arguments)
        except FunnelError as error:
            return Result(call.id, call.tool, str(error), failed=True)
        return Result(call.id, call.tool, "", data)

    def _find_assets(
        self, query: str = "", family: str = "", page_type: str = "", mentioned_in: str = "", limit: int = 20
    ) -> Json:
        known = [e for e in self.entries if family in ("", e.family) and page_type in ("", e.page_type)]
        if mentioned_in:
            found = [
                {
                    "text": one.text,
                    "start": one.start,
                    "end": one.end,
                    "candidates": [
                        {**_shown(each.entry), "score": each.score, "exact": each.exact} for each in one.candidates
                    ],
                }
                for one in mentions(mentioned_in, known)
            ]
            return {"assets": [], "mentions": found, "more": False}
        holding = [e for e in known if folded(query) in folded(e.name)]
        near = holding or [e for name in nearest(query, [e.name for e in known]) for e in known if e.name == name]
        return {"assets": [_shown(e) for e in near[:limit]], "mentions": [], "more": len(near) > limit}

    def _plan_funnel(self, blueprint: Json, words: Json | None = None, request: str = "") -> Json:
        steps = dump(parse(blueprint))["steps"]
        names = {key: step.pop("name") for key, step in steps.items() if "name" in step}
        plan = {"blueprint": {**blueprint, "steps": steps}, "names": names}
        return self._plan("plan_funnel", plan, blueprint["funnel"], "")

    def _plan_edit(
        self,
        operations: list[Json],
        funnel: str = "",
        funnels: Json | None = None,
        shared: str = "change",
        as_new: Json | None = None,
        request: str = "",
    ) -> Json:
        if funnels:
            parse_operations(operations)
            many = {"funnels": funnels, "operations": operations, "shared": shared}
            return {**self._plan("plan_edit", many, "Many", ""), "funnel": None}
        edited = dump(edit(parse(self._opened(self.funnels[funnel])), parse_operations(operations)))
        if as_new:
            edited |= {key: value for key, value in as_new.items() if value}
        plan: Json = {"funnel": funnel, "operations": operations, "as_new": as_new, "blueprint": edited}
        plan |= {"shared": shared} if shared == "copy" else {}
        return self._plan("plan_edit", plan, edited["funnel"], "" if as_new else funnel)

    def _opened(self, blueprint: Json) -> Json:
        """With the pages of shared groups, which an edit sees as the funnel's own."""
        steps = {
            key: {**step, "offers": [{"page": page} for page in self.shared[step["offers"]["use"]]]}
            if isinstance(step.get("offers"), dict)
            else step
            for key, step in blueprint["steps"].items()
        }
        return {**blueprint, "steps": steps}

    def _plan_changes(self, changes: list[Json], request: str = "") -> Json:
        return {**self._plan("plan_changes", {"changes": changes}, "Changes", ""), "funnel": None}

    def _undo(self, plan_id: str = "", version: int | None = None) -> Json:
        wanted: Json = {"undo": plan_id} if version is None else {"version": version}
        return self._plan("undo", wanted, "Undo", "")

    def _history(self, asset: str = "", family: str = "") -> Json:
        """Of each asset two versions, and one change by others."""
        if not asset:
            return {"versions": [], "drift": [_note(self.entries[0], "theirs")], "more": False}
        known = [one for one in self.entries if family in ("", one.family)]
        entry = next((one for one in known if one.id == asset), None) or resolve(asset, known, what="asset")
        versions = [_version(8, entry, "two"), _version(3, entry, "one")]
        return {"asset": entry.name, "versions": versions, "drift": [], "more": False}

    def _plan_updates(self, updates: list[Json], request: str = "") -> Json:
        return {**self._plan("plan_updates", {"updates": updates}, "Updates", ""), "funnel": None}

    def _report(self, **asked: Any) -> Json:
        """The same two rows whatever is asked."""
        if self.refuses:
            raise InputError(self.refuses)
        ids = asked.get("metrics", [])
        rows = [_row(name, ids, number) for name, number in zip(self.values, ("30", "10"), strict=True)]
        by = [str(one).partition(": ")[2] or str(one) for one in asked.get("by", [])]
        period = {"from": "2026-11-14", "to": "2026-11-21", "zone": "UTC", "words": asked["period"], "partial": True}
        totals = dict.fromkeys(ids, "40")
        return {
            "title": "T", "period": period, "by": by, "rows": rows if by else [], "rows_total": 2 if by else 0,
            "totals": totals, "reading": "R", "caveats": ["Small sample."], "columns": [],
        }  # fmt: skip

    def _compare_variants(self, **asked: Any) -> Json:
        if not self.compared:
            raise InputError("nobody came in this period")
        return self.compared

    def _simulate_funnel(self, **asked: Any) -> Json:
        raise InputError("nothing is known of its visitors")

    def _get_assets(self, family: str, ids: Sequence[str]) -> Json:
        slots = {"Outbrain": "section_id", "Taboola": "site", "Facebook": "placement"}
        documents = [
            {"idTrafficSource": id, "trafficSourceName": id}
            | {"trackingFieldSlots": {"c1": {"name": slots[id]}} if id in slots else {}}
            for id in ids
        ]
        return {"assets": documents, "missing": [], "left_out": []}

    def _plan(self, tool: str, wanted: Json, name: str, id: str) -> Json:
        self.plans.append(wanted)
        funnel = None if tool == "undo" else {"id": id or f"F{len(self.funnels)}", "name": name}
        return {
            "plan_id": f"P{len(self.plans)}",
            "fingerprint": "f",
            "title": name,
            "status": "ready",
            "level": "change",
            "changes": [],
            "findings": [],
            "picture": "",
            "funnel": funnel,
            "next": "",
        }

    def _apply_plan(self, plan_id: str, fingerprint: str) -> Json:
        plan = self.plans[int(plan_id[1:]) - 1]
        if not self.yes:
            return {
                "plan_id": plan_id,
                "status": "declined",
                "verified": False,
                "changes": [],
                "links": [],
                "message": "Declined: nothing was written.",
            }
        self.applied.append(plan)
        if plan.get("funnel") and not plan.get("as_new"):
            self.funnels[plan["funnel"]] = plan["blueprint"]
        elif "blueprint" in plan:
            self.add(plan["blueprint"])
        return {
            "plan_id": plan_id,
            "status": "applied",
            "verified": True,
            "changes": [],
            "links": [],
            "message": "Done and verified.",
        }

    def _get_funnel(self, funnel: str, picture: str = "none") -> Json:
        blueprint = self.funnels[funnel]
        return {
            "id": funnel,
            "name": blueprint["funnel"],
            "group": blueprint["group"],
            "blueprint": blueprint,
            "keys": {},
            "findings": [],
            "picture": "PICTURE",
        }

    def _check_funnel(self, funnel: str = "", blueprint: Json | None = None) -> Json:
        return {"findings": [], "errors": 0, "warnings": 0}

    def _get_links(self, funnel: str, sources: Sequence[str] = ()) -> Json:
        links = [
            {"source": one, "id": one, "url": f"https://t.example.net/fts/{funnel}-{one}"}
            for one in sources or SOURCES
        ]
        return {"links": links, "actions": [], "postback": "https://t.example.net/pb/"}


def _row(name: str, ids: Sequence[str], number: str) -> Json:
    return {"keys": [{"name": name, "id": name}], "values": dict.fromkeys(ids, number)}


def _note(entry: Entry, notes: str) -> Json:
    said = [f"notes nothing → {notes}"]
    return {"do": "update", "family": entry.family, "id": entry.id, "name": entry.name, "fields": [], "said": said}


def _version(number: int, entry: Entry, notes: str) -> Json:
    at = f"2026-11-2{number}T12:00:00+00:00"
    plan = {"plan_id": f"P{number}", "title": "T", "surface": "mcp", "model": ""}
    return {"number": number, "at": at, "by": "Ada", **plan, "changes": [_note(entry, notes)], "more_changes": 0}


def _shown(entry: Entry) -> Json:
    return {
        "id": entry.id,
        "family": entry.family,
        "name": entry.name,
        "status": "active",
        "page_type": entry.page_type or None,
    }


@dataclass
class Person:
    """Says things, and has the calls of every reply carried out."""

    world: World
    turns: list[Turn] = field(default_factory=list)

    def say(self, text: str) -> Reply:
        self.turns.append(Turn("person", text))
        for _ in range(12):
            reply = answer(self.turns, SPECS)
            self.turns.append(Turn("agent", reply.text, reply.calls, blocks=reply.blocks))
            if not reply.calls:
                return reply
            self.turns.append(Turn("tools", results=tuple(self.world.run(call) for call in reply.calls)))
        raise AssertionError("the planner does not come to an end")

    def plan(self, text: str) -> Json:
        """What was planned on these words, and nothing else."""
        before = len(self.world.plans)
        reply = self.say(text)
        assert len(self.world.plans) == before + 1, reply.text
        return self.world.plans[-1]


@pytest.fixture
def world() -> World:
    world = World(_entries(LANDERS, OFFERS, GROUPS))
    world.add(DACH)
    return world


@pytest.fixture
def person(world: World) -> Person:
    return Person(world)


@pytest.fixture
def demo_person() -> Person:
    """Someone who talks about the pages of the demo account."""
    offers = [offer.name for offer in DEMO_OFFERS]
    world = World(_entries(DEMO_LANDERS, offers, DEMO_GROUPS))
    world.add(DACH)
    return Person(world)
