from argparse import ArgumentParser, Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ...memory import Kept
    from ..talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=20)
    add_json(parser)


def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..screen import Screen
    from ..views import table_view

    with closing(surroundings.memory()) as memory:
        kept = memory.conversations(options.limit)
    if options.json:
        write({"conversations": list(map(_document, kept))})
    elif kept:
        rows = ((one.id, f"{one.last:%Y-%m-%d %H:%M}", one.title) for one in kept)
        Screen().print(table_view(("conversation", "last (UTC)", "began with"), rows))
    else:
        Screen().notice("No conversations yet.")
    return Exit.DONE


def _document(kept: "Kept") -> dict[str, str]:
    return {
        "id": kept.id,
        "title": kept.title,
        "begun": kept.begun.isoformat(),
        "last": kept.last.isoformat(),
    }


CONVERSATIONS = Command("conversations", "the kept conversations", _add, _run)
