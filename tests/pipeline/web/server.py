"""A web server on this machine that plays what real ones answer, the bad answers included."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers with what the play has for a path; of several answers, the next one at each request."""

    protocol_version = "HTTP/1.1"
    play: Play

    def do_GET(self) -> None:
        self.play.asked.append((self.path, dict(self.headers.items())))
        answers = self.play.answers.get(self.path) or [status(404)]
        with suppress(ConnectionError):  # who asked may hang up
            (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gave it
        """Keep quiet."""


class Play:
    """What the server answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = Event()
        self.url = ""

    def put(self, path: str, *answers: Answer) -> str:
        """Give answers to a path; its address."""
        self.answers[path] = list(answers)
        return self.url + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def playing() -> Iterator[Play]:
    """A server on the loopback address, for as long as the block lasts."""
    play = Play()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("PlayHandler", (Handler,), {"play": play}))
    server.daemon_threads = True
    play.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield play
    finally:
        play.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def body(data: bytes, **headers: str) -> Answer:
    """Status 200 and a body, in good order."""
    return status(200, data, **headers)


def status(code: int, data: bytes = b"", **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def redirect(place: str, code: int = 302) -> Answer:
    return status(code, Location=place)


def versioned(data: bytes, etag: str = '"1"', modified: str = "") -> Answer:
    """A body with a version; status 304 for who has that one."""

    def answer(handler: Handler) -> None:
        asked = handler.headers
        same = asked.get("If-None-Match") == etag if etag else asked.get("If-Modified-Since") == modified
        headers = {"ETag": etag, "Last_Modified": modified}
        status(304 if same else 200, b"" if same else data, **{k: v for k, v in headers.items() if v})(handler)

    return answer


def truncated(data: bytes, promised: int) -> Answer:
    """Less than the header promises."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(promised))
        handler.end_headers()
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


def endless(handler: Handler) -> None:
    """A body without a length and without an end."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    while not handler.play.over.is_set():
        handler.wfile.write(b"<p>" * 10_000)


def dripping(handler: Handler) -> None:
    """A byte now and then, never so long apart that it counts as silence."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.play.over.is_set():
        handler.wfile.write(b"x")
        time.sleep(0.02)


def silent(handler: Handler) -> None:
    """Nothing at all."""
    handler.play.over.wait(5)


def bomb(size: int, layers: int = 1) -> Answer:
    """A body that is small on the line and large when it is unpacked."""
    data = gzip.compress(b"0" * size)
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return status(200, data, Content_Encoding=", ".join(["gzip"] * layers))
