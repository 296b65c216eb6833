"""What a run ended in, by the tracker's database and by what our side claims of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from .inspection import Account, inspect
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
    made, undone = now.differs(stage.after, edits), now.differs(stage.before, edits)
    says_made = ending.claim in ("verified", "differs")
    wanted = stage.after if says_made else stage.before
    verdict = Verdict(job, edits=len(edits), claims=[ending.claim or "stuck"])
    twice = [key for key, count in now.names.items() if count > max(1, wanted.names[key], stage.after.names[key])]
    lost = [edit for edit in edits if not now.has(edit) and not _came_back(edit, stage, ending)]
    verdict.duplicates, verdict.lost_edits = len(twice), len(lost)
    verdict.false_success = int(ending.claim == "verified" and bool(made))
    verdict.stuck = int(not ending.claim or bool(made and undone))
    verdict.orphans = len(_of_ours(now, stage, edits)) if not says_made else len(set(now.assets) - set(wanted.assets))
    if any(verdict.figures):
        off = made if says_made else undone
        verdict.why = [
            f"{job.title}: {ending.claim or 'stuck'}",
            *(f"twice: {one}" for one in twice),
            *(f"lost: {one}" for one in lost),
            *(f"off: {key} is {now.assets.get(key)}, not {wanted.assets.get(key)}" for key in off[:6]),
            *ending.told,
        ]
    return verdict


def _of_ours(now: Account, stage: Stage, edits: Sequence[Edit]) -> list[object]:
    """What is there and was not before, although nothing of the plan should be."""
    theirs = {(edit.family.replace("_", ""), edit.id) for edit in edits}
    return [key for key in now.assets if key not in stage.before.assets and key not in theirs]


def _came_back(edit: Edit, stage: Stage, ending: Ending) -> bool:
    """Whether a human deleted what the plan deleted, too, and a person approved of taking all that back."""
    gone = ("", edit.family.replace("_", ""), edit.id)
    is_delete = edit.field == gone[0] and gone[1:] not in stage.after.assets
    return is_delete and ending.claim == "taken back"
