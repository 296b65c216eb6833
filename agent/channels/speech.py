"""What the model says, as it comes, without what stands on the screen already."""

import re

from rich.console import Console
from rich.text import Text

from .plain import plain

_GAP = re.compile(r"\n{3,}")


class Speech:
    """The first piece of a reply is held back: a reply in one piece is no stream, and may repeat what was shown."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._held: str | None = None
        self._midline = False
        self._shown: list[str] = []
        self._last = ""

    def begin(self) -> None:
        """Another turn: what was shown before may be said again."""
        self._shown.clear()

    def shown(self, *words: str) -> None:
        """These stand on the screen; a line of a reply that has them is left out."""
        self._shown += [one for one in words if one]

    def piece(self, delta: str) -> None:
        if self._held is None and not self._midline:
            self._held = delta
            return
        self._write(f"{self._held or ''}{delta}")
        self._held = None

    def whole(self, text: str) -> None:
        """The reply is complete; where it did not come in pieces, this says it."""
        self._last = text
        if self._midline:
            self.break_line()
            return
        self._held = None
        lines = [line for line in plain(text).splitlines() if not any(one in line for one in self._shown)]
        if said := _GAP.sub("\n\n", "\n".join(lines)).strip("\n"):
            self._console.print(Text(said), soft_wrap=True)

    def has_said(self, words: str) -> bool:
        """Whether the last reply has them."""
        return words in self._last

    def break_line(self) -> None:
        """Something else is about to be shown; of a reply that broke off, what was held back is void."""
        self._held = None
        if self._midline:
            self._console.print()
            self._midline = False

    def _write(self, text: str) -> None:
        self._console.print(Text(plain(text)), end="", soft_wrap=True)
        self._midline = True
