"""Where a command writes what it has made."""

import sys
from pathlib import Path

from funnels.errors import InputError


def put(text: str, output: Path | None) -> None:
    """To the file, readable for its owner alone where it is new; without one, to standard output."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.touch(mode=0o600)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"--output: {str(output)!r} cannot be written: {error.strerror}.") from error
