"""A loopback server that speaks the Messages API, streaming; what it says is written down by the test."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pydantic import SecretStr

from agent.models.claude import Claude

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


def text(words: str) -> Json:
    return {"type": "text", "text": words}


def use(id: str, name: str, **arguments: Any) -> Json:
    return {"type": "tool_use", "id": id, "name": name, "input": arguments}


def events_of(said: Said) -> Iterator[Json]:
    usage = {
        "input_tokens": 100,
        "output_tokens": 1,
        "cache_read_input_tokens": 1000,
        "cache_creation_input_tokens": 10,
    }
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "loopback", "content": []}
    yield {
        "type": "message_start",
        "message": {**message, "stop_reason": None, "stop_sequence": None, "usage": usage},
    }
    for index, block in enumerate(said.content):
        yield {"type": "content_block_start", "index": index, "content_block": _empty(block)}
        for delta in _deltas(block):
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    ending = {"stop_reason": said.stop, "stop_sequence": None, "stop_details": said.details}
    yield {"type": "message_delta", "delta": ending, "usage": {"output_tokens": 20}}
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
    url: str = ""


def _handler(api: MessagesApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

        def do_POST(self) -> None:
            api.requests.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            api.headers.append(dict(self.headers))
            step = api.script.pop(0)
            said = step if isinstance(step, Said) else step(api.requests[-1])
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            if said.status == 200:
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
            events = list(events_of(said))[: said.events]
            if said.error:
                events.append({"type": "error", "error": {"type": said.error, "message": said.error}})
            body = "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in events).encode()
            if said.events is not None and not said.error and not said.polite:
                self.send_header("content-type", "text/event-stream")
                self.send_header("content-length", str(len(body) + 1000))  # more was promised than comes
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True
            else:
                self._send("text/event-stream", body)

    return Handler


@pytest.fixture
def api() -> Iterator[MessagesApi]:
    api = MessagesApi()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(api))
    server.daemon_threads = True
    api.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield api
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
async def claude(api: MessagesApi, slept: list[float]) -> Any:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    model = Claude(
        "claude-sonnet-5-5", api_key=SecretStr(KEY), base_url=api.url, delays=(1.0, 2.0), sleep=sleep, max_tokens=1000
    )
    yield model
    await model.aclose()


@pytest.fixture
def say() -> Callable[..., Said]:
    """An answer of words and calls."""

    def saying(*content: Json | str, **more: Any) -> Said:
        blocks = tuple(text(one) if isinstance(one, str) else one for one in content)
        calls = any(block["type"] == "tool_use" for block in blocks)
        return Said(blocks, **{"stop": "tool_use" if calls else "end_turn", **more})

    return saying


@pytest.fixture
def using() -> Callable[..., Json]:
    return use
