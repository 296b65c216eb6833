import os

from rich.console import Console


class Paper(Console):
    """A console whose reader may leave, as `| head` does: what was asked for is finished, and shown to nobody.

    Rich would leave the program at that moment, in the middle of applying a plan.
    """

    def on_broken_pipe(self) -> None:
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())
