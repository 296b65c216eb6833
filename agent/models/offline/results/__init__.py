"""Understanding questions about results: from a sentence to what a report is asked for."""

from .inquiry import Filter, Inquiry
from .reading import inquiry_of

__all__ = ["Filter", "Inquiry", "inquiry_of"]
