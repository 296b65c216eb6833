import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from funnels.errors import InputError

from ..exits import Exit
from .command import Command, add_json, write
from .pictures import add_chart, format_of, save

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens

_MOST_VISITORS = 10**9
_MOST_SAMPLES = 10_000


def _add(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("funnel", nargs="+", metavar="FUNNEL", help="name or id")
    add("--visitors", type=int, default=1000, help="how many come (default: %(default)s)")
    add("--period", default="last 30 days", help="whose reports the assumptions are from (default: %(default)s)")
    add("--samples", type=int, default=0, help="seeded runs, for an interval of the profit")
    add(
        "--assume",
        action="append",
        default=[],
        metavar="WHAT=VALUE",
        help="cpc=0.35, ctr:PAGE=25, countries:DE=60 …; shares in percent; repeat it",
    )
    add(
        "--what-if",
        action="append",
        default=[],
        metavar="WHAT=VALUE",
        help="cpc=0.5, weights:STEP:PAGE=70, replace:PAGE=PAGE, 'question=highest cpc' …; with ; between what goes "
        "together, or as JSON; repeat it",
    )
    add_chart(parser)
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk
    from ..forecasts import simulation_view
    from ..screen import Screen

    _check("--visitors", options.visitors, 1, _MOST_VISITORS)
    _check("--samples", options.samples, 0, _MOST_SAMPLES)
    picture = format_of(options.chart)
    assumed = _together([part for one in options.assume for part in _parts(one)], "--assume")
    what_if = [_wish(one) for one in options.what_if]
    screen = Screen(quiet=options.json)
    screen.begin()
    try:
        async with at_desk(surroundings) as desk:
            answer = await desk.simulate(
                " ".join(options.funnel),
                visitors=options.visitors,
                assumed=assumed,
                what_if=what_if,
                period=options.period,
                samples=options.samples,
                progress=screen.progressed,
            )
            if options.chart:
                save(options.chart, await desk.simulation_chart(answer, picture))
    finally:
        screen.rest()
    if options.json:
        write(answer)
    else:
        screen.print(simulation_view(answer, screen.columns, chart=not options.plain))
    return Exit.DONE


def _check(option: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise InputError(f"{option}: {value} is not between {least} and {most:,}.")


def _wish(said: str) -> dict[str, Any]:
    if not said.lstrip().startswith("{"):
        return _together(_parts(said), "--what-if")
    try:
        wish = json.loads(said)
    except ValueError as error:
        raise InputError(f"--what-if: {said!r} is no JSON ({error}).") from None
    return dict(wish)


def _parts(said: str) -> list[str]:
    return [part.strip() for part in said.split(";") if part.strip()]


def _together(parts: list[str], option: str) -> dict[str, Any]:
    """`a:b=1` as {"a": {"b": "1"}}."""
    found: dict[str, Any] = {}
    for part in parts:
        place, sign, value = part.partition("=")
        keys = [key.strip() for key in place.split(":")]
        if not sign or not value.strip() or not all(keys):
            raise InputError(f"{option}: {part!r} says no value.", hint="Say it like cpc=0.35 or ctr:PAGE=25.")
        inner = found
        for key in keys[:-1]:
            inner = inner.setdefault(key, {})
            if not isinstance(inner, dict):
                raise InputError(f"{option}: {part!r} does not go with what was said of {key!r} before.")
        inner[keys[-1]] = value.strip()
    return found


SIMULATE = Command("simulate", "what visitors would do in a funnel and earn, and what if", _add, _run)
