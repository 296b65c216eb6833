"""Questions where something is missing, and nowhere else."""

from collections.abc import Iterator

from ..case import Asks
from ..grade import Grade, grade
from .scene import Scene
from .shrugs import is_shrug, without_shrugs
from .words import found, shortened

_PLANS = ("plan_", "apply_plan", "undo")


def grades(scene: Scene) -> Iterator[Grade]:
    wanted = scene.expect.asks
    if wanted is None:
        if scene.expect.refuses is None:
            yield grade("asks nothing", list(_needless(scene)))
        return
    yield grade("asks", list(_missing(scene, _asks(wanted))))


def _asks(wanted: object) -> Asks:
    if isinstance(wanted, Asks):
        return wanted
    return Asks(about=wanted if isinstance(wanted, str) else "")


def _needless(scene: Scene) -> Iterator[str]:
    asked = scene.happened.asked
    if asked and not _declined(scene):
        yield f"a question nobody needs: {shortened(asked.text)!r}"


def _declined(scene: Scene) -> bool:
    """After a no to a plan one may ask what is wanted instead."""
    return any(result.data and result.data.get("status") == "declined" for result in scene.happened.results)


def _missing(scene: Scene, wanted: Asks) -> Iterator[str]:
    question, choices = _question(scene)
    if not question:
        yield f"expected a question, found {shortened(scene.happened.told)!r}"
        return
    if wanted.about and not found(wanted.about, without_shrugs("\n".join([question, *choices]))):
        yield f"expected a question about {wanted.about!r}, found {shortened(question)!r}"
    offered = "\n".join([question, *choices, scene.said]).casefold()
    for choice in wanted.choices:
        if choice.casefold() not in offered:
            yield f"the choice {choice!r} is not offered: {shortened(question)!r} {list(choices)}"


def _question(scene: Scene) -> tuple[str, tuple[str, ...]]:
    """A model may also put its question in plain words, as the last thing it says and without any plan."""
    asked = scene.happened.asked
    if asked:
        return ("", ()) if is_shrug(asked.text) and not asked.choices else (asked.text, asked.choices)
    planned = any(call.tool.startswith(_PLANS) for call in scene.happened.calls)
    told = scene.happened.told.strip()
    return (told if told.endswith("?") and not planned else "", ())
