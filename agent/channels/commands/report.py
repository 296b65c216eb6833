from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funnels.errors import InputError

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from server.building import Desk

    from ...compose import Surroundings
    from ..talking import Opens

_MOST = 500
_PICTURES = {".png": "png", ".svg": "svg"}


def _add(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--by", action="append", default=[], metavar="WHAT", help="country, offer, day, c1, zoneid …; up to 4 times")
    add("--period", default="last 7 days", help="today, monday, last 30 days, 2026-11-01..2026-11-15 …")
    add(
        "--metrics",
        action="append",
        default=[],
        metavar="NAMES",
        help="ids, labels or slang, with commas: EPC,CVR,ROI",
    )
    add(
        "--filter",
        action="append",
        default=[],
        metavar="WHAT=VALUES",
        help="country=DE,AT; with != for all but these",
    )
    add("--having", action="append", default=[], metavar="CONDITION", help="'cost > 3 * payout', 'conversions = 0'")
    add("--sort", default="", metavar="METRIC", help="highest first; with - before it, lowest first (--sort=-P/L)")
    add("--limit", type=int, default=20, help=f"rows, at most {_MOST} (default: %(default)s)")
    add("--compare", default="", metavar="PERIOD", help="a period, or previous")
    add("--zone", default="", help="time zone such as Europe/Berlin")
    add("--chart", default="", metavar="FILE", help="write the chart to FILE.png or FILE.svg")
    add("--plain", action="store_true", help="no chart in the terminal")
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk
    from ..screen import Screen

    if not 1 <= options.limit <= _MOST:
        raise InputError(f"--limit: {options.limit} is not between 1 and {_MOST}.")
    picture = _picture(options.chart)
    screen = Screen(quiet=options.json)
    screen.begin()
    try:
        async with at_desk(surroundings) as desk:
            answer = await desk.results(**_asked(options), progress=screen.progressed)
            if options.chart:
                await _draw(desk, answer, options.chart, picture)
    finally:
        screen.rest()
    _show(screen, answer, options)
    return Exit.DONE


def _asked(options: Namespace) -> dict[str, Any]:
    return {
        "by": _listed(options.by),
        "period": options.period,
        "metrics": _listed(options.metrics),
        "filters": [_filter(one) for one in options.filter],
        "having": options.having,
        "sort": options.sort,
        "limit": options.limit,
        "compare_to": options.compare,
        "time_zone": options.zone,
    }


def _listed(given: list[str]) -> list[str]:
    return [name for one in given for part in one.split(",") if (name := part.strip())]


def _filter(given: str) -> dict[str, Any]:
    attribute, sign, values = given.partition("=")
    if not sign or not values.strip():
        raise InputError(
            f"--filter: {given!r} names no values.", hint="Say it like country=DE,AT or source!=Taboola."
        )
    which = "none" if attribute.endswith("!") else "any"
    return {"attribute": attribute.rstrip("!").strip(), which: _listed([values])}


def _picture(file: str) -> str:
    if not file:
        return ""
    end = Path(file).suffix.casefold()
    if end not in _PICTURES:
        raise InputError(f"--chart: {file!r} is neither PNG nor SVG.", hint="Let the name end in .png or .svg.")
    return _PICTURES[end]


async def _draw(desk: "Desk", answer: dict[str, Any], file: str, picture: Any) -> None:
    drawn = await desk.chart(answer, picture)
    if not drawn:
        raise InputError(
            "--chart: there is nothing to draw.", hint="Say by what, and a period in which something happened."
        )
    _save(file, drawn)


def _save(file: str, drawn: bytes) -> None:
    try:
        Path(file).write_bytes(drawn)
    except OSError as error:
        raise InputError(f"--chart: {file!r} cannot be written ({error.strerror}).") from None


def _show(screen: Any, answer: dict[str, Any], options: Namespace) -> None:
    from ..results import results_view

    if options.json:
        write(answer)
        return
    screen.print(results_view(answer, screen.columns, chart=not options.plain))
    if options.chart:
        screen.notice(f"The chart is in {options.chart}.")


REPORT = Command("report", "what happened, by any attribute, with a chart", _add, _run)
