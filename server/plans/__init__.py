"""Plans: nothing changes but through one."""

from .abandoning import abandon
from .apply import Applied, Progress, apply
from .change import Change
from .clean import clean
from .diff import FieldDiff, diff
from .drafted import changes_of
from .gate import refuse_forbidden
from .items import Item, items_of
from .naming import names_in
from .plan import Origin, Plan, level_of
from .policy import Policy
from .proof import Outcome
from .rebase import Overlap, Rebased, rebased, side_by_side
from .requested import requested, subjects
from .secrecy import Drafted, with_secrets_apart
from .show import data, text
from .sides import told
from .store import Kept, PlanStore
from .superseding import close
from .undo import inverse, taken_back

__all__ = [
    "Applied",
    "Change",
    "Drafted",
    "FieldDiff",
    "Item",
    "Kept",
    "Origin",
    "Outcome",
    "Overlap",
    "Plan",
    "PlanStore",
    "Policy",
    "Progress",
    "Rebased",
    "abandon",
    "apply",
    "changes_of",
    "clean",
    "close",
    "data",
    "diff",
    "inverse",
    "items_of",
    "level_of",
    "names_in",
    "rebased",
    "refuse_forbidden",
    "requested",
    "side_by_side",
    "subjects",
    "taken_back",
    "text",
    "told",
    "with_secrets_apart",
]
