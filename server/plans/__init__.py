"""Plans: nothing changes but through one."""

from .apply import Applied, Progress, apply
from .change import Change
from .clean import clean
from .diff import FieldDiff, diff
from .drafted import changes_of
from .gate import refuse_forbidden
from .naming import names_in
from .plan import Origin, Plan, level_of
from .policy import Policy
from .proof import Outcome
from .requested import requested, subjects
from .secrecy import Drafted, with_secrets_apart
from .show import data, text
from .store import Kept, PlanStore
from .undo import inverse, taken_back

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
    "Policy",
    "Progress",
    "apply",
    "changes_of",
    "clean",
    "data",
    "diff",
    "inverse",
    "level_of",
    "names_in",
    "refuse_forbidden",
    "requested",
    "subjects",
    "taken_back",
    "text",
    "with_secrets_apart",
]
