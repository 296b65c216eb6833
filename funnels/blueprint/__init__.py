"""What a planner writes, and the way from it to a funnel document and back."""

from ..countries import COUNTRIES
from .blueprint import START, Blueprint
from .compile import compile
from .copy import compile_copy
from .draft import Draft
from .dump import dump
from .edits import OPERATIONS, Operation, edit, parse_operations, replaced_steps
from .mentioned import Mention, mentioned
from .parse import parse
from .reading import Reading, read
from .rules import ATTRIBUTES, TESTS
from .sharing import Opened, changed_for_all, is_shared, localised, opened, used_by
from .steps import STEPS, Step
from .write_rule import DEVICES

__all__ = [
    "ATTRIBUTES",
    "COUNTRIES",
    "DEVICES",
    "OPERATIONS",
    "START",
    "STEPS",
    "TESTS",
    "Blueprint",
    "Draft",
    "Mention",
    "Opened",
    "Operation",
    "Reading",
    "Step",
    "changed_for_all",
    "compile",
    "compile_copy",
    "dump",
    "edit",
    "is_shared",
    "localised",
    "mentioned",
    "opened",
    "parse",
    "parse_operations",
    "read",
    "replaced_steps",
    "used_by",
]
