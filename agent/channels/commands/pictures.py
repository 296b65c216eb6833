"""Charts that a command writes into a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Literal

from funnels.errors import InputError

Format = Literal["png", "svg"]

_FORMATS: dict[str, Format] = {".png": "png", ".svg": "svg"}


def add_chart(parser: ArgumentParser) -> None:
    parser.add_argument("--chart", default="", metavar="FILE", help="write the chart to FILE.png or FILE.svg")
    parser.add_argument("--plain", action="store_true", help="no chart in the terminal")


def format_of(file: str) -> Format:
    """By how the name ends; PNG without a name."""
    if not file:
        return "png"
    end = Path(file).suffix.casefold()
    if end not in _FORMATS:
        raise InputError(f"--chart: {file!r} is neither PNG nor SVG.", hint="Let the name end in .png or .svg.")
    return _FORMATS[end]


def save(file: str, drawn: bytes) -> None:
    if not drawn:
        raise InputError("--chart: there is nothing to draw.", hint="Choose a period in which something happened.")
    try:
        Path(file).write_bytes(drawn)
    except OSError as error:
        raise InputError(f"--chart: {file!r} cannot be written ({error.strerror}).") from None
