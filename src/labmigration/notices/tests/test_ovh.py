"""OVHcloud, played by a server of our own."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from labmigration.notices import ovh
from labmigration.notices.carriers import Declined, Unreachable

TAKEN = {"ids": [1], "validReceivers": ["+33612345678"], "invalidReceivers": [], "totalCreditsRemoved": 1}


class Provider(BaseHTTPRequestHandler):
    """Answers as it was told and keeps what it was asked."""

    status, answer, asked = 200, TAKEN, []

    def do_POST(self):  # noqa: N802 - the name that http.server asks for
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        Provider.asked.append((self.path, dict(self.headers), body))
        if Provider.status is None:
            self.wfile.close()
            return
        self.send_response(Provider.status)
        self.end_headers()
        self.wfile.write(json.dumps(Provider.answer).encode())

    def log_message(self, *_told):
        """Says nothing."""


@pytest.fixture
def provider(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Provider.status, Provider.answer, Provider.asked = 200, TAKEN, []
    told = {"APPLICATION_KEY": "key", "APPLICATION_SECRET": "secret", "CONSUMER_KEY": "consumer", "SENDER": "RDV"}
    told |= {"SMS_SERVICE": "sms-ab1-1", "ADDRESS": f"http://127.0.0.1:{server.server_port}/1.0"}
    for name, value in told.items():
        monkeypatch.setenv(f"LABMIGRATION_OVH_{name}", value)
    yield Provider
    server.shutdown()
    server.server_close()


def test_the_request_is_signed_as_ovh_describes_it(provider):
    carrier = ovh.OvhSms()
    carrier.send("+33612345678", "Rendez-vous mardi à 9 h")
    ((path, headers, body),) = provider.asked
    headers = {name.lower(): value for name, value in headers.items()}
    assert path == "/1.0/sms/sms-ab1-1/jobs"
    asked = json.loads(body)
    assert (asked["receivers"], asked["sender"], asked["noStopClause"]) == (["+33612345678"], "RDV", True)
    text = f"secret+consumer+POST+{carrier.address}/sms/sms-ab1-1/jobs+{body}+{headers['x-ovh-timestamp']}"
    assert headers["x-ovh-signature"] == "$1$" + hashlib.sha1(text.encode()).hexdigest()
    assert (headers["x-ovh-application"], headers["x-ovh-consumer"]) == ("key", "consumer")
    assert "secret" not in body and "secret" not in str(headers)


@pytest.mark.parametrize(("text", "coding"), [("Rendez-vous", "7bit"), ("Зустріч", "8bit")])
def test_other_scripts_go_as_unicode(provider, text, coding):
    ovh.OvhSms().send("+33612345678", text)
    assert json.loads(provider.asked[0][2])["coding"] == coding


@pytest.mark.parametrize(
    ("status", "answer", "error"),
    [
        (200, {"validReceivers": [], "invalidReceivers": ["+33612345678"]}, Declined),
        (403, {"message": "This credential is not valid"}, Declined),
        (429, {"message": "slow down"}, Unreachable),
        (503, {"message": "later"}, Unreachable),
        (500, {"message": "?"}, RuntimeError),
    ],
)
def test_each_answer_says_whether_to_try_again(provider, status, answer, error):
    provider.status, provider.answer = status, answer
    with pytest.raises(error):
        ovh.OvhSms().send("+33612345678", "Rendez-vous")


def test_a_line_that_is_cut_is_neither_a_yes_nor_a_no(provider):
    provider.status = None
    with pytest.raises(Exception) as raised:
        ovh.OvhSms().send("+33612345678", "Rendez-vous")
    assert not isinstance(raised.value, Declined | Unreachable)


def test_nobody_at_the_address_is_tried_again(provider, monkeypatch):
    monkeypatch.setenv("LABMIGRATION_OVH_ADDRESS", "http://127.0.0.1:9")
    with pytest.raises(Unreachable):
        ovh.OvhSms().send("+33612345678", "Rendez-vous")


def test_what_is_not_set_is_named(provider, monkeypatch):
    monkeypatch.delenv("LABMIGRATION_OVH_SENDER")
    with pytest.raises(Unreachable, match="LABMIGRATION_OVH_SENDER"):
        ovh.OvhSms()
