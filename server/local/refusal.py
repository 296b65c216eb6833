"""How the tracker says no."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """Answered as `{code, message, field?}`; the code is the HTTP status (our ruling, the contract names none)."""

    def __init__(self, status: int, message: str, field: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.field = field

    def document(self) -> dict[str, object]:
        return {"code": self.status, "message": self.message, **({"field": self.field} if self.field else {})}


def invalid(field: str, message: str) -> Refusal:
    """A 400 about one field; the message goes on from its name."""
    return Refusal(400, f"{field} {message}." if field else f"The body {message}.", field)
