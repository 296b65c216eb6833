"""Who may import whom.

The tables here are the architecture: read them before adding a file, change them on purpose.
"""

import ast
import importlib.metadata
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("funnels", "server", "agent", "prompts", "evals")

MAY_IMPORT: dict[str, set[str]] = {
    # funnels: what things are; pure
    "funnels.errors": set(),
    "funnels.ids": set(),
    "funnels.wire": set(),
    "funnels.countries": set(),
    "funnels.secrets": set(),
    "funnels.funnel": {"funnels.wire"},
    "funnels.assets": {"funnels.wire", "funnels.secrets", "funnels.funnel"},
    "funnels.account": {"funnels.assets"},
    "funnels.names": {"funnels.account", "funnels.errors", "funnels.ids"},
    "funnels.mentions": {"funnels.account", "funnels.names"},
    "funnels.layout": {"funnels.funnel"},
    "funnels.blueprint": {
        "funnels.account",
        "funnels.assets",
        "funnels.countries",
        "funnels.errors",
        "funnels.funnel",
        "funnels.ids",
        "funnels.layout",
        "funnels.names",
        "funnels.wire",
    },
    "funnels.checks": {
        "funnels.account",
        "funnels.assets",
        "funnels.countries",
        "funnels.errors",
        "funnels.funnel",
        "funnels.ids",
        "funnels.names",
        "funnels.wire",
    },
    "funnels.bookings": {"funnels.assets", "funnels.wire"},
    "funnels.events": set(),
    "funnels.reports": set(),
    "funnels.routing": {
        "funnels.account",
        "funnels.assets",
        "funnels.checks",
        "funnels.errors",
        "funnels.funnel",
        "funnels.wire",
    },
    "funnels.simulation": {
        "funnels.account",
        "funnels.assets",
        "funnels.checks",
        "funnels.errors",
        "funnels.funnel",
        "funnels.names",
        "funnels.routing",
        "funnels.wire",
    },
    "funnels.comparison": {"funnels.errors"},
    "funnels.pictures": {
        "funnels.account",
        "funnels.assets",
        "funnels.funnel",
        "funnels.layout",
        "funnels.wire",
    },
    # server: what can be done
    "server.errors": {"funnels"},
    "server.variables": {"funnels"},
    "server.settings": {"server.errors", "server.variables"},
    "server.logs": set(),
    "server.database": {"server.errors"},
    "server.contracts": {"funnels"},
    "server.links": {"server.variables", "funnels"},
    "server.local": {"server.contracts", "server.database", "funnels"},
    "server.tracker": {"server.contracts", "server.errors", "server.local", "funnels"},
    "server.demo": {"server.database", "server.errors", "server.tracker", "server.traffic", "funnels"},
    "server.plans": {"server.contracts", "server.database", "server.errors", "server.tracker", "funnels"},
    "server.policies": {"server.errors", "server.plans", "funnels"},
    "server.workspace": {
        "server.demo",
        "server.plans",
        "server.policies",
        "server.settings",
        "server.tracker",
        "funnels",
    },
    "server.traffic": {"server.errors", "server.tracker", "server.variables", "funnels"},
    "server.reporting": {"server.errors", "server.tracker", "funnels"},
    "server.building": {
        "server.contracts",
        "server.demo",
        "server.errors",
        "server.links",
        "server.plans",
        "server.reporting",
        "server.settings",
        "server.tracker",
        "server.workspace",
        "funnels",
        "prompts",
    },
    "server.tools": {"server.building", "server.contracts", "funnels"},
    "server.resources": {"server.building", "server.tools", "funnels", "prompts"},
    "server.app": {"server.resources", "server.tools", "funnels"},
    "server.http": {"server.errors", "server.settings", "server.tools", "server.variables"},
    "server.main": {"server", "funnels"},
    # agent: who talks
    "agent.errors": {"funnels"},
    "agent.redaction": {"funnels"},
    "agent.models": {"agent.errors", "funnels", "prompts"},
    "agent.events": {"agent.models"},
    "agent.answers": {"agent.events", "agent.models"},
    "agent.approval": {"agent.events", "agent.models", "funnels"},
    "agent.memory": {"agent.errors", "agent.models", "agent.redaction", "server.database"},
    "agent.conversation": {"agent.memory", "agent.models"},
    "agent.toolbox": {"agent.errors", "agent.events", "agent.models"},
    "agent.length": {"agent.errors", "agent.models"},
    "agent.overview": {"agent.models"},
    "agent.whole_text": set(),
    "agent.ceiling": {"agent.errors", "agent.models"},
    "agent.loop": {
        "agent.ceiling",
        "agent.conversation",
        "agent.errors",
        "agent.events",
        "agent.length",
        "agent.models",
        "agent.toolbox",
    },
    "agent.settings": {"agent.ceiling", "agent.loop", "agent.models", "funnels"},
    "agent.session": {
        "agent.answers",
        "agent.approval",
        "agent.ceiling",
        "agent.conversation",
        "agent.errors",
        "agent.events",
        "agent.loop",
        "agent.models",
        "agent.overview",
        "agent.redaction",
        "agent.toolbox",
        "agent.whole_text",
        "funnels",
        "prompts",
    },
    "agent.compose": {"agent", "server.database", "server.main", "server.settings", "funnels"},
    "agent.channels": {
        "agent.compose",
        "agent.events",
        "agent.memory",
        "agent.models",
        "agent.session",
        "server.building",
        "server.demo",
        "server.errors",
        "server.links",
        "server.local",
        "server.logs",
        "server.policies",
        "server.traffic",
        "server.workspace",
        "funnels",
    },
    "prompts": set(),
    # evals: the score; what a grader knows, it knows from the account's files
    "evals.errors": {"funnels"},
    "evals.case": set(),
    "evals.grade": set(),
    "evals.events_file": {"server.local"},
    "evals.snapshot": {"evals.events_file", "funnels"},
    "evals.happened": {"evals.snapshot", "agent.events", "agent.models"},
    "evals.graders": {
        "evals.case",
        "evals.errors",
        "evals.events_file",
        "evals.grade",
        "evals.happened",
        "evals.snapshot",
        "agent.models",
        "server.links",
        "server.local",
        "funnels",
    },
    "evals.mutations": {"evals.account_file", "evals.case", "evals.yaml_text", "server.demo"},
    "evals": {"agent", "server", "funnels", "prompts"},
}
"""Unit -> the units (or whole packages) it may import, itself aside."""

