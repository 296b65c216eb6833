"""The servers that are compared, each a process of its own."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]

OURS = """
import sys
from pathlib import Path
from server.local import serve
serve(Path(sys.argv[1]), port=int(sys.argv[2]))
"""
STARLETTE = """
import sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Route

async def entrance(request):
    return RedirectResponse("https://l.example/?vid=0VbcOZ5hDQgPS0LNQ8oAOJ3eD1E", 307)

app = Starlette(routes=[Route("/fts/{code}", entrance)])
uvicorn.run(app, port=int(sys.argv[2]), log_config=None, access_log=False, proxy_headers=False, server_header=False)
"""
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; keepalive_requests 100000000;
  server {{ listen 127.0.0.1:{port}; location / {{ return 302 https://l.example/?vid=1; }} }}
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextmanager
def running(command: list[str], port: int) -> Iterator[int]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def servers(folder: Path) -> Iterator[tuple[str, list[str], int]]:
    port = free_port()
    yield "ours", [sys.executable, "-c", OURS, str(folder / "home"), str(port)], port
    port = free_port()
    yield "Starlette", [sys.executable, "-c", STARLETTE, "", str(port)], port
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        print("nginx is not installed here, so it is left out; install it to compare with it.")
        return
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    yield "nginx", [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "start.log")], port
