from argparse import ArgumentParser, Namespace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from funnels.errors import InputError

from ..exits import Exit
from .command import Command, add_json, write
from .pictures import add_chart, format_of, save

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens

_MOST_FLOOR = 50


def _add(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("funnel", nargs="+", metavar="FUNNEL", help="name or id")
    add("--step", default="", help="the split; not needed where there is one")
    add("--by", default="", choices=("", "lander", "offer", "step"), metavar="WHAT", help="lander, offer or step")
    add("--metric", default="", help="ctr, cvr or epv; what decides, if you say none")
    add("--period", default="last 30 days")
    add("--floor", default="", metavar="PERCENT", help="no arm gets less (default: 10, of many arms less)")
    add_chart(parser)
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk
    from ..forecasts import comparison_view
    from ..screen import Screen

    picture, floor = format_of(options.chart), _floor(options.floor)
    screen = Screen(quiet=options.json)
    screen.begin()
    try:
        async with at_desk(surroundings) as desk:
            answer = await desk.compare_variants(
                " ".join(options.funnel),
                step=options.step,
                by=options.by,
                metric=options.metric,
                period=options.period,
                floor=floor,
                progress=screen.progressed,
            )
            if options.chart:
                save(options.chart, await desk.comparison_chart(answer, picture))
    finally:
        screen.rest()
    if options.json:
        write(answer)
    else:
        screen.print(comparison_view(answer, screen.columns, chart=not options.plain))
    return Exit.DONE


def _floor(said: str) -> Decimal | None:
    if not said:
        return None
    try:
        floor = Decimal(said.removesuffix("%").strip())
    except InvalidOperation:
        floor = Decimal("NaN")
    if not floor.is_finite() or not 0 <= floor <= _MOST_FLOOR:
        raise InputError(f"--floor: {said!r} is not 0 to {_MOST_FLOOR} percent.")
    return floor


COMPARE = Command("compare", "which variant of a split wins, and whether that is real", _add, _run)
