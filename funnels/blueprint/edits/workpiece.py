from collections.abc import Mapping, Sequence

from ...errors import BlueprintError, Fault
from ...names import nearest
from ..blueprint import START, Blueprint
from ..steps import Arm, Split, Step

Spelled = Mapping[tuple[str, str, str], str]


class Workpiece:
    """A blueprint while operations change it, one after the other."""

    def __init__(self, blueprint: Blueprint, spelled: Spelled) -> None:
        self.blueprint = blueprint
        self.spelled = spelled
        self.steps = dict(blueprint.steps)
        self.place = ""
        """Of the operation at work, such as `operations[2]`."""

    def result(self) -> Blueprint:
        return self.blueprint.model_copy(update={"steps": self.steps})

    def set(self, **fields: object) -> None:
        """Fields of the blueprint itself."""
        self.blueprint = self.blueprint.model_copy(update=fields)

    def put(self, key: str, step: Step, **fields: object) -> None:
        """The step with these fields set."""
        self.steps[key] = step.model_copy(update=fields) if fields else step

    def step(self, key: str, field: str = "step") -> Step:
        if key not in self.steps:
            if key == START:
                raise self.refusal(field, "the entrance cannot do this; it only splits visitors over first steps")
            raise self.refusal(field, f"no step is called {key!r}", nearest(key, list(self.steps), most=3))
        return self.steps[key]

    def arms(self, key: str) -> tuple[Arm, ...] | None:
        """The arms of a split, or of the entrance; None where the step does not split."""
        if key == START:
            start = self.blueprint.start
            return (Arm(to=start),) if isinstance(start, str) else start
        step = self.step(key)
        return step.split if isinstance(step, Split) else None

    def put_arms(self, key: str, arms: Sequence[Arm]) -> None:
        if key != START:
            self.put(key, self.steps[key], split=tuple(arms))
        elif len(arms) == 1 and arms[0].weight in (None, 100):
            self.set(start=arms[0].to)
        else:
            self.set(start=tuple(arms))

    def refusal(self, field: str, message: str, candidates: Sequence[str] = ()) -> BlueprintError:
        place = f"{self.place}.{field}" if field else self.place
        return BlueprintError([Fault(place, message, tuple(candidates))])
