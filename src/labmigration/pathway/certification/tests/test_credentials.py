"""Verifiable credentials: an independent library accepts them, and refuses what was forged or withdrawn."""

import base64
import gzip
import hashlib
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from labmigration import clock
from labmigration.pathway.certification import actions
from labmigration.pathway.certification.credentials import issuer, signing_keys, status_list
from labmigration.pathway.certification.credentials.badge import badge, credential
from labmigration.pathway.certification.models import Certificate

ADDRESS = "https://lab.example.org"


@pytest.fixture(scope="module")
def drawn_keys():
    """Keys drawn once: a draw takes its time."""
    return signing_keys.SigningKeys("c1", signing_keys._drawn(), {}).to_json()


@pytest.fixture
def certificate(exam, settings, tmp_path, monkeypatch, drawn_keys):
    settings.PUBLIC_ADDRESS = ADDRESS
    monkeypatch.setattr(signing_keys, "keys_path", lambda: tmp_path / "certificates.json")
    signing_keys.keys_path().write_text(drawn_keys)
    signing_keys.keys_path().chmod(0o600)
    return Certificate.objects.get(file=exam.decided(exam.trained(with_account=True)))


@pytest.fixture
def ob3():
    return pytest.importorskip("openbadgeslib.ob3")


def served(address):
    """What a reader of credentials fetches, answered by the product itself: readers go by the machine's clock."""
    path = address.removeprefix(ADDRESS)
    with clock.at(timezone.now()):
        answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content


def verifier(ob3):
    return ob3.OB3Verifier.for_issuer_did(issuer.did(), download=served)


def parts(token):
    return [json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2]]


def forged(token, **claims):
    head, _payload, signature = token.split(".")
    payload = signing_keys.b64url(json.dumps({**parts(token)[1], **claims}).encode())
    return f"{head}.{payload}.{signature}"


def withdraw(exam, certificate):
    actions.ask_revocation(certificate, actor=exam.coordinator, why="Erreur")
    actions.revoke_certificate(certificate, actor=exam.world.territory_coordinator)


def test_the_issuer_stands_where_its_identifier_says(certificate):
    assert issuer.did() == "did:web:lab.example.org:verifier"
    assert reverse("verify:did") == "/verifier/did.json"
    document = json.loads(served(f"{ADDRESS}/verifier/did.json"))
    assert document["id"] == issuer.did()
    assert set(document["verificationMethod"][0]["publicKeyJwk"]) == {"kty", "alg", "use", "n", "e"}


def test_a_port_is_written_as_the_method_asks(settings):
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    assert issuer.did() == "did:web:127.0.0.1%3A8000:verifier"


def test_an_independent_library_accepts_the_badge_and_its_status(certificate, ob3):
    token = badge(certificate)
    found = verifier(ob3).verify(token, check_status=True, download=served)
    assert found.issuer.id == issuer.did()
    assert found.achievement.name == "Assistant de vie dépendance (ADVD)"


def test_it_refuses_a_badge_whose_words_were_changed(certificate, ob3):
    with pytest.raises(ob3.OB3VerificationError, match="signature"):
        verifier(ob3).verify(forged(badge(certificate), name="Cheffe de service"))


def test_it_refuses_a_badge_that_somebody_else_signed(certificate, ob3, tmp_path, monkeypatch):
    readers = verifier(ob3)
    monkeypatch.setattr(signing_keys, "keys_path", lambda: tmp_path / "of-somebody-else.json")
    with pytest.raises(ob3.OB3VerificationError, match="signature"):
        readers.verify(badge(certificate))


def test_it_refuses_a_badge_without_signature(certificate, ob3):
    _head, payload, _signature = badge(certificate).split(".")
    head = signing_keys.b64url(json.dumps({"alg": "none", "kid": issuer.kid()}).encode())
    with pytest.raises(ob3.OB3VerificationError):
        verifier(ob3).verify(f"{head}.{payload}.")


def test_it_refuses_a_badge_that_was_withdrawn(exam, certificate, ob3):
    token = badge(certificate)
    withdraw(exam, certificate)
    with pytest.raises(ob3.OB3VerificationError, match="revocation"):
        verifier(ob3).verify(token, check_status=True, download=served)
    assert verifier(ob3).verify(token), "the signature itself still holds"


def test_what_an_older_key_signed_still_verifies_after_a_rotation(certificate, ob3):
    before = badge(certificate)
    assert signing_keys.rotate() == "c2"
    after = badge(certificate)
    assert [parts(token)[0]["kid"][-3:] for token in (before, after)] == ["#c1", "#c2"]
    for token in (before, after):
        assert verifier(ob3).verify(token, check_status=True, download=served)


def test_a_rotation_drops_the_private_part_of_the_old_key(certificate):
    badge(certificate)
    signing_keys.rotate()
    kept = json.loads(signing_keys.keys_path().read_text())
    assert (list(kept["keys"]), list(kept["retired"])) == (["c2"], ["c1"])
    assert "PRIVATE" not in kept["retired"]["c1"]
    assert signing_keys.keys_path().stat().st_mode & 0o077 == 0


def test_the_badge_names_nobody_and_proves_the_name_to_whom_she_tells_it(certificate):
    told = credential(certificate)
    person = certificate.pathway.candidate
    for secret in (person.surname, person.first_name, str(certificate.pathway_id)):
        assert secret not in json.dumps(told, ensure_ascii=False)
    [identity] = told["credentialSubject"]["identifier"]
    digest = hashlib.sha256(f"{person.full_name}{identity['salt']}".encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${digest}"


def test_the_same_certificate_gives_the_same_badge(certificate):
    assert badge(certificate) == badge(certificate)


def test_a_status_list_sets_the_bits_of_what_was_withdrawn_and_no_other(exam, certificate):
    def bits():
        number, _bit = status_list.place_of(certificate.proof.place)
        raw = status_list.encoded(number)
        assert raw[0] == "u"
        content = gzip.decompress(base64.urlsafe_b64decode(raw[1:] + "=="))
        assert len(content) * 8 == status_list.BITS
        return [i for i in range(status_list.BITS) if content[i // 8] & (0x80 >> i % 8)]

    assert bits() == []
    withdraw(exam, certificate)
    assert bits() == [status_list.place_of(certificate.proof.place)[1]]


def test_a_status_list_far_away_does_not_exist(db):
    assert Client().get("/verifier/liste/64/").status_code == 404


def test_the_command_turns_the_key(certificate, capsys):
    from labmigration.pathway.certification.command import main

    assert main(["rotate"]) == 0
    assert "« c2 »" in capsys.readouterr().out
    assert parts(badge(certificate))[0]["kid"].endswith("#c2")


def test_keys_may_come_from_the_environment(certificate, monkeypatch):
    badge(certificate)
    monkeypatch.setenv("LABMIGRATION_CERTIFICATE_KEYS", signing_keys.keys_path().read_text())
    signing_keys.keys_path().unlink()
    assert badge(certificate)
    assert not signing_keys.keys_path().exists()
