from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx2

from agent.redaction import Redaction

from .exchange import Answered, Exchange, Request, line_of
from .stream import put_together


class Recording(httpx2.AsyncBaseTransport):
    """Passes requests on, and writes each with its answer into the file as soon as the answer ends.

    What the redaction knows, and what looks like a key or a password, is covered before it is written.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, file: Path, *, redaction: Redaction | None = None) -> None:
        self._inner = inner
        self._file = file
        self._redaction = redaction or Redaction()
        self._before: Exchange | None = None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        asked = Request.of(await request.aread(), self._redaction)
        request.headers["accept-encoding"] = "identity"  # what is recorded is text
        try:
            response = await self._inner.handle_async_request(request)
        except httpx2.TransportError:
            self._write(asked, Answered(status=0))
            raise
        headers = response.headers

        def ended(text: str, cut: bool) -> None:
            kind, retry_after = headers.get("content-type", ""), headers.get("retry-after", "")
            status = response.status_code
            self._write(
                asked, Answered(status=status, kind=kind, retry_after=retry_after, text=put_together(text), cut=cut)
            )

        stream = _Heard(response.stream, ended)
        return httpx2.Response(response.status_code, headers=headers, stream=stream, extensions=response.extensions)

    def _write(self, request: Request, answer: Answered) -> None:
        covered = answer.model_copy(update={"text": self._redaction.kept(answer.text)})
        exchange = Exchange(request=request, answer=covered)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(line_of(exchange, self._before))
        self._before = exchange


class _Heard(httpx2.AsyncByteStream):
    """Passes the bytes on; `ended` is told all of them once, and whether the connection broke."""

    def __init__(self, stream: object, ended: Callable[[str, bool], None]) -> None:
        assert isinstance(stream, httpx2.AsyncByteStream)
        self._stream = stream
        self._ended = ended
        self._bytes = b""
        self._told = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._stream:
                self._bytes += chunk
                yield chunk
        except httpx2.TransportError:
            self._tell(cut=True)
            raise
        self._tell(cut=False)

    async def aclose(self) -> None:
        self._tell(cut=False)
        await self._stream.aclose()

    def _tell(self, *, cut: bool) -> None:
        if not self._told:
            self._told = True
            self._ended(self._bytes.decode("utf-8", "replace"), cut)
