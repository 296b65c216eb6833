"""Names, and what one step or the funnel as a whole is about."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from ..blueprint import START
from ..forms import LIST, NAME, NAME_OR_LIST
from ..references import GroupRef, Text, Url
from ..steps import Arm, ExternalUrl, Note
from .operation import Operation
from .workpiece import Workpiece


class Rename(Operation):
    """Another name for a step as people see it (its key stays), or without a step for the funnel."""

    op: ClassVar[str] = "rename"
    name: Text
    step: str | None = None

    def change(self, piece: Workpiece) -> None:
        if self.step is None:
            piece.set(funnel=self.name)
        else:
            piece.put(self.step, piece.step(self.step), name=self.name)


class SetGroup(Operation):
    """Move the funnel to another group."""

    op: ClassVar[str] = "set_group"
    group: GroupRef

    def change(self, piece: Workpiece) -> None:
        piece.set(group=self.group)


class SetStart(Operation):
    """Where visitors come in first: a step, or a weighted split over several."""

    op: ClassVar[str] = "set_start"
    start: Annotated[Annotated[str, NAME] | Annotated[tuple[Arm, ...], LIST], NAME_OR_LIST]

    def change(self, piece: Workpiece) -> None:
        piece.set(start=self.start)

    def targets(self) -> Iterator[tuple[str, str]]:
        if isinstance(self.start, str):
            yield START, self.start
            return
        for index, arm in enumerate(self.start):
            yield f"{START}[{index}].to", arm.to


class SetUrl(Operation):
    """Another address for a step that leads outside."""

    op: ClassVar[str] = "set_url"
    step: str
    url: Url

    def change(self, piece: Workpiece) -> None:
        step = piece.step(self.step)
        if not isinstance(step, ExternalUrl):
            raise piece.refusal("step", "is no 'url' step; the address of a page belongs to the page")
        piece.put(self.step, step, url=self.url)


class SetNote(Operation):
    """Another text on a note."""

    op: ClassVar[str] = "set_note"
    step: str
    note: Annotated[str, Field(max_length=4096)]

    def change(self, piece: Workpiece) -> None:
        step = piece.step(self.step)
        if not isinstance(step, Note):
            raise piece.refusal("step", "is no 'note' step")
        piece.put(self.step, step, note=self.note)
