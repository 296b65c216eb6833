"""The policies of a folder: one file binds every process and every surface over it."""

from .file import PolicyFile
from .telling import told

__all__ = ["PolicyFile", "told"]
