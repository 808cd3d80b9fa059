"""A real OpenID provider on this machine, as a process, and one that a test writes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Event, Thread
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

import requests
from flask import Flask

from assessments import single
from assessments.config import Settings
from assessments.demo.serving import HOST, free_port

CLIENT = "samatthana"
SITE = "https://skills.city.example"
DISCOVERY = "/.well-known/openid-configuration"
PATIENCE = 60.0
"""Seconds that the provider may take to start on a machine that is busy."""

_ports = count(24_000 + os.getpid() % 1000 * 5)


@dataclass(frozen=True)
class Provider:
    """Where the provider is, and what somebody does at its pages."""

    url: str

    def knows(self, who: str, **claims: object) -> None:
        """Let somebody have these claims; they take the place of the token's own."""
        address, headers = (
            f"{self.url}/users/{who}",
            {"Content-Type": "application/json"},
        )
        body = json.dumps(claims)
        answer = requests.put(address, data=body, headers=headers, timeout=5)
        answer.raise_for_status()

    def back(self, way: str, who: str) -> str:
        """The path of the site where somebody is sent after signing in there."""
        fields = {"sub": who}
        answer = requests.post(way, data=fields, timeout=5, allow_redirects=False)
        return answer.headers["Location"].removeprefix(SITE)


@contextmanager
def opened() -> Iterator[Provider]:
    """A provider that runs until the block ends."""
    port = free_port(next(_ports))
    command = [sys.executable, "-m", "oidc_provider_mock", "-H", HOST, "-p", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            url = f"http://{HOST}:{port}"
            _wait(url)
            yield Provider(url)
        finally:
            process.terminate()


def _wait(url: str) -> None:
    until = monotonic() + PATIENCE
    while True:
        try:
            requests.get(url + DISCOVERY, timeout=5).raise_for_status()
        except requests.ConnectionError:
            if monotonic() > until:
                raise
            Event().wait(0.1)
        else:
            return


def settings(url: str, address: str = SITE) -> dict[str, str]:
    """The settings of a site that signs on at a provider."""
    return {
        "address": address,
        "oidc_issuer": url,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": "for tests only",
    }


def _settings(app: Flask) -> Settings:
    found: Settings = app.config["SETTINGS"]
    return found


@contextmanager
def named(app: Flask, url: str, **other: object) -> Iterator[None]:
    """The application with this provider until the block ends, whether it answers."""
    before = _settings(app)
    app.config["SETTINGS"] = before.model_copy(update={**settings(url), **other})
    single.set_up(app)
    try:
        yield
    finally:
        app.config["SETTINGS"] = before


@dataclass
class Impostor:
    """A server that answers paths as it is told, and keeps what it was sent."""

    url: str
    says: dict[str, object] = field(default_factory=dict)
    status: int = 200
    got: list[dict[str, list[str]]] = field(default_factory=list)


@contextmanager
def impostor(says: Mapping[str, object]) -> Iterator[Impostor]:
    """A server that says these things, as JSON unless they are text."""
    held: list[Impostor] = []

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            mine = held[0]
            length = int(self.headers.get("Content-Length") or 0)
            mine.got.append(parse_qs(self.rfile.read(length).decode()))
            found = mine.says.get(self.path, "")
            body = found if isinstance(found, str) else json.dumps(found)
            self.send_response(mine.status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST = _answer  # noqa: N815 -- the server calls them so

        def log_message(self, *_given: Any) -> None:  # noqa: ANN401 -- the server's own
            """Say nothing."""

    with ThreadingHTTPServer((HOST, free_port(next(_ports))), Handler) as server:
        held.append(Impostor(f"http://{HOST}:{server.server_port}", dict(says)))
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield held[0]
        finally:
            server.shutdown()
            thread.join()
