import hashlib
import json
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from funnels.wire import Json

from .change import Change
from .clean import clean
from .leaning import Leaning

LIFETIME = timedelta(hours=24)

Status = Literal["ready", "applying", "applied", "failed", "declined", "undone", "expired", "abandoned", "superseded"]
Level = Literal["change", "dangerous"]


class Origin(BaseModel):
    """Who asked for a plan, and through what."""

    model_config = ConfigDict(frozen=True)

    request: str = ""
    person: str = ""
    surface: str = ""
    model: str = ""


class Plan(BaseModel):
    """Changes in the order they will be made. Never altered once saved; only its status moves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    changes: tuple[Change, ...]
    created: datetime
    leans: tuple[Leaning, ...] = ()
    level: Level = "change"
    dangers: tuple[str, ...] = ()
    """What makes it dangerous, in sentences for people."""
    funnel: tuple[str, str] | None = None
    """Id and name of the funnel it is about."""
    sources: tuple[str, ...] = ()
    """Traffic sources whose links are handed over when it is applied."""
    findings: tuple[Json, ...] = ()
    picture: str = ""
    undoes: str = ""
    """Id of the plan it takes back."""
    merges: str = ""
    """Id of the plan that others came in between, whose changes it brings together with theirs."""
    origin: Origin = Origin()

    @property
    def expires(self) -> datetime:
        return self.created + LIFETIME

    @property
    def fingerprint(self) -> str:
        """Over all that would be written and on what: the plan that was shown is the plan that is applied."""
        models = (*self.changes, *self.leans)
        content = [self.id, self.undoes, self.merges, *(one.model_dump(mode="json") for one in models)]
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def subject(self) -> str:
        """What a person types back for a dangerous plan, as it is shown: a name, or the title of many alike.

        The plan's id, where that is nothing one could type.
        """
        kinds = {(one.do, one.family) for one in self.changes}
        is_many_alike = len(self.changes) > 1 and len(kinds) == 1
        name = self.title if is_many_alike else self.changes[0].name
        shown = clean(self.funnel[1] if self.funnel else name).strip()
        return shown if any(one.isalnum() for one in shown) else self.id
