"""The tracker's HTTP contract as data: its operations and schemas, and the validation of bodies against them."""

from .contract import operation, operations, schema
from .operation import Effect, Operation, Parameter, Schema
from .validation import Violation, violations

__all__ = [
    "Effect",
    "Operation",
    "Parameter",
    "Schema",
    "Violation",
    "operation",
    "operations",
    "schema",
    "violations",
]
