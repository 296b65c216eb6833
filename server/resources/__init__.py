"""What an assistant may read beside the tools, and the prompts it may offer a person."""

from .prompts import add_completions, add_prompts
from .resources import add_resources

__all__ = ["add_completions", "add_prompts", "add_resources"]
