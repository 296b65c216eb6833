"""Understanding questions about results: from a sentence to what a report is asked for."""

from .inquiry import Filter, Inquiry
from .reading import inquiry_of
from .whole import inquiries_of

__all__ = ["Filter", "Inquiry", "inquiries_of", "inquiry_of"]
