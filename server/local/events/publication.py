"""What makes sealed files count, or no longer count: one write to the manifest."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from . import files
from .manifest import Manifest, Part
from .tables import gone, part, retired, state


@dataclass(frozen=True, slots=True)
class Publication:
    added: Sequence[Part] = ()
    removed: Sequence[Part] = ()
    gone: Mapping[str, str] = field(default_factory=dict)
    """More events that do not count, and the file each is in."""


def publish(connection: Connection, before: Manifest, publication: Publication, sealed: int) -> None:
    """Within a write: change the manifest from what it was `before`; live events up to `sealed` stop counting."""
    moved = update(state).where(state.c.generation == before.generation)
    if connection.execute(moved.values(generation=before.generation + 1, sealed=sealed)).rowcount != 1:
        raise RuntimeError("Two are sealing at once: the locks of this file system do not hold.")
    now = int(time.time())
    for each in publication.removed:
        connection.execute(delete(part).where(part.c.file == each.file))
        connection.execute(delete(gone).where(gone.c.file == each.file))
        connection.execute(insert(retired).values(file=each.file, since=now))
    if publication.added:
        connection.execute(insert(part), [asdict(each) for each in publication.added])
    if publication.gone:
        connection.execute(insert(gone), [{"event_id": id, "file": file} for id, file in publication.gone.items()])


def clear(connection: Connection, folder: Path) -> None:
    """Within a write, by the one whose turn it is: delete files that nobody can be reading any more."""
    oldest = int(time.time()) - files.GRACE_SECONDS
    for (file,) in connection.execute(select(retired.c.file).where(retired.c.since < oldest)).all():
        if files.discard(folder / file):
            connection.execute(delete(retired).where(retired.c.file == file))
    counting = set(connection.scalars(select(part.c.file))) | set(connection.scalars(select(retired.c.file)))
    files.sweep(folder, counting)
