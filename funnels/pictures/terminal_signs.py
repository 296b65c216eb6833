from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """What a tree is drawn with."""

    arm: str
    last_arm: str
    bar: str
    to: str
    back: str
    error: str
    warning: str
    hint: str

    def of(self, severity: str) -> str:
        return {"error": self.error, "warning": self.warning}.get(severity, self.hint)

    def before(self, ends: tuple[bool, ...]) -> str:
        """What stands before an arm, given for each level whether it is the last there."""
        bars = "".join("   " if last else self.bar for last in ends[:-1])
        return bars + (self.last_arm if ends[-1] else self.arm) if ends else ""

    def below(self, ends: tuple[bool, ...], *, leads_on: bool) -> str:
        """What stands before a line that belongs to the node above it."""
        return "".join("   " if last else self.bar for last in ends) + (self.bar if leads_on else "   ")


BOX_SIGNS = Signs("├─ ", "└─ ", "│  ", "→", "↺ back to", "✖", "▲", "•")
ASCII_SIGNS = Signs("|- ", "`- ", "|  ", "->", "back to", "x", "!", "-")
