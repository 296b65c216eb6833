import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import OperationalError

from server.database import migrate, open_database, reading, writing

METADATA = MetaData()
NUMBER = Table("number", METADATA, Column("value", Integer, primary_key=True))


def create_number(connection: Connection) -> None:
    METADATA.create_all(connection, checkfirst=False)


def add_one(connection: Connection) -> None:
    connection.execute(insert(NUMBER).values(value=1))


def add_two(connection: Connection) -> None:
    connection.execute(insert(NUMBER).values(value=2))


def fail(connection: Connection) -> None:
    connection.execute(insert(NUMBER).values(value=3))
    raise RuntimeError("halfway")


def numbers(file: Path) -> list[int]:
    engine = open_database(file)
    with reading(engine) as connection:
        found = list(connection.scalars(select(NUMBER.c.value).order_by(NUMBER.c.value)))
    engine.dispose()
    return found


def test_each_migration_runs_once_and_new_ones_are_added(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    migrate(engine, "numbers", [create_number, add_one])
    migrate(engine, "numbers", [create_number, add_one])
    migrate(engine, "numbers", [create_number, add_one, add_two])
    engine.dispose()
    assert numbers(tmp_path / "a.db") == [1, 2]


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    migrate(engine, "numbers", [create_number, add_one])
    with pytest.raises(RuntimeError):
        migrate(engine, "numbers", [create_number, add_one, fail])
    engine.dispose()
    assert numbers(tmp_path / "a.db") == [1]


def test_the_parts_of_one_database_have_migrations_of_their_own(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    migrate(engine, "numbers", [create_number])
    migrate(engine, "more numbers", [add_one])
    engine.dispose()
    assert numbers(tmp_path / "a.db") == [1]


STARTS = """
import sys
from sqlalchemy import text
from server.database import migrate, open_database

def create(connection):
    connection.execute(text("CREATE TABLE number (value INTEGER PRIMARY KEY)"))

def fill(connection):
    connection.execute(text("INSERT INTO number VALUES (1), (2)"))

sys.stdin.readline()
migrate(open_database(sys.argv[1]), "numbers", [create, fill])
"""


def test_processes_that_start_at_the_same_moment_migrate_once(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.db"
    started = [
        subprocess.Popen([sys.executable, "-c", STARTS, str(file)], stdin=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        process.communicate(timeout=60)
    assert [process.returncode for process in started] == [0, 0, 0, 0]
    assert numbers(file) == [1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are for POSIX")
def test_nobody_else_may_read_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "deep"
    engine = open_database(folder / "a.db")
    migrate(engine, "numbers", [create_number])
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {"a.db": 0o600, "a.db-wal": 0o600, "a.db-shm": 0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    engine.dispose()


def test_what_is_written_survives_a_crash_of_the_machine_and_readers_do_not_wait(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    migrate(engine, "numbers", [create_number])
    with writing(engine) as writer:
        writer.execute(insert(NUMBER).values(value=1))
        with reading(engine) as reader:
            assert reader.scalars(select(NUMBER.c.value)).all() == []
            assert reader.scalar(text("PRAGMA journal_mode")) == "wal"
            assert reader.scalar(text("PRAGMA synchronous")) == 2
    engine.dispose()


def test_a_writer_holds_the_lock_from_its_start(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    migrate(engine, "numbers", [create_number])
    with writing(engine), engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="locked"):
            other.exec_driver_sql("BEGIN IMMEDIATE")
    engine.dispose()


def test_an_error_undoes_the_transaction(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "a.db")
    migrate(engine, "numbers", [create_number])
    with pytest.raises(RuntimeError), writing(engine) as connection:
        fail(connection)
    engine.dispose()
    assert numbers(tmp_path / "a.db") == []


def test_a_url_is_taken_as_it_is(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'b.db'}")
    migrate(engine, "numbers", [create_number, add_two])
    engine.dispose()
    assert numbers(tmp_path / "b.db") == [2]


WRITES = """
import sys
from sqlalchemy import text
from server.database import open_database, writing

engine = open_database(sys.argv[1])
with writing(engine) as connection:
    connection.execute(text("INSERT INTO number VALUES (1)"))
engine.dispose()
"""


def test_what_is_opened_twice_in_a_process_keeps_its_log_when_another_process_closes_it(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    engine = open_database(file)
    migrate(engine, "numbers", [create_number])
    second = open_database(file)
    subprocess.run([sys.executable, "-c", WRITES, str(file)], check=True)
    with writing(engine) as connection:
        connection.execute(insert(NUMBER).values(value=2))
    reads = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT value FROM number').fetchall())"
    found = subprocess.run([sys.executable, "-c", reads, str(file)], check=True, capture_output=True, text=True)
    assert found.stdout == "[(1,), (2,)]\n"
    second.dispose()
    engine.dispose()


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(IsADirectoryError):
        open_database(tmp_path / "a.db")
