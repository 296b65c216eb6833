"""Plans: nothing changes but through one."""

from .apply import Applied, Outcome, Progress, apply
from .change import Change
from .diff import FieldDiff, diff
from .drafted import Drafted, changes_of, with_secrets_apart
from .plan import Origin, Plan, level_of
from .requested import requested, subjects
from .show import clean, data, text
from .store import Kept, PlanStore
from .undo import inverse

__all__ = [
    "Applied",
    "Change",
    "Drafted",
    "FieldDiff",
    "Kept",
    "Origin",
    "Outcome",
    "Plan",
    "PlanStore",
    "Progress",
    "apply",
    "changes_of",
    "clean",
    "data",
    "diff",
    "inverse",
    "level_of",
    "requested",
    "subjects",
    "text",
    "with_secrets_apart",
]
