"""Every word a model is told: one Markdown file a purpose, `$name` where something is filled in."""

from importlib.resources import files
from string import Template


def load(name: str, /, **values: str) -> str:
    """The prompt called `name`, with every `$placeholder` filled; a missing one is an error."""
    text = files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")
    return Template(text).substitute(values)
