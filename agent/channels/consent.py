"""How a person says yes or no to a plan, in words or with `--yes`."""

from collections.abc import Callable
from dataclasses import dataclass

from ..events import Answer, Question
from .lines import Lines

_YES = frozenset({"y", "yes", "ok", "okay", "apply", "apply it", "do it", "go", "go ahead", "sure"})
_NO = frozenset({"", "n", "no", "nope", "not now", "stop", "cancel", "don't"})


@dataclass(frozen=True, slots=True)
class Consent:
    lines: Lines
    tell: Callable[[str], None]
    yes: bool = False
    confirm: str = ""
    """The name to type back, given beforehand."""
    prompt: str = "Apply? [y/N] "

    def answer(self, question: Question, *, beforehand: bool = True) -> Answer:
        """The person's answer. Ctrl-C is no. So is anything but yes, which is then the next thing they say.

        `beforehand`: a yes given on the command line counts. It is for what was asked for, not for what became of it
        because others came in between [our ruling].
        """
        if self.yes and not beforehand:
            self.tell("Others came in between: --yes is not for a plan that was made because of that.")
            return Answer(yes=False, gone=True)
        if self.yes:
            return self._given(question)
        try:
            return self._asked(question)
        except KeyboardInterrupt:
            return Answer(yes=False, left=True)

    def _asked(self, question: Question) -> Answer:
        line = self.lines.answer(self.prompt)
        if line is None:
            return Answer(yes=False, gone=True)
        said = line.strip().rstrip(".!").casefold()
        if said in _YES:
            return self._named(question)
        if said not in _NO:
            self.lines.put_back(line)
        return Answer(yes=False)

    def _given(self, question: Question) -> Answer:
        if question.to_type and not self.confirm:
            self.tell(f"This plan is dangerous: --yes needs --confirm {question.to_type!r} as well.")
            return Answer(yes=False, gone=True)
        return Answer(yes=True, typed=self.confirm)

    def _named(self, question: Question) -> Answer:
        if not question.to_type:
            return Answer(yes=True)
        typed = self.lines.next(f"Type {question.to_type!r} to confirm: ")
        return Answer(yes=typed is not None, typed=(typed or "").strip(), gone=typed is None)
