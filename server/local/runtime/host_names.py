"""Looking up host names, never longer than allowed, though the system's own look-up knows no limit."""

import socket
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread

MOST_AT_ONCE = 64
"""Names that are looked up; a name server that never answers must not take all threads there are."""

Resolve = Callable[[str, int], list[str]]
"""The addresses of a host; OSError where it has none."""


def resolved(host: str, port: int) -> list[str]:
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


class HostNames:
    """Whoever asks for a name that is being looked up waits for the same answer. Safe to use from several threads."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._lock = Lock()
        self._under_way: dict[tuple[str, int], Future[list[str]]] = {}

    def addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """Raises what `resolve` does, and TimeoutError."""
        return self._asked((host, port)).result(seconds)

    def _asked(self, name: tuple[str, int]) -> Future[list[str]]:
        with self._lock:
            found = self._under_way.get(name)
            if found is None:
                if len(self._under_way) >= MOST_AT_ONCE:
                    raise TimeoutError
                found = self._under_way[name] = Future()
                Thread(target=self._look_up, args=(name, found), name="host name", daemon=True).start()
            return found

    def _look_up(self, name: tuple[str, int], found: Future[list[str]]) -> None:
        try:
            addresses = self._resolve(*name)
        except BaseException as error:
            self._forget(name)
            found.set_exception(error)
        else:
            self._forget(name)
            found.set_result(addresses)

    def _forget(self, name: tuple[str, int]) -> None:
        with self._lock:
            del self._under_way[name]
