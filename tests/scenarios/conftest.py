import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from person import BIN, SECONDS, Person, environment


@pytest.fixture
def person(demo: Path) -> Iterator[Person]:
    """In a home of their own, with the demo account and the embedded tracker served."""
    someone = Person(demo)
    server = subprocess.Popen(
        [str(BIN / "funnelwright"), "serve", "--port", "0"],
        env=environment(someone.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    someone.url = server.stdout.readline().split()[-1]
    someone.token = server.stdout.readline().partition(": ")[2].strip()
    yield someone
    server.terminate()
    server.communicate(timeout=SECONDS)
