"""What was said and done in a trial, line by line, for people to read."""

from dataclasses import dataclass
from typing import Literal

Speaker = Literal["person", "agent", "tool", "plan"]


@dataclass(frozen=True, slots=True)
class Line:
    who: Speaker
    text: str
