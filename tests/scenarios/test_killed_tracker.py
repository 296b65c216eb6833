"""`funnelwright serve` killed while visitors come: nothing that was acknowledged is lost."""

import json
import os
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
from mcp_desk import demo_id
from person import BIN, SECONDS, environment

from server.local.events import EventStore

ENTRANCE = f"/fts/{demo_id('Keto Facebook US')}-{demo_id('Facebook')}?placement=feed"
ENOUGH, VISITORS = 150, 8
FAR = 2**62


@contextmanager
def served(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    server = subprocess.Popen(
        [str(BIN / "funnelwright"), "serve", "--port", "0"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield server, server.stdout.readline().split()[-1]
    finally:
        server.kill()
        server.communicate(timeout=SECONDS)


class Crowd:
    """Visitors that come until the tracker is gone; each goes on to the offer and the network reports a sale."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.came: list[str] = []
        """Visitor ids of redirects that were answered."""
        self.sold: list[str] = []
        """Hit ids of postbacks that were answered."""
        self.enough = threading.Event()

    def come(self) -> None:
        try:
            with httpx.Client(base_url=self._url, timeout=SECONDS) as browser:
                while True:
                    self._visit(browser)
        except httpx.TransportError:
            return

    def _visit(self, browser: httpx.Client) -> None:
        browser.cookies.clear()
        visitor = _asked(browser.get(ENTRANCE), "vid")
        self.came.append(visitor)
        if len(self.came) >= ENOUGH:
            self.enough.set()
        hit = _asked(browser.get(f"/action/1?vid={visitor}"), "aff_sub")
        answer = browser.get(f"/pb/?hit={hit}&tx=1")
        assert answer.status_code == 200, answer.text
        self.sold.append(hit)


def killed_under_load(server: subprocess.Popen[str], url: str) -> Crowd:
    crowd = Crowd(url)
    with ThreadPoolExecutor(VISITORS) as pool:
        coming = [pool.submit(crowd.come) for _ in range(VISITORS)]
        assert crowd.enough.wait(SECONDS)
        os.kill(server.pid, signal.SIGKILL)
    for one in coming:
        one.result()
    return crowd


def _asked(answer: httpx.Response, name: str) -> str:
    assert answer.status_code in (301, 302, 307), answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)[name][0]


def recorded(home: Path) -> tuple[Counter[str], Counter[str], int]:
    """Entrances by visitor, conversions by hit, and all events: each as often as it is there."""
    store = EventStore(home, lambda: FAR)
    found = store.read("SELECT event_type, visitor_id, hit_id, event_id FROM events").rows
    store.close()
    assert len({event for *_, event in found}) == len(found)
    came = Counter(visitor for kind, visitor, _, _ in found if kind == "entrance")
    sold = Counter(hit for kind, _, hit, _ in found if kind == "conversion")
    return came, sold, len(found)


def test_nothing_acknowledged_is_lost_and_nothing_doubled(demo: Path) -> None:
    acknowledged: set[str] = set()
    sales: set[str] = set()
    for _ in range(2):  # the second time over what the first left
        with served(demo) as (server, url):
            crowd = killed_under_load(server, url)
        acknowledged |= set(crowd.came)
        sales |= set(crowd.sold)
    came, sold, _ = recorded(demo)
    assert acknowledged <= set(came)
    assert sales <= set(sold)
    assert set(came.values()) == set(sold.values()) == {1}


def test_reports_of_other_processes_take_nothing_from_it(demo: Path) -> None:
    """Each opens the same folder and closes it again while the tracker goes on."""
    with served(demo) as (server, url), httpx.Client(base_url=url, timeout=SECONDS) as browser:
        came = []
        for _ in range(3):
            browser.cookies.clear()
            came.append(_asked(browser.get(ENTRANCE), "vid"))
            assert shown_visits(demo) == len(came)
        os.kill(server.pid, signal.SIGKILL)
    assert recorded(demo)[0] == Counter(came)


def shown_visits(home: Path) -> int:
    """As a command in a process of its own reports them."""
    told = subprocess.run(
        [str(BIN / "funnelwright"), "report", "--period", "last 2 days", "--metrics", "visits", "--json"],
        env={**environment(home), "FUNNELWRIGHT_DEMO": "off"},
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS,
    )
    return int(json.loads(told.stdout)["totals"]["visits"])


def test_what_a_killed_tracker_left_is_sealed_by_the_next(demo: Path) -> None:
    with served(demo) as (server, url):
        killed_under_load(server, url)
    before = recorded(demo)
    store = EventStore(demo, lambda: FAR)
    assert store.seal() == before[2]
    store.close()
    assert list((demo / "events").rglob("*.parquet"))
    assert recorded(demo) == before
