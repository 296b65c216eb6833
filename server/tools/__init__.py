"""The tools a model sees, in the order it sees them. A line here is a decision: each costs every conversation."""

from .apply_plan import apply_plan
from .check_funnel import check_funnel
from .compare_variants import compare_variants
from .delivery_logs import delivery_logs
from .describe_family import describe_family
from .explore import explore
from .find_assets import find_assets
from .get_assets import get_assets
from .get_funnel import get_funnel
from .get_links import get_links
from .history import history
from .list_plans import list_plans
from .plan_changes import plan_changes
from .plan_edit import plan_edit
from .plan_funnel import plan_funnel
from .plan_updates import plan_updates
from .raw_events import raw_events
from .report import report
from .report_fields import report_fields
from .simulate_funnel import simulate_funnel
from .tool import Opens, Tool
from .undo import undo

TOOLS: tuple[Tool, ...] = (
    find_assets,
    describe_family,
    plan_funnel,
    plan_edit,
    plan_changes,
    plan_updates,
    apply_plan,
    undo,
    get_funnel,
    check_funnel,
    get_links,
    get_assets,
    list_plans,
    history,
    report_fields,
    report,
    raw_events,
    explore,
    delivery_logs,
    compare_variants,
    simulate_funnel,
)

__all__ = ["TOOLS", "Opens", "Tool"]
