"""Load on a server, and what it cost the server."""

import asyncio
import os
import re
import shutil
import statistics
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from .account import LINK

SECONDS = 3
CONNECTIONS = 64

USER_AGENT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.4 Mobile/15E148 Safari/604.1"
)
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept-Language": "de-DE,de;q=0.9",
    "X-Country": "DE",
    "Referer": "https://a.example/b",
}


class Measured(NamedTuple):
    per_second: float
    p99_ms: float
    cpu_us: float


def family(pid: int) -> list[int]:
    """The process and its children: nginx answers in one of them."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [pid, *(map(int, children.read_text().split()) if children.exists() else ())]


def cpu_seconds(pid: int) -> float:
    total = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def loaded(port: int, pid: int, seconds: float = SECONDS) -> Measured:
    has_cpu = Path("/proc").exists()
    before = cpu_seconds(pid) if has_cpu else 0.0
    answered, per_second, p99 = by_wrk(port, seconds) if shutil.which("wrk") else asyncio.run(by_hand(port, seconds))
    used = cpu_seconds(pid) - before if has_cpu else 0.0
    return Measured(per_second, p99, used / max(answered, 1) * 1e6)


def by_wrk(port: int, seconds: float) -> tuple[int, float, float]:
    headers = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    url = f"http://127.0.0.1:{port}{LINK}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency", *headers, url]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx or 3xx" not in text, text
    answered = int(re.search(r"(\d+) requests in", text)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    return (
        answered,
        float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
    )


async def by_hand(port: int, seconds: float) -> tuple[int, float, float]:
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    request = f"GET {LINK} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{head}\r\n".encode()
    took: list[float] = []
    end = time.perf_counter() + seconds

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (begun := time.perf_counter()) < end:
            writer.write(request)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 30"), answer
            length = re.search(rb"content-length: (\d+)", answer.lower())
            await reader.readexactly(int(length[1]) if length else 0)
            took.append(time.perf_counter() - begun)
        writer.close()

    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return len(took), len(took) / seconds, statistics.quantiles(took, n=100)[98] * 1000
