"""What a run ended in, by the tracker's database and by what our side claims of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from .inspection import Account, Key, inspect
from .job import Job, Stage
from .people import Edit
from .recovery import Ending

FIGURES = ("duplicates", "lost edits", "stuck", "false success", "orphans")


@dataclass
class Verdict:
    job: Job
    duplicates: int = 0
    lost_edits: int = 0
    stuck: int = 0
    false_success: int = 0
    orphans: int = 0
    edits: int = 0
    killed: bool = False
    claims: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    """What is not as it should be, and what was said on the way."""

    @property
    def figures(self) -> tuple[int, ...]:
        """In the order of FIGURES."""
        return (self.duplicates, self.lost_edits, self.stuck, self.false_success, self.orphans)

    def and_then(self, other: "Verdict") -> Self:
        """With what was found wrong later."""
        for name in ("duplicates", "lost_edits", "stuck", "false_success", "orphans"):
            setattr(self, name, max(getattr(self, name), getattr(other, name)))
        self.claims += other.claims
        self.why += [one for one in other.why if one not in self.why]
        return self


def judged(stage: Stage, job: Job, folder: Path, ending: Ending, edits: Sequence[Edit]) -> Verdict:
    """By what is there; what our side claims decides only what should be."""
    now = inspect(folder, stage.known)
    verdict = Verdict(job, edits=len(edits), claims=[ending.claim or "stuck"])
    twice = [
        key for key, count in now.names.items() if count > max(1, stage.before.names[key], stage.after.names[key])
    ]
    lost = [edit for edit in edits if not now.has(edit) and not _is_asked_for(edit, stage, ending)]
    off = _off(now, stage, ending, edits)
    verdict.duplicates, verdict.lost_edits = len(twice), len(lost)
    verdict.false_success = int(ending.claim == "verified" and bool(off))
    verdict.stuck = int(not ending.claim or bool(off))
    verdict.orphans = len(_orphans(now, stage, ending))
    if any(verdict.figures):
        verdict.why = [
            f"{job.title}: {ending.claim or 'stuck'}",
            *(f"twice: {one}" for one in twice),
            *(f"lost: {one}" for one in lost),
            *(f"off: {key} is {now.assets.get(key)}" for key in off[:6]),
            *ending.told,
        ]
    return verdict


def _off(now: Account, stage: Stage, ending: Ending, edits: Sequence[Edit]) -> list[Key]:
    """What is neither as it should be nor as a human wrote it."""
    made, undone = now.differs(stage.after, edits), now.differs(stage.before, edits)
    if ending.claim in ("verified", "differs"):
        return made
    if ending.claim == "kept":
        halfway = {(one.family.replace("_", ""), one.id) for one in edits} if len(ending.applied) > 1 else set()
        # each plan is taken back on its own: of what a human edited, the first may stay while the second is gone
        return [key for key in made if key in undone and key not in halfway]
    return undone


def _orphans(now: Account, stage: Stage, ending: Ending) -> list[Key]:
    """What is there and was not before, and is nothing that should be there by how it ended."""
    explained = stage.after.assets if ending.claim in ("verified", "differs", "kept") else stage.before.assets
    return [key for key in now.assets if key not in stage.before.assets and key not in explained]


def _is_asked_for(edit: Edit, stage: Stage, ending: Ending) -> bool:
    """Whether a person approved of something else, knowing what a human deleted.

    What the plan deleted, too, comes back when all of it is taken back; what was made of a plan before it was cut
    short is made again when that goes on.
    """
    if edit.field:
        return False
    key = (edit.family.replace("_", ""), edit.id)
    came_back = ending.claim == "taken back" and key not in stage.after.assets
    made_again = ending.claim == "verified" and key not in stage.before.assets
    return came_back or made_again
