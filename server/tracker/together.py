from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import anyio

X = TypeVar("X")
T = TypeVar("T")


async def together(function: Callable[[X], Awaitable[T]], items: Iterable[X]) -> list[T]:
    """The function on every item at once, the answers in their order; the first error ends all and is raised."""
    answers: dict[int, T] = {}

    async def one(index: int, item: X) -> None:
        answers[index] = await function(item)

    try:
        async with anyio.create_task_group() as group:
            for index, item in enumerate(items):
                group.start_soon(one, index, item)
    except ExceptionGroup as errors:
        raise _first(errors) from None  # the group says only that there was one
    return [answer for _, answer in sorted(answers.items(), key=lambda pair: pair[0])]


def _first(errors: ExceptionGroup[Exception]) -> Exception:
    error: Exception = errors
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error
