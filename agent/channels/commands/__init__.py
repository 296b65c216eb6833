"""What the command line does without a conversation, in the order in which `--help` tells it."""

from .apply import APPLY
from .audit import AUDIT
from .command import Command
from .compare import COMPARE
from .conversations import CONVERSATIONS
from .deliveries import DELIVERIES
from .demo import DEMO
from .drift import DRIFT
from .explore import EXPLORE
from .history import HISTORY
from .links import LINKS
from .plans import PLANS
from .policies import POLICIES
from .report import REPORT
from .serve import SERVE
from .simulate import SIMULATE
from .traffic import TRAFFIC

COMMANDS: tuple[Command, ...] = (
    APPLY,
    PLANS,
    HISTORY,
    DRIFT,
    AUDIT,
    POLICIES,
    LINKS,
    REPORT,
    COMPARE,
    SIMULATE,
    EXPLORE,
    DELIVERIES,
    CONVERSATIONS,
    SERVE,
    TRAFFIC,
    DEMO,
)

__all__ = ["COMMANDS", "Command"]
