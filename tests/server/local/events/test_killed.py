"""Processes that are killed: what was acknowledged is there, nothing is there twice, and sealing goes on."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from dies_sealing import die
from happenings import DAY, MORNING, entrance
from recorder import record

from server.local.events import EventStore

ALL = "SELECT count(*), count(DISTINCT event_id) FROM events"

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["recorder", "server.local.events.queries"])  # each starts at once


class Recorder:
    """A child that appends, and what it says was acknowledged."""

    def __init__(self, folder: Path, name: str, *, threads: int, live: int) -> None:
        self.acknowledged: set[str] = set()
        self._receiving, sending = PROCESSES.Pipe(duplex=False)
        self._process = PROCESSES.Process(target=record, args=(folder, name, threads, live, sending))
        self._process.start()
        sending.close()
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                ids = self._receiving.recv()
            except (EOFError, OSError):
                return
            with self._news:
                self.acknowledged.update(ids)
                self._news.notify_all()

    def wait_for(self, count: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: len(self.acknowledged) >= count, timeout=30)

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._reader.join()
        self._receiving.close()


@contextmanager
def opened(folder: Path) -> Iterator[EventStore]:
    store = EventStore(folder, lambda: MORNING)
    yield store
    store.close()


def ids(store: EventStore) -> list[str]:
    return [id for (id,) in store.read("SELECT event_id FROM events").rows]


def check(store: EventStore, acknowledged: set[str]) -> None:
    found = ids(store)
    assert len(found) == len(set(found))
    assert acknowledged <= set(found)
    assert {id[:-1] + other for id in found for other in "ab"} == set(found), (
        "what is appended together is kept together"
    )


@pytest.mark.parametrize("live", [10**9, 100])
def test_a_process_killed_under_load_loses_nothing_it_acknowledged(tmp_path: Path, live: int) -> None:
    recorder = Recorder(tmp_path, "one", threads=8, live=live)
    recorder.wait_for(500)
    recorder.kill()
    with opened(tmp_path) as store:
        check(store, recorder.acknowledged)
        store.seal()
        check(store, recorder.acknowledged)
        store.append([entrance(number) for number in range(10)])
        assert store.seal() == 10


def test_two_processes_append_while_one_seals_and_one_reads(tmp_path: Path) -> None:
    with ExitStack() as stack:
        one, other = (Recorder(tmp_path, name, threads=4, live=100) for name in ("one", "other"))
        stack.callback(one.kill)
        stack.callback(other.kill)
        reader, sealer = (stack.enter_context(opened(tmp_path)) for _ in range(2))
        before = 0
        for turn in range(1, 5):
            one.wait_for(turn * 25)
            other.wait_for(turn * 25)
            said = len(one.acknowledged) + len(other.acknowledged)
            [(count, distinct)] = reader.read(ALL).rows
            assert count == distinct >= max(said, before)
            before = count
            if turn % 2 == 0:
                sealer.seal()
                [(count, distinct)] = sealer.read(ALL).rows
                assert count == distinct >= before
        one.kill()
        other.kill()
        sealer.seal()
        check(reader, one.acknowledged | other.acknowledged)
        check(sealer, one.acknowledged | other.acknowledged)


@pytest.mark.parametrize(
    ("deed", "step", "number"),
    [
        *(
            (deed, step, number)
            for deed in ("seal", "change")
            for step in ("written", "renamed")
            for number in (1, 2)
        ),
        ("seal", "published", 1),
        ("seal", "deleted", 1),
        ("change", "published", 1),
    ],
)
def test_a_process_killed_at_any_step_leaves_everything_there_once(
    tmp_path: Path, deed: str, step: str, number: int
) -> None:
    with opened(tmp_path) as store:
        store.append([entrance(each, time=MORNING + each % 2 * DAY) for each in range(40)])
        if deed == "change":
            store.seal()
    process = PROCESSES.Process(target=die, args=(tmp_path, deed, step, number))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with opened(tmp_path) as store:
        cost = Decimal(7) if (deed, step) == ("change", "published") else Decimal("0.01")
        for _ in range(2):
            assert store.read(ALL).rows == [(40, 40)]
            assert store.read("SELECT DISTINCT cost FROM events").rows == [(cost,)]
            store.append([entrance(each, time=MORNING + each % 2 * DAY) for each in range(40)])
            store.seal()
        assert len(sealed_files(tmp_path)) >= 2


def test_files_left_behind_are_deleted_when_nobody_can_be_reading_them(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.append([entrance(1)])
        store.seal()
        counting = sealed_files(tmp_path)
        folder = counting[0].parent
        old, new = folder / "left.parquet", folder / "new.writing"
        for path in (old, new, *counting):
            path.touch()
        for path in (old, *counting):
            os.utime(path, (1, 1))
        store.seal()
        assert sealed_files(tmp_path) == counting
        assert not old.exists()
        assert new.exists()
        store.append([entrance(1, event_id="another")])
        store.remove([entrance(1)["event_id"]])
        store.seal()
        assert counting[0].exists(), "another process may be reading it"
        assert ids(store) == ["another"]


def sealed_files(folder: Path) -> list[Path]:
    return sorted((folder / "events").glob("day=*/*.parquet"))
