"""Which tools were called, and how often."""

from collections.abc import Iterator

from ..grade import Grade, grade
from .naming import listed
from .scene import Scene


def grades(scene: Scene) -> Iterator[Grade]:
    called = [call.tool for call in scene.happened.calls]
    missing = [tool for tool in scene.expect.uses if tool not in called]
    if scene.expect.uses:
        wrong = [f"expected {listed(missing)} to be called, found {listed(called)}"] if missing else []
        yield grade("uses", wrong)
    most = scene.expect.most_calls
    wrong = [f"expected {most} calls at most, found {len(called)}: {listed(called)}"] if len(called) > most else []
    yield grade("most_calls", wrong)
