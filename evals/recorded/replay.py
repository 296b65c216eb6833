import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2

from agent.redaction import Redaction

from .exchange import Answered, Exchange, Request, transcript
from .renaming import Renaming
from .stream import put_together


class Replaying(httpx2.AsyncBaseTransport):
    """Answers every request with what was recorded, in the ids of now. CaseError for a file that is none.

    A request that says something else than the recorded one is answered all the same, and counted in `drifts`. Where
    no answer can be given, `problem` says why, and the model is told that its request is refused.
    """

    def __init__(self, file: Path, *, redaction: Redaction | None = None) -> None:
        self._file = file
        self._redaction = redaction or Redaction()
        self._left = transcript(file)
        self._count = len(self._left)
        self._names = Renaming()
        self.drifts: list[str] = []
        self.problem = ""

    @property
    def unused(self) -> int:
        """How many recorded answers were not asked for."""
        return len(self._left)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        asked = Request.of(await request.aread(), self._redaction)
        if not self._left:
            return self._refused(f"holds {self._count} answers, and this is one request more")
        exchange = self._left.pop(0)
        self._compare(exchange, asked)
        unknown: list[str] = []

        def rewrite(text: str) -> str:
            unknown.extend(self._names.unknown_in(text))
            return self._names.renamed(text)

        text = put_together(exchange.answer.text, rewrite)
        if unknown:
            return self._refused(f"answers with {unknown[0]}, and what is called so now cannot be told")
        return _response(exchange.answer, text, request)

    def _compare(self, exchange: Exchange, asked: Request) -> None:
        recorded = exchange.request
        differing = [
            f"the {part} changed"
            for part in ("model", "system", "tools")
            if getattr(recorded, part) != getattr(asked, part)
        ]
        place = self._names.learn(recorded.messages, asked.messages)
        if reasons := [*differing, *([place] if place else [])]:
            number = self._count - len(self._left)
            self.drifts.append(f"request {number}: {'; '.join(reasons)}")

    def _refused(self, why: str) -> httpx2.Response:
        self.problem = self.problem or f"The transcript {self._file} {why}. Record it again."
        error = {"type": "error", "error": {"type": "invalid_request_error", "message": self.problem}}
        return httpx2.Response(400, headers={"content-type": "application/json"}, content=json.dumps(error))


def _response(answer: Answered, text: str, request: httpx2.Request) -> httpx2.Response:
    if answer.status == 0:
        raise httpx2.ConnectError("The service was not reached when this was recorded.", request=request)
    headers = {"content-type": answer.kind, "retry-after": answer.retry_after}
    given = {name: value for name, value in headers.items() if value}
    return httpx2.Response(answer.status, headers=given, stream=_Told(text, cut=answer.cut))


class _Told(httpx2.AsyncByteStream):
    def __init__(self, text: str, *, cut: bool) -> None:
        self._text = text
        self._cut = cut

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._text.encode()
        if self._cut:
            raise httpx2.ReadError("The connection broke when this was recorded.")
