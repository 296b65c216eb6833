"""Jobs on single assets, as sentences tell them: `archive X`, `rename X to Y`, `set the payout of X to 45`."""

from .address_told import address_told
from .jobs import IT, Job, jobs_in
from .kinds import KINDS, Kind
from .payout_told import payouts_told

__all__ = ["IT", "KINDS", "Job", "Kind", "address_told", "jobs_in", "payouts_told"]
