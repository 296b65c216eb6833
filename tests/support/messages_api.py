"""A loopback server that speaks the Messages API, streaming; what it says is written down by the test."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prompt_cache import PromptCache

Json = dict[str, Any]
KEY = "sk-ant-loopback-0123456789"


@dataclass(frozen=True)
class Said:
    """One answer. `events` cuts the stream after so many events, `error` ends it with an error event."""

    content: tuple[Json, ...] = ()
    stop: str = "end_turn"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    events: int | None = None
    error: str = ""
    polite: bool = False
    """Cut, but the connection is closed in order."""
    details: Json | None = None
    message: str = "no"
    stop_reason: bool = True
    """False for a service that never says why it stops."""
    usage: Json | None = None
    """As this service counts; empty for one that does not count at all."""
    raw: tuple[str, str] | None = None
    """Kind and text of an answer that is no stream of the Messages API."""


def text(words: str) -> Json:
    return {"type": "text", "text": words}


def use(id: str, name: str, **arguments: Any) -> Json:
    return {"type": "tool_use", "id": id, "name": name, "input": arguments}


USAGE = {"input_tokens": 100, "output_tokens": 1, "cache_read_input_tokens": 1000, "cache_creation_input_tokens": 10}


def saying(*content: Json | str, **more: Any) -> Said:
    """An answer of words and calls."""
    blocks = tuple(text(one) if isinstance(one, str) else one for one in content)
    calls = any(block["type"] == "tool_use" for block in blocks)
    return Said(blocks, **{"stop": "tool_use" if calls else "end_turn", **more})


def events_of(said: Said, counted: Json) -> Iterator[Json]:
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "loopback", "content": []}
    begun = {**message, "stop_reason": None, "stop_sequence": None}
    usage = counted if said.usage is None else said.usage
    yield {"type": "message_start", "message": {**begun, "usage": usage} if usage else begun}
    for index, block in enumerate(said.content):
        yield {"type": "content_block_start", "index": index, "content_block": _empty(block)}
        for delta in _deltas(block):
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    stop = said.stop if said.stop_reason else None
    ending = {"stop_reason": stop, "stop_sequence": None, "stop_details": said.details}
    written = {"output_tokens": 20}
    yield (
        {"type": "message_delta", "delta": ending, "usage": written}
        if usage
        else {
            "type": "message_delta",
            "delta": ending,
        }
    )
    yield {"type": "message_stop"}


def _empty(block: Json) -> Json:
    empty = {"text": {"text": ""}, "tool_use": {"input": {}}, "thinking": {"thinking": "", "signature": ""}}
    return block | empty[block["type"]]


def _deltas(block: Json) -> Iterator[Json]:
    match block["type"]:
        case "text":
            for start in range(0, len(block["text"]), 7):
                yield {"type": "text_delta", "text": block["text"][start : start + 7]}
        case "tool_use":
            written = json.dumps(block["input"])
            for start in range(0, len(written), 7):
                yield {"type": "input_json_delta", "partial_json": written[start : start + 7]}
        case "thinking":
            yield {"type": "thinking_delta", "thinking": block["thinking"]}
            yield {"type": "signature_delta", "signature": block["signature"]}


@dataclass
class MessagesApi:
    script: list[Said | Callable[[Json], Said]] = field(default_factory=list)
    """What is answered, one after another; a function is given the request."""
    requests: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    """Bytes of each request."""
    url: str = ""
    cache: PromptCache | None = None
    """Counts what is cached; without it every answer tells the same usage."""
    usages: list[Json] = field(default_factory=list)

    def counted(self, request: Json) -> Json:
        usage = self.cache.usage(request) if self.cache else USAGE
        self.usages.append(usage)
        return {"output_tokens": 1, **usage}


@contextmanager
def serving(script: Sequence[Said | Callable[[Json], Said]] = ()) -> Iterator[MessagesApi]:
    api = MessagesApi(list(script))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(api))
    server.daemon_threads = True
    api.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(api: MessagesApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

        def do_POST(self) -> None:
            size = int(self.headers["content-length"])
            api.requests.append(json.loads(self.rfile.read(size)))
            api.sizes.append(size)
            api.headers.append(dict(self.headers))
            api.paths.append(self.path)
            step = api.script.pop(0)
            said = step if isinstance(step, Said) else step(api.requests[-1])
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            if said.raw:
                self._send(said.raw[0], said.raw[1].encode())
            elif said.status == 200:
                self._stream(said)
            else:
                error = {"type": "error", "error": {"type": "api_error", "message": said.message}}
                self._send("application/json", json.dumps(error).encode())

        def _send(self, kind: str, body: bytes) -> None:
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, said: Said) -> None:
            body = _streamed(said, api.counted(api.requests[-1]))
            if said.events is not None and not said.error and not said.polite:
                self.send_header("content-type", "text/event-stream")
                self.send_header("content-length", str(len(body) + 1000))  # more was promised than comes
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True
            else:
                self._send("text/event-stream", body)

    return Handler


def _streamed(said: Said, counted: Json) -> bytes:
    events = list(events_of(said, counted))[: said.events]
    if said.error:
        events.append({"type": "error", "error": {"type": said.error, "message": said.error}})
    return "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in events).encode()
