"""Sends what is in the outbox, and logs every try."""

import logging
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from threading import Event, Lock, Thread
from typing import Any

import orjson

from funnels.assets import WebhookConfig
from funnels.wire import Json

from ..events import EventStore
from .catalogue import Catalogue
from .deliveries import WEBHOOKS, postback, webhook
from .outbox import Outbox, Taken
from .outside import Letter, Outside, OutsideError, RefusedError, Said
from .payloads import SCHEMA

_AT_ONCE = 32
_TO_ONE = 8
"""At once to one receiver, so that others do not wait for one that is slow."""

_SECONDS = 20.0
_REDIRECTS = 3
"""Followed by postbacks, which networks like to move; never by webhooks, which carry a body."""

_LONGEST_NAP = 5.0
"""Seconds until one looks for messages other processes left."""

_SWEEP_SECONDS = 3_600.0

_log = logging.getLogger(__name__)


class Courier:
    """One thread for each process that has something to send; begins by itself."""

    def __init__(
        self, outbox: Outbox, catalogue: Catalogue, events: EventStore, outside: Outside, now_ms: Callable[[], int]
    ) -> None:
        self._outbox = outbox
        self._catalogue = catalogue
        self._events = events
        self._outside = outside
        self._now_ms = now_ms
        self._lock = Lock()
        self._thread: Thread | None = None
        self._wake = Event()
        self._stops = False

    def start(self) -> None:
        """Also called whenever there is something new."""
        with self._lock:
            if self._thread is None:
                self._stops = False
                self._thread = Thread(target=self._run, name="courier", daemon=True)
                self._thread.start()
        self._wake.set()

    def close(self) -> None:
        """Wait for what is under way; the rest is sent by whoever comes next."""
        with self._lock:
            thread, self._thread = self._thread, None
            self._stops = True
        self._wake.set()
        if thread is not None:
            thread.join()
        self._stops = False

    def send_due(self) -> int:
        """Send what is due, also what becomes due meanwhile; gives the number of tries."""
        tries = 0
        under_way: dict[Future[Json], str] = {}
        with ThreadPoolExecutor(_AT_ONCE, "courier") as pool:
            while True:
                self._wake.clear()
                for taken in self._taken(Counter(under_way.values())):
                    sending = pool.submit(self._tried, taken)
                    under_way[sending] = taken.receiver
                    sending.add_done_callback(lambda _: self._wake.set())
                    tries += 1
                if not under_way:
                    return tries
                self._wake.wait(_LONGEST_NAP)
                done = [sending for sending in under_way if sending.done()]
                if done:
                    self._events.append([], deliveries=[sending.result() for sending in done])
                for sending in done:
                    del under_way[sending]

    def _taken(self, busy: Counter[str]) -> list[Taken]:
        room = 0 if self._stops else _AT_ONCE - busy.total()
        return self._outbox.take(room, busy, _TO_ONE) if room else []

    def _run(self) -> None:
        swept = -_SWEEP_SECONDS
        while not self._stops:
            self._wake.clear()
            due = None
            try:
                if time.monotonic() - swept >= _SWEEP_SECONDS:
                    self._outbox.sweep()
                    swept = time.monotonic()
                due = self._outbox.next_due()
                if due is not None and due <= self._now_ms():
                    self.send_due()
                    due = self._outbox.next_due()
            except Exception:
                _log.exception("Postbacks and webhooks could not be sent; they are tried again")
            ahead = (due - self._now_ms()) / 1000 if due is not None else _LONGEST_NAP
            if not self._stops:
                self._wake.wait(min(max(ahead, 0.05), _LONGEST_NAP))

    def _tried(self, taken: Taken) -> Json:
        send = self._webhook if taken.document["kind"] == WEBHOOKS else self._postback
        try:
            return send(taken)
        except Exception:
            _log.exception("A message could not be sent")
            return self._log_of(taken, None, "failed", self._again(taken, "something went wrong on our side"), 0)

    def _postback(self, taken: Taken) -> Json:
        return self._sent(taken, Letter("GET", taken.document["url"], {}, seconds=_SECONDS, redirects=_REDIRECTS))

    def _webhook(self, taken: Taken) -> Json:
        config: WebhookConfig | None = self._catalogue.any_state(WebhookConfig, taken.document["config"])
        if config is None or not config.is_active or not config.enabled:
            self._outbox.done(taken)
            return self._log_of(taken, None, "skipped", "the webhook is switched off or gone", 0)
        password = self._catalogue.secrets(WebhookConfig, config.id).get("", {}).get("password", "")
        auth = (config.basic_auth.username, password) if config.basic_auth and config.basic_auth.username else None
        headers = {
            **config.headers,
            "Content-Type": "application/json",
            "X-Funnelflux-Payload-Schema": SCHEMA,
            "X-Funnelflux-Trigger-Type": taken.document["about"]["trigger"],
            "X-Funnelflux-Request-ID": taken.document["about"]["requestId"],
        }
        content = orjson.dumps(taken.document["body"])
        return self._sent(taken, Letter("POST", config.url, headers, content, auth, _SECONDS))

    def _sent(self, taken: Taken, letter: Letter) -> Json:
        begun = time.monotonic()
        said: Said | None = None
        try:
            said = self._outside.ask(letter)
        except RefusedError as error:
            self._outbox.done(taken)
            return self._log_of(taken, None, "failed", f"{error}; it is not tried again", 0)
        except OutsideError as error:
            why = str(error)
        else:
            why = "" if said.status < 300 else f"the answer was {said.status}"
        took = round((time.monotonic() - begun) * 1000)
        if not why:
            self._outbox.done(taken)
            return self._log_of(taken, said, "sent", "", took)
        return self._log_of(taken, said, "failed", self._again(taken, why), took)

    def _again(self, taken: Taken, why: str) -> str:
        return f"{why}; it is tried again" if self._outbox.failed(taken) else f"{why}; it is given up"

    def _log_of(self, taken: Taken, said: Said | None, result: str, why: str, took: int) -> Json:
        more: dict[str, Any] = {
            "httpStatus": said.status if said else None,
            "result": result,
            "message": why,
            "attempt": taken.attempt,
        }
        document, id = taken.document, f"{taken.key}/{taken.attempt}/{uuid.uuid4().hex[:8]}"
        if document["kind"] == WEBHOOKS:
            return webhook(id, self._now_ms(), document["config"], document["about"], latencyMs=took, **more)
        revenue = document["about"].get("revenue")
        about = {**document["about"], "revenue": None if revenue is None else Decimal(revenue)}
        return postback(id, self._now_ms(), "outgoing", document["url"], about, **more)
