"""Staff sign in with a password and a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from labmigration.access.tests.conftest import PASSWORD, code_now, with_application, with_password


def test_password_then_application_opens_the_account_under_a_new_session(door, advisor):
    secret = with_application(advisor)
    door.client.get("/compte/connexion/mot-de-passe/")
    assert door.give_password(advisor.email).url == "/compte/connexion/second-facteur/"
    assert not door.signed_in
    before = door.client.session.session_key
    assert door.give_second_factor(code_now(secret)).url == "/"
    assert door.signed_in
    assert door.client.session.session_key != before


def test_a_wrong_second_factor_opens_nothing(door, advisor):
    secret = with_application(advisor)
    door.give_password(advisor.email)
    right = code_now(secret)
    answer = door.give_second_factor("000000" if right != "000000" else "111111")
    assert answer.status_code == 422
    assert not door.signed_in


def test_a_code_of_the_application_serves_once(advisor):
    from labmigration.access.tests.conftest import Door

    code = code_now(with_application(advisor))
    doors = [Door(Client()), Door(Client())]
    for one in doors:
        one.give_password(advisor.email)
        one.give_second_factor(code)
    assert [one.signed_in for one in doors] == [True, False]


def test_a_wrong_password_is_told_apart_from_nothing(door, advisor):
    answers = [door.give_password(who, "faux") for who in (advisor.email, "personne@example.org")]
    assert [answer.status_code for answer in answers] == [422, 422]
    sentence = "L’identifiant et le mot de passe ne vont pas ensemble"
    assert all(sentence in answer.content.decode() for answer in answers)


def test_the_sixth_wrong_password_in_a_quarter_of_an_hour_slows_down_that_account_and_no_other(door, advisor, world):
    other = with_password(world.user("advisor", another=True))
    for _attempt in range(5):
        door.give_password(advisor.email, "faux")
    assert "Trop d’essais" in door.give_password(advisor.email).content.decode()
    with_application(other)
    assert door.give_password(other.email).url == "/compte/connexion/second-facteur/"


def test_the_slow_down_ends_by_itself(door, advisor, monkeypatch):
    import time

    with_application(advisor)
    for _attempt in range(6):
        door.give_password(advisor.email, "faux")
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert door.give_password(advisor.email).url == "/compte/connexion/second-facteur/"


def test_wrong_passwords_beside_one_telephone_do_not_slow_down_another_telephone(door, advisor, world):
    """allauth itself counts every telephone under one key."""
    advisor.phone = "0639981111"
    advisor.save()
    with_application(advisor)
    for _attempt in range(6):
        door.give_password("0639982222", "faux")
    assert door.give_password("06 39 98 11 11").url == "/compte/connexion/second-facteur/"


def test_a_closed_account_is_told_so_only_to_whoever_has_its_password(door, advisor):
    advisor.is_active = False
    advisor.save()
    assert door.give_password(advisor.email, "faux").status_code == 422
    assert door.give_password(advisor.email).url == "/compte/ferme/"
    assert door.client.get("/compte/ferme/").status_code == 200
    assert not door.signed_in


def test_whoever_is_signed_in_is_out_at_the_next_request_once_the_account_is_closed(client, advisor):
    client.force_login(advisor)
    assert client.get("/compte/").status_code == 200
    type(advisor).objects.filter(pk=advisor.pk).update(is_active=False)
    assert client.get("/compte/").url.startswith("/compte/connexion/")


def test_the_application_is_installed_with_the_code_that_it_shows_and_gives_recovery_codes(door, advisor):
    Authenticator.objects.filter(user=advisor).delete()
    assert door.give_password(advisor.email).url == "/"
    page = door.client.get("/compte/application/")
    assert "data:image/svg+xml" in page.content.decode()
    answer = door.client.post("/compte/application/", {"code": code_now(page.context["form"].secret)})
    assert answer.url == "/compte/codes-de-secours/"
    kept = Authenticator.objects.get(user=advisor, type="totp").data["secret"]
    assert page.context["form"].secret not in kept
    codes = door.client.get("/compte/codes-de-secours/").context["unused_codes"]
    assert len(codes) == 10
    door.client.post("/compte/deconnexion/")
    door.give_password(advisor.email)
    assert door.give_second_factor(codes[0]).url == "/"


def test_a_new_password_ends_the_other_sessions(advisor):
    here, there = Client(), Client()
    for one in (here, there):
        one.force_login(advisor)
    new = "une autre phrase à retenir"
    answer = here.post("/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.url == "/compte/"
    assert here.get("/compte/").status_code == 200
    assert there.get("/compte/").status_code == 302


def test_signing_out_takes_a_post(client, advisor):
    client.force_login(advisor)
    client.get("/compte/deconnexion/")
    assert "_auth_user_id" in client.session
    client.post("/compte/deconnexion/")
    assert "_auth_user_id" not in client.session


def test_the_browser_is_given_options_for_a_passkey_and_a_forged_answer_opens_nothing(client, advisor):
    options = client.get("/compte/connexion/appareil/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]
    client.post("/compte/connexion/appareil/", {"credential": '{"id": "x", "rawId": "eA", "type": "public-key"}'})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_protection_changes_only_after_a_fresh_proof(client, advisor, name):
    with_application(advisor)
    client.force_login(advisor)
    session = client.session
    session["signed_in_at"] -= 600
    session.save()
    assert client.get(reverse(name)).url.startswith(("/compte/confirmer/", "/compte/application/retirer/"))
