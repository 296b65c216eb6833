"""Time limits hold, whatever the other side does."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import httpx
import pytest

from server.local.runtime.host_names import MOST_AT_ONCE, HostNames
from server.local.runtime.network import Network
from server.local.runtime.outside import Letter, Outside, OutsideError, Said, TooSlowError

PUBLIC = ["93.184.216.34"]
Talk = Callable[[socket.socket, Event], None]


class Here(httpx.BaseTransport):
    """The network, where all addresses are a server of ours."""

    def __init__(self, port: int) -> None:
        self._network = Network()
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return self._network.handle_request(request)

    def close(self) -> None:
        self._network.close()


@contextmanager
def serving(talk: Talk) -> Iterator[Outside]:
    """Everybody who is asked talks like that, until the event is set."""
    over = Event()

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            try:
                connection.recv(65_536)
                talk(connection, over)
            except OSError:
                pass  # the other side has had enough

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=serve, daemon=True)
        thread.start()
        outside = Outside(Here(server.getsockname()[1]), lambda host, port: PUBLIC)
        try:
            yield outside
        finally:
            over.set()
            thread.join(10)
            outside.close()


def drips_headers(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.02):
        connection.sendall(b"X-More: x\r\n")


def drips_body(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")
    while not over.wait(0.02):
        connection.sendall(b"x")


def says_nothing(connection: socket.socket, over: Event) -> None:
    over.wait(30)


def hangs_up(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")


def answers(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\ndone")


@pytest.mark.parametrize("talk", [drips_headers, drips_body, says_nothing])
def test_the_limit_is_one_on_everything(talk: Talk) -> None:
    with serving(talk) as outside:
        begun = time.monotonic()
        with pytest.raises(TooSlowError, match="longer than allowed"):
            outside.ask(Letter("POST", "http://slow.example/", {}, b"x" * 10_000, seconds=0.2))
        assert time.monotonic() - begun < 5


def test_an_answer_in_time_is_one() -> None:
    with serving(answers) as outside:
        letter = Letter("POST", "http://quick.example/a?b=c", {}, b"x" * 10_000, ("me", "pass"))
        assert outside.ask(letter) == Said(201, b"done")


def test_who_hangs_up_was_not_reached() -> None:
    with serving(hangs_up) as outside, pytest.raises(OutsideError, match="RemoteProtocolError"):
        outside.ask(Letter("GET", "http://broken.example/", {}))


def test_a_name_server_that_does_not_answer_is_not_waited_for() -> None:
    over, asked = Event(), list[str]()

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        over.wait(30)
        return PUBLIC

    outside = Outside(httpx.MockTransport(lambda request: httpx.Response(200)), resolve)
    try:
        for _ in range(3):
            with pytest.raises(TooSlowError):
                outside.ask(Letter("GET", "http://lost.example/", {}, seconds=0.05))
        assert asked == ["lost.example"], "one thread waits, however often it is tried"
    finally:
        over.set()


def test_name_servers_that_do_not_answer_do_not_take_all_threads() -> None:
    over, asked = Event(), list[str]()

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        over.wait(30)
        return PUBLIC

    names = HostNames(resolve)
    try:
        for number in range(MOST_AT_ONCE + 5):
            with pytest.raises(TimeoutError):
                names.addresses(f"{number}.example", 80, 0)
        assert len(asked) <= MOST_AT_ONCE
    finally:
        over.set()
    assert names.addresses("0.example", 80, 10) == PUBLIC
