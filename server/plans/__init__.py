"""Plans: nothing changes but through one."""

from .abandoning import abandon
from .apply import Applied, Progress, apply
from .change import Change
from .clean import clean
from .dangers import Visits, dangers, live_funnels
from .diff import FieldDiff, diff
from .drafted import changes_of, changes_of_many
from .gate import closed, objections, refuse_at, refuse_forbidden, refuse_unplanned
from .items import Item, items_of, made_in
from .leaning import leanings
from .listing import listed
from .naming import names_in
from .overlap import Overlap, side_by_side
from .plan import Origin, Plan
from .policy import Policy
from .proof import Outcome
from .rebase import Rebased, rebased
from .referrers import told_of_users
from .requested import requested, subjects
from .secrecy import Drafted, with_secrets_apart
from .sharing import is_felt, with_users
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
    "Visits",
    "abandon",
    "apply",
    "changes_of",
    "changes_of_many",
    "clean",
    "close",
    "closed",
    "dangers",
    "data",
    "diff",
    "inverse",
    "is_felt",
    "items_of",
    "leanings",
    "listed",
    "live_funnels",
    "made_in",
    "names_in",
    "objections",
    "rebased",
    "refuse_at",
    "refuse_forbidden",
    "refuse_unplanned",
    "requested",
    "side_by_side",
    "subjects",
    "taken_back",
    "text",
    "told",
    "told_of_users",
    "with_secrets_apart",
    "with_users",
]
