"""What can be wrong with an evaluation itself."""

from funnels.errors import InputError


class CaseError(InputError):
    """A case, an account or a transcript cannot be used; whoever wrote it must act."""
