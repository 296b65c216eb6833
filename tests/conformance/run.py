"""The protocol's conformance suites and inspector against this project's own MCP server. Needs npm and network to it once.

Run: python tests/conformance/run.py

The suites test a server through fixtures called `test_…`, which a product does not have: those scenarios stand in
`expected-failures-*.yml`. Everything else must pass, and an entry there that passes fails the run.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NODE = MODULES / ".bin" / "node"
RELEASED = MODULES / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
NEXT = MODULES / "conformance-next" / "dist" / "index.js"
INSPECTOR = MODULES / ".bin" / "mcp-inspector"

SUITES: tuple[tuple[str, list[str]], ...] = (
    ("0.1.16, 2025-11-25", [str(RELEASED), "server", "--suite", "active", "--expected-failures", "released.yml"]),
    ("0.2, 2025-11-25", [str(NEXT), "server", "--requirements", "2025-11-25", "--expected-failures", "2025-11-25.yml"]),
    ("0.2, 2026-07-28", [str(NEXT), "server", "--requirements", "2026-07-28", "--expected-failures", "2026-07-28.yml"]),
)


def install() -> None:
    if not NODE.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True)


@contextmanager
def served() -> Iterator[str]:
    """Our server over streamable HTTP, on a free port, with a home of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [str(Path(sys.executable).parent / "funnelwright-mcp"), "--transport", "http", "--port", str(port)]
        process = subprocess.Popen(command, env={**os.environ, "FUNNELWRIGHT_HOME": home}, stderr=subprocess.DEVNULL)
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


def suite(name: str, arguments: list[str], url: str) -> bool:
    print(f"\n== conformance {name}", flush=True)
    run = subprocess.run([str(NODE), *arguments, "--url", url], cwd=HERE, capture_output=True, text=True)
    summary = run.stdout.partition("=== SUMMARY ===")[2] or run.stdout[-3000:] + run.stderr[-3000:]
    print(summary.strip(), flush=True)
    return run.returncode == 0


def inspect(url: str, era: str, *arguments: str) -> object:
    """One call of the inspector's command line; its JSON answer."""
    command = [str(NODE), str(INSPECTOR.resolve()), "--cli", url, "--protocol-era", era, "--format", "json", *arguments]
    run = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120)
    if run.returncode:
        raise SystemExit(f"inspector {' '.join(arguments)}: exit {run.returncode}\n{run.stdout}\n{run.stderr}")
    return json.loads(run.stdout)


def inspector(url: str) -> bool:
    for era in ("legacy", "modern"):
        tools = inspect(url, era, "--method", "tools/list")
        found = inspect(
            url, era, "--method", "tools/call", "--tool-name", "find_assets", "--tool-args-json", '{"query": "keto"}'
        )
        names = [tool["name"] for tool in tools["tools"]]  # type: ignore[index]  # JSON
        print(f"\n== inspector, {era}: {len(names)} tools; find_assets answers {str(found)[:200]}", flush=True)
        if "apply_plan" not in names or "KetoBurn" not in json.dumps(found):
            return False
    return True


def main() -> int:
    install()
    with served() as url:
        results = [suite(name, arguments, url) for name, arguments in SUITES]
        results.append(inspector(url))
    print(f"\n{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
