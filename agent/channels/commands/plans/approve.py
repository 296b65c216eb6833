from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from ...exits import Exit
from ..command import Command, add_consent, write

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="its id")
    add_consent(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    """The yes is kept for an hour; whoever applies the plan in that time is not asked again."""
    from ....events import Question
    from ...at_desk import at_desk
    from ...consent import Consent
    from ...lines import Lines
    from ...screen import Screen

    screen = Screen(quiet=options.json)
    yes, confirm = getattr(options, "yes", False), getattr(options, "confirm", "")
    consent = Consent(Lines(quiet=options.json), screen.notice, yes, confirm, prompt="Approve? [y/N] ")
    async with at_desk(surroundings) as desk:
        report = await desk.report(options.plan)
        text = await desk.question(options.plan, report["fingerprint"])
        screen.notice(text)
        to_type = report["subject"] if report["level"] == "dangerous" else ""
        answer = consent.answer(Question(text, "approval", to_type=to_type))
        if not answer.yes:
            return _unsaid(screen, gone=answer.gone)
        approved = await desk.approve(options.plan, report["fingerprint"], typed=answer.typed)
    if options.json:
        write(approved)
    else:
        screen.print(approved["message"])
    return Exit.DONE


def _unsaid(screen: Any, *, gone: bool) -> Exit:
    screen.notice("Nobody answered." if gone else "Not approved.")
    return Exit.QUESTION if gone else Exit.DECLINED


APPROVE = Command("approve", "say yes to a plan that somebody else applies", _add, _run)
