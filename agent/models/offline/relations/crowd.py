"""Who is meant: by country and device, and by tag, traffic source, tracking field, day and hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..audience import Audience
from ..outcome import Json


@dataclass(frozen=True, slots=True)
class Crowd:
    name: str
    words: str
    audience: Audience | None = None
    rules: tuple[Json, ...] = ()
    """What holds besides."""

    def when(self) -> Json | list[Json]:
        parts = [part.rules() for part in self.audience.parts] if self.audience else [[]]
        whole = [[*part, *self.rules] for part in parts]
        return whole[0] if len(whole) == 1 else {"any": [{"all": part} for part in whole]}


def together(crowds: Sequence[Crowd]) -> Crowd:
    """Those of whom all of it holds."""
    audiences = [one.audience for one in crowds if one.audience]
    return Crowd(
        "_".join(one.name for one in crowds)[:60],
        " ".join(one.words for one in crowds),
        audiences[0] if audiences else None,
        tuple(rule for one in crowds for rule in one.rules),
    )
