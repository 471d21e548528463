"""E-mail through django-anymail, with a provider played by a server of our own."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from labmigration.jobs.queue import run_one
from labmigration.notices.models import OutboxMessage
from labmigration.notices.outbox import put

pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    status, asked = 201, []

    def do_POST(self):  # noqa: N802 - the name that http.server asks for
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Provider.asked.append((self.path, self.headers["api-key"], json.loads(body)))
        self.send_response(Provider.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"messageId": "<1@provider>"}' if Provider.status == 201 else b'{"message": "no"}')

    def log_message(self, *_told):
        """Says nothing."""


@pytest.fixture
def provider(settings):
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Provider.status, Provider.asked = 201, []
    settings.EMAIL_DELIVERY = "anymail.backends.brevo.EmailBackend"
    settings.ANYMAIL = {"BREVO_API_KEY": "secret", "BREVO_API_URL": f"http://127.0.0.1:{server.server_port}/v3/"}
    yield Provider
    server.shutdown()
    server.server_close()


def test_the_provider_gets_the_message_once(provider):
    put("email", "elle@courriel.fr", subject="Rendez-vous", body="Mardi")
    run_one()
    ((path, key, told),) = provider.asked
    assert (path, key) == ("/v3/smtp/email", "secret")
    assert (told["to"], told["subject"], told["textContent"]) == (
        [{"email": "elle@courriel.fr"}],
        "Rendez-vous",
        "Mardi",
    )
    assert OutboxMessage.objects.get().state == "sent"


@pytest.mark.parametrize(("status", "state"), [(401, "failed"), (429, "waiting"), (500, "unknown")])
def test_what_the_provider_answers_is_understood(provider, status, state):
    provider.status = status
    put("email", "elle@courriel.fr", subject="Rendez-vous", body="Mardi")
    run_one()
    assert OutboxMessage.objects.get().state == state