OFFLINE = (
    "outcome tokens rewriting",
    "seats wording planned knowledge",
    "recognising",  # letters -> tokens
    "results",  # questions about numbers
    "state",
    "plain",  # slang, typing errors, stories -> plain words
    "drawing",  # a sketch -> a blueprint
    "request",
    "limits guarding assets weaving relations",
    "talking",
    "looking editing",
    "undoing cloning",
    "intents",
    "planner",
)
"""The layers of the offline planner, the lowest first; a part imports itself and lower layers."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "httpx": (
        "server.tracker",
        "server.local.runtime",
    ),  # the run time asks middleware, and calls postbacks and webhooks
    "httpcore": ("server.local.runtime",),
    "mcp": (
        "server.app",
        "server.http",
        "server.main",
        "server.tools",
        "server.resources",
        "agent.session",
        "agent.loop",
        "evals.trial",
    ),
    "mcp_types": ("server.app", "server.tools", "agent.session", "agent.loop"),
    "anthropic": ("agent.models.claude",),
    "sqlalchemy": ("server.database", "server.local", "server.plans", "agent.memory"),
    "sqlite3": ("server.database", "evals.snapshot", "evals.events_file"),  # graders read what is kept past all else
    "jsonschema": ("server.contracts",),
    "referencing": ("server.contracts",),
    "starlette": ("server.local", "server.http"),
    "uvicorn": ("server.local", "server.http"),
    "rich": ("agent.channels", "evals"),
    "yaml": ("evals.yaml_text",),
    "rapidfuzz": ("funnels.names", "funnels.mentions", "funnels.blueprint", "agent.models.offline"),
    "platformdirs": ("server.settings",),
    "duckdb": ("server.local.events",),
    "numpy": (
        "funnels.simulation",
        "funnels.comparison",
        "server.local.events",
        "server.local.reports",
        "server.reporting",
    ),
    "matplotlib": ("server.reporting",),
    "plotext": ("agent.channels",),
    "ua_parser": ("server.local.runtime",),
    "maxminddb": ("server.local.runtime",),
}
"""Library -> the only places that know it."""

IMPURE = ("os", "time", "random", "secrets", "socket", "subprocess", "pathlib", "asyncio", "tempfile", "logging")
"""What `funnels` must not touch."""

READS_ENVIRONMENT = {"server/settings.py", "agent/settings.py"}


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module the file imports, relative ones made absolute."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            prefix = ".".join((*base, *filter(None, [node.module])))
            yield prefix
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def within(name: str, unit: str) -> bool:
    return name == unit or name.startswith(f"{unit}.")


def unit_of(name: str) -> str | None:
    return next((unit for unit in MAY_IMPORT if within(name, unit)), None)


def refused(path: Path) -> list[str]:
    """What a file imports and must not."""
    unit = unit_of(dotted(path))
    if unit is None:
        return [] if dotted(path) in PACKAGES else ["is not in the table: say where it belongs"]
    allowed = {unit, *MAY_IMPORT[unit]}
    ours = [name for name in imports(path) if name.split(".")[0] in PACKAGES and name not in PACKAGES]
    return sorted({name for name in ours if not any(within(name, one) for one in allowed)})


def test_imports_point_down() -> None:
    assert {dotted(path): wrong for path in modules() if (wrong := refused(path))} == {}


PLANNER = "agent.models.offline"


def part_of(name: str) -> str:
    return name.removeprefix(f"{PLANNER}.").split(".")[0]


def layer_of(name: str) -> int:
    return next(place for place, layer in enumerate(OFFLINE) if part_of(name) in layer.split())


def not_below(path: Path) -> list[str]:
    """What a part of the offline planner imports that is no lower layer than its own."""
    name = dotted(path)
    others = {one for one in imports(path) if one.startswith(f"{PLANNER}.") and part_of(one) != part_of(name)}
    return sorted(one for one in others if layer_of(one) >= layer_of(name))


def test_parts_of_the_offline_planner_point_down() -> None:
    parts = [path for path in modules() if dotted(path).startswith(f"{PLANNER}.")]
    assert {dotted(path): wrong for path in parts if (wrong := not_below(path))} == {}


def test_libraries_are_known_only_where_they_belong() -> None:
    wrong = [
        (dotted(path), name)
        for path in modules()
        for name in imports(path)
        for library, places in ONLY_IN.items()
        if within(name, library) and not any(within(dotted(path), place) for place in places)
    ]
    assert wrong == []


def test_funnels_are_pure() -> None:
    files = (ROOT / "funnels").rglob("*.py")
    assert [(dotted(path), name) for path in files for name in imports(path) if name.split(".")[0] in IMPURE] == []


def test_only_settings_read_the_environment() -> None:
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in modules()}
    reading = {name for name, text in texts.items() if "os.environ" in text or "os.getenv" in text}
    assert reading <= READS_ENVIRONMENT


def test_no_file_is_named_after_nothing() -> None:
    nothing = ("utils", "util", "helpers", "helper", "common", "misc", "manager")
    assert [dotted(path) for path in modules() if path.stem.strip("_") in nothing] == []


def test_no_dependency_ships_a_package_of_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    for package in PACKAGES:
        assert set(owners.get(package, ["funnelwright"])) == {"funnelwright"}


def test_nothing_names_this_workplace_or_a_registry() -> None:
    words = ("../" + "shared", "pypi" + ".org", "registry.npm" + "js", "/work" + "/main")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split(
        "\n"
    )
    found = [
        f"{name}: {word}"
        for name in filter(None, tracked)
        if (ROOT / name).is_file()
        for word in words
        if word in (ROOT / name).read_text(encoding="utf-8", errors="ignore")
    ]
    assert found == []
