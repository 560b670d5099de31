"""What the doctor finds wrong between the restaurant and its guests."""

from __future__ import annotations

import socket
import ssl
import threading
import urllib.error
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from storage.link_answer import find_problem
from storage.ops.doctor import network_checks
from storage.push.vapid import KEY_FILE
from tests.support.doctor_advice import advice

if TYPE_CHECKING:
    from storage.settings import Settings


pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("kept_clock")]


NOW = datetime.now(UTC)


def test_without_https_guests_get_no_push(settings: Settings):
    assert "Getting https" in advice(settings, "https")


@contextmanager
def neighbour(answer: bytes, status: int = 200):
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/healthz"
        server.shutdown()
        thread.join()


def test_what_answers_under_our_name_is_told_apart():
    with neighbour(b"alive\n") as url:
        assert find_problem(url) is None
    with neighbour(b"<h1>parked</h1>") as url:
        assert find_problem(url) == ("other", "answers, but is not OrderBell")
    with neighbour(b"", 502) as url:
        assert find_problem(url) == ("other", "answers with 502")
    silent = find_problem(url)
    assert silent.fault == "silent"
    assert "does not answer" in silent.says


def test_answer_that_is_no_http_is_another_programs():
    def greet():
        caller, _ = server.accept()
        with caller:
            caller.recv(1000)
            caller.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=greet)
        thread.start()
        problem = find_problem(f"http://127.0.0.1:{server.getsockname()[1]}/healthz")
        thread.join()
    assert problem == ("other", "answers, but is not OrderBell")


def test_a_certificate_that_phones_refuse_is_named(monkeypatch):
    refused = ssl.SSLCertVerificationError("certificate verify failed")
    refused.verify_message = "self-signed certificate"

    def fails(*_: object, **__: object) -> None:
        raise urllib.error.URLError(refused)

    monkeypatch.setattr("urllib.request.urlopen", fails)
    problem = find_problem("https://bell.example/healthz")
    assert problem.fault == "certificate"
    assert "self-signed certificate" in problem.says
    assert "main.py caddyfile" in network_checks._advise(problem)


def test_push_without_a_mailbox_or_key_is_noticed(healthy: Settings):
    assert "ORDERBELL_VAPID_SUBJECT" in advice(healthy.model_copy(update={"vapid_subject": None}), "push")
    (healthy.data_dir / KEY_FILE).write_text("-----BEGIN NOTHING-----")
    assert "from a backup" in advice(healthy, "push")
