"""Edit operations: small changes of a blueprint on stable keys."""

from .edit import OPERATIONS, edit, parse_operations, replaced_steps
from .operation import Operation

__all__ = ["OPERATIONS", "Operation", "edit", "parse_operations", "replaced_steps"]
