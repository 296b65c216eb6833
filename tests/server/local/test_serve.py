"""Real processes over real files."""

import itertools
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from funnels.errors import InputError
from server.local import build_tracker, serve

DEADLINE = 60

SERVES = """
import sys
from pathlib import Path
from pydantic import SecretStr
from server.local import serve

token = SecretStr(sys.argv[2]) if len(sys.argv) > 2 else None
serve(Path(sys.argv[1]), token=token, ready=lambda url: print(url, flush=True))
"""

WRITES = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import httpx
from server.local import build_tracker

process = int(sys.argv[2])
tracker = build_tracker(Path(sys.argv[1]))

async def write(client, writer):
    for number in range(4):
        id = f"3a0HFX{process}{writer:02d}{number:03d}"
        answer = await client.post("/visitortag/save/", json={"idTag": id, "tagName": "T"})
        assert answer.status_code == 200, answer.text
        print(id, flush=True)

async def main():
    transport = httpx.ASGITransport(tracker)
    async with httpx.AsyncClient(transport=transport, base_url="http://t.test") as client:
        async with anyio.create_task_group() as group:
            for writer in range(int(sys.argv[3])):
                group.start_soon(write, client, writer)

sys.stdin.readline()
anyio.run(main)
"""


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVES, str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=DEADLINE)


def tags(folder: Path) -> list[str]:
    """The ids a fresh tracker on the folder lists."""
    with served(folder) as (_, url):
        found = httpx.get(f"{url}/v1/visitortag/list/", params={"status": "all"}, timeout=DEADLINE)
    return [tag["idTag"] for tag in found.json()]


def test_fifty_writers_in_four_processes_lose_nothing(tmp_path: Path) -> None:
    writers = [13, 13, 12, 12]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES, str(tmp_path), str(process), str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for process, count in enumerate(writers)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    acknowledged = [line for process in started for line in process.communicate(timeout=DEADLINE)[0].split()]
    assert [process.returncode for process in started] == [0, 0, 0, 0]
    assert len(acknowledged) == 200
    assert sorted(tags(tmp_path)) == sorted(acknowledged)


def test_all_writers_of_one_asset_leave_one_whole_document_and_every_revision(tmp_path: Path) -> None:
    script = WRITES.replace('f"3a0HFX{process}{writer:02d}{number:03d}"', '"3a0HFX000000"').replace("post(", "put(")
    tracker = build_tracker(tmp_path)
    create = '{"idTag":"3a0HFX000000","tagName":"T"}'
    with served(tmp_path) as (_, url):
        httpx.post(f"{url}/visitortag/save/", content=create).raise_for_status()
        started = [
            subprocess.Popen(
                [sys.executable, "-c", script, str(tmp_path), str(process), "5"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for process in range(4)
        ]
        for process in started:
            process.communicate("go\n", timeout=DEADLINE)
        assert [process.returncode for process in started] == [0, 0, 0, 0]
    with tracker._engine.connect() as connection:
        revisions = connection.exec_driver_sql("SELECT revision FROM asset_revision ORDER BY 1").scalars()
        assert list(revisions) == list(range(1, 82))
    tracker.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    with served(tmp_path) as (process, url), httpx.Client(base_url=url, timeout=DEADLINE) as client:
        for number in itertools.count():
            if number == 25:
                killer = threading.Thread(target=os.kill, args=(process.pid, signal.SIGKILL))
                killer.start()
            id = f"3a0HFX{number:06d}"
            try:
                answer = client.post("/v1/visitortag/save/", json={"idTag": id, "tagName": "T", "color": "c" * 2000})
            except httpx.TransportError:
                break
            assert answer.status_code == 200
            acknowledged.append(id)
        killer.join()
    assert len(acknowledged) >= 25
    found = tags(tmp_path)
    assert found[: len(acknowledged)] == acknowledged
    assert len(found) - len(acknowledged) in (0, 1)
    with served(tmp_path) as (_, url):
        again = httpx.post(f"{url}/v1/visitortag/save/", json={"idTag": "3a0HFXE99999", "tagName": "After"})
        assert again.status_code == 200


def test_a_server_says_nothing_but_where_it_is_and_stops_when_told(tmp_path: Path) -> None:
    with served(tmp_path, "tok-1") as (process, url):
        answer = httpx.get(f"{url}/v1/user/settings/", headers={"authorization": "Bearer tok-1"})
        assert answer.status_code == 200
        assert httpx.get(f"{url}/v1/user/settings/").status_code == 401
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=DEADLINE)
    assert (out, err) == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["tracker.db"]


def test_answers_over_a_kept_connection_do_not_wait_for_the_other_side(tmp_path: Path) -> None:
    """40 ms each is what a connection takes that holds back the second half of an answer."""
    with served(tmp_path) as (_, url), httpx.Client() as client:
        took = [client.get(f"{url}/v1/user/settings/").elapsed.total_seconds() for _ in range(10)]
    assert min(took[2:]) < 0.03


def test_without_a_token_only_this_machines_own_names_are_answered(tmp_path: Path) -> None:
    with served(tmp_path) as (_, url):
        assert httpx.get(f"{url}/v1/user/settings/").status_code == 200
        foreign = httpx.get(f"{url}/v1/user/settings/", headers={"host": "evil.example"})
        assert foreign.status_code == 400


def test_visitors_come_under_any_name(tmp_path: Path) -> None:
    with served(tmp_path) as (_, url):
        answer = httpx.get(f"{url}/fts/0Funnel00001-0Traffic0001", headers={"host": "track.example"})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        for path in ("/user/settings/", "/v1/user/settings/", "/v1/fts/x"):
            assert httpx.get(f"{url}{path}", headers={"host": "track.example"}).status_code == 400


def test_a_tracker_others_can_reach_needs_a_token(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="reached from other machines"):
        serve(tmp_path, host="0.0.0.0")
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"cannot answer at 127.0.0.1 port {port}: .* Choose another port"):
            serve(tmp_path, port=port)
