"""The protocol's conformance suites and inspector against this project's own MCP server.

Run: python tests/conformance/run.py (needs npm, and the network once)

The suites test much of a server through tools, resources and prompts called `test_…`. The product has none, so those
scenarios stand in its list of expected failures; they run against `fixture.py`, which has them on the same server
class and web app. An entry of a list that passes fails the run.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NODE = MODULES / ".bin" / "node"
RELEASED = MODULES / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
NEXT = MODULES / "conformance-next" / "dist" / "index.js"
INSPECTOR = MODULES / ".bin" / "mcp-inspector"

PRODUCT = str(Path(sys.executable).parent / "funnelwright-mcp")


class Suite(NamedTuple):
    name: str
    program: Path
    selection: tuple[str, str]
    expected: str
    """Name of the list of expected failures."""


SUITES = (
    Suite("0.1.16, 2025-11-25", RELEASED, ("--suite", "active"), "released.yml"),
    Suite("0.2, 2025-11-25", NEXT, ("--requirements", "2025-11-25"), "2025-11-25.yml"),
    Suite("0.2, 2026-07-28", NEXT, ("--requirements", "2026-07-28"), "2026-07-28.yml"),
)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def install() -> None:
    if not NODE.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def served(command: Sequence[str], port: int) -> Iterator[str]:
    """The URL of a server of ours, with a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "FUNNELWRIGHT_HOME": home}
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            await_port(port, process)
            yield f"http://localhost:{port}/mcp"
        finally:
            process.terminate()
            process.wait(10)


def await_port(port: int, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise SystemExit(f"the server ended at once with {process.returncode}")


def passes(suite: Suite, server: str, url: str) -> bool:
    say(f"\n== conformance {suite.name}, {server}")
    expected = HERE / "expected" / server / suite.expected
    with tempfile.TemporaryDirectory() as results:
        options = ["--url", url, "--expected-failures", expected, "--output-dir", results]
        command = [NODE, suite.program, "server", *suite.selection, *options]
        run = subprocess.run(command, cwd=results, capture_output=True, text=True)
    say((run.stdout.partition("=== SUMMARY ===")[2] or run.stdout[-3000:] + run.stderr[-3000:]).strip())
    return run.returncode == 0


def inspect(target: Sequence[str], era: str, *arguments: str) -> str:
    """One call of the inspector's command line; its JSON answer."""
    options = ["--protocol-era", era, "--format", "json", *arguments]
    command = [str(NODE), str(INSPECTOR.resolve()), "--cli", *target, *options]
    run = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120)
    if run.returncode:
        say(f"inspector {' '.join(arguments)}: exit {run.returncode}\n{run.stdout}\n{run.stderr}")
        return "null"
    return run.stdout


def is_inspected(target: Sequence[str], era: str) -> bool:
    """Whether the inspector lists the tools, and calls one."""
    listed = json.loads(inspect(target, era, "--method", "tools/list")) or {"result": {"tools": []}}
    call = ["--method", "tools/call", "--tool-name", "find_assets", "--tool-args-json", '{"query": "keto"}']
    found = inspect(target, era, *call)
    names = [tool["name"] for tool in listed["result"]["tools"]]
    say(f"\n== inspector, {era}, {target[0]}: {len(names)} tools; find_assets answers {found[:120]!r}")
    return "apply_plan" in names and "KetoBurn" in found


def product() -> list[bool]:
    port = free_port()
    with served([PRODUCT, "--transport", "http", "--port", str(port)], port) as url:
        results = [passes(suite, "product", url) for suite in SUITES]
        return results + [is_inspected([url], era) for era in ("legacy", "modern")]


def over_stdio() -> list[bool]:
    with tempfile.TemporaryDirectory() as home:
        target = [PRODUCT, "-e", f"FUNNELWRIGHT_HOME={home}"]
        return [is_inspected(target, era) for era in ("legacy", "modern")]


def fixture() -> list[bool]:
    port = free_port()
    with served([sys.executable, str(HERE / "fixture.py"), str(port)], port) as url:
        return [passes(suite, "fixture", url) for suite in SUITES]


def main() -> int:
    install()
    results = [*product(), *over_stdio(), *fixture()]
    say(f"\n{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
