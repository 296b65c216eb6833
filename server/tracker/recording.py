"""Who is told of every request that changes something, right before it goes out and when its answer is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from funnels.wire import Json


class Recorder(Protocol):
    """What is recorded holds secrets: who keeps it, covers them."""

    def sending(self, request: Json) -> None:
        """`method`, `path`, `query`, `body`, as sent. What this raises keeps the request from being sent."""

    def answered(self, answer: Json) -> None:
        """`status` and `body`; or `error` where no answer came.

        Where the road tried several times, `tries` has what the earlier ones came to.
        """


_recorder: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


@contextmanager
def recorded_by(recorder: Recorder) -> Iterator[None]:
    """Requests made in here, also by what it awaits, are told to the recorder."""
    before = _recorder.set(recorder)
    try:
        yield
    finally:
        _recorder.reset(before)


def current_recorder() -> Recorder | None:
    return _recorder.get()


def answer_of(status: int, body: Any, tries: list[Json]) -> Json:
    return {"status": status, "body": body, **({"tries": tries} if tries else {})}


def loss_of(error: BaseException, tries: list[Json]) -> Json:
    """Only the kind of it: the text of a failure on the way may repeat a header."""
    return {"error": f"no answer ({type(error).__name__})", **({"tries": tries} if tries else {})}
