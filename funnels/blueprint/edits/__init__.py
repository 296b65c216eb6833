"""Edit operations: small changes of a blueprint on stable keys."""

from .edit import OPERATIONS, edit, parse_operations
from .operation import Operation

__all__ = ["OPERATIONS", "Operation", "edit", "parse_operations"]
