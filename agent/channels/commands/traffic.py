from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from server.traffic import Ledger, Outing
    from server.workspace import Workspace

    from ...compose import Surroundings
    from ..screen import Screen
    from ..talking import Opens

_USUAL_DAYS = 7
_LINES = (
    ("visits", "visits"),
    ("visitors", "visitors"),
    ("lander_clicks", "clicks on landers"),
    ("offer_views", "offers seen"),
    ("conversions", "conversions"),
    ("cost", "cost"),
    ("revenue", "revenue"),
)
_REMARKS = (
    ("repeated", "conversions were reported twice, and count once"),
    ("pending", "conversions will be reported after now, and were not sent"),
    ("sent_outside", "visits were sent to an address outside"),
)


def _add(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--funnel", action="append", default=[], metavar="NAME", help="only this one; may be repeated (default: all)"
    )
    parser.add_argument("--visitors", type=int, default=1000, help="how many come (default: %(default)s)")
    parser.add_argument("--days", type=int, help=f"days until today on which they come (default: {_USUAL_DAYS})")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same visitors (default: %(default)s)")
    parser.add_argument("--rate", type=float, default=0, metavar="N", help="at most so many a second")
    parser.add_argument("--url", default="", help="come live, to `funnelwright serve` over the same folder")
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from server.traffic import Ledger, Wish, outing  # wanted for this command only
    from server.workspace import open_workspace

    from ..screen import Screen

    screen = Screen(quiet=options.json)
    if fault := _fault(surroundings, options):
        screen.complain(fault)
        return Exit.NOT_UNDERSTOOD
    days = (1 if options.url else _USUAL_DAYS) if options.days is None else options.days
    ledger = Ledger()
    async with open_workspace(surroundings.server) as workspace:
        wish = Wish(tuple(options.funnel), options.visitors, days, options.seed)
        found = await outing(workspace.tracker, wish, workspace.now())
        for why in found.left_out:
            screen.notice(why)
        try:
            await _play(workspace, found, options, ledger, screen)
        finally:
            if ledger.visits or ledger.refused:  # else nobody got so far
                _tell(found, ledger, options, screen)
    return Exit.DONE


def _fault(surroundings: "Surroundings", options: Namespace) -> str:
    if surroundings.server.is_remote:
        return "Made-up visitors are for the embedded tracker; a remote account is never touched by them."
    if surroundings.server.read_only:
        return "Everything is read-only here: visits would be kept. Unset FUNNELWRIGHT_READ_ONLY to send visitors."
    if options.url and options.days is not None:
        return "Visitors who come live come now: leave --days out, or leave --url out."
    if options.rate < 0:
        return f"--rate {options.rate:g} is no rate: give visitors a second, or leave it out."
    return ""


async def _play(
    workspace: "Workspace", found: "Outing", options: Namespace, ledger: "Ledger", screen: "Screen"
) -> None:
    """Where it is interrupted, those under way finish first."""
    from server.traffic import live_play, past_play

    from ...events import Progress

    async def progress(done: int, total: int) -> None:
        screen.show(Progress(done, total, f"visitors · {ledger.conversions:,} conversions"))

    if options.url:
        await live_play(options.url, found, ledger, progress=progress, pace=options.rate)
    else:
        home = workspace.settings.home
        await past_play(home, found, ledger, workspace.now(), progress=progress, pace=options.rate)


def _tell(found: "Outing", ledger: "Ledger", options: Namespace, screen: "Screen") -> None:
    summary = {"funnels": list(found.funnels), "seed": options.seed, **ledger.summary()}
    if options.json:
        write(summary)
        return
    screen.print(f"Visited: {', '.join(found.funnels)}")
    for name, words in _LINES:
        value = summary[name]
        screen.print(f"{value:>12,}  {words}" if isinstance(value, int) else f"{value:>12}  {words}")
    for name, words in _REMARKS:
        if summary[name]:
            screen.notice(f"{summary[name]:,} {words}.")
    for status, count in ledger.refused.items():
        screen.complain(f"{count:,} requests led nowhere: the tracker answered {status}.")


TRAFFIC = Command("traffic", "send made-up visitors through the funnels of the embedded tracker", _add, _run)
