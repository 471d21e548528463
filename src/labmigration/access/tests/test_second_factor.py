"""Staff work with a second factor or not at all; how long a sign-in lasts."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings

from labmigration.access.roles import HELD, SIGN_IN_BY_CODE, Role
from labmigration.access.second_factor import DEMO_SIGN_IN, reseal_second_factors
from labmigration.access.tests.conftest import code_now, with_application
from labmigration.secrecy.keyring import keyring, write_keyring

STAFF = [role for role in HELD if role not in SIGN_IN_BY_CODE]


@pytest.mark.parametrize("role", STAFF)
def test_staff_without_a_second_factor_get_no_further_than_the_page_that_sets_one_up(client, world, role):
    user = world.user(role)
    Authenticator.objects.filter(user=user).delete()
    client.force_login(user)
    for path in ("/", "/galerie/", "/comptes/", "/personnes/", "/compte/appareils/"):
        answer = client.get(path)
        assert answer.status_code == 404 or answer.url == "/compte/", path
    page = client.get("/compte/")
    assert "Protégez votre compte" in page.content.decode()


@pytest.mark.parametrize("role", sorted(SIGN_IN_BY_CODE))
def test_those_who_sign_in_by_code_are_asked_for_none(client, world, role):
    client.force_login(world.user(role))
    assert client.get("/galerie/").status_code == 200


def test_staff_with_a_second_factor_pass(client, advisor):
    client.force_login(advisor)
    assert client.get("/galerie/").status_code == 200


def test_a_second_role_of_staff_brings_the_second_factor_with_it(client, world, candidate):
    client.force_login(candidate)
    assert client.get("/galerie/").status_code == 200
    candidate.grants.create(role=Role.TRAINER, territory_id="marseille", since="2020-01-01")
    assert client.get("/galerie/").url == "/compte/"


def test_the_mark_of_the_demonstration_counts_only_in_a_demonstration(client, advisor):
    Authenticator.objects.all().delete()
    client.force_login(advisor)
    session = client.session
    session[DEMO_SIGN_IN] = True
    session.save()
    assert client.get("/galerie/").status_code == 200
    with override_settings(DEMO=False):
        assert client.get("/galerie/").url == "/compte/"


def test_secrets_of_applications_survive_a_change_of_keys(advisor, door):
    secret = with_application(advisor)
    before = Authenticator.objects.get(user=advisor).data["secret"]
    old = keyring()
    try:
        write_keyring(old.with_new_key())
        assert reseal_second_factors() == 1
        assert reseal_second_factors() == 0
        write_keyring(keyring().without(old.current))
        assert Authenticator.objects.get(user=advisor).data["secret"] != before
        door.give_password(advisor.email)
        door.give_second_factor(code_now(secret))
        assert door.signed_in
    finally:
        write_keyring(old)


def aged(client, **seconds):
    session = client.session
    for name, age in seconds.items():
        session[name] = time.time() - age
    session.save()


@pytest.mark.parametrize(("idle", "status"), [(29 * 60, 200), (31 * 60, 302)])
def test_staff_are_signed_out_after_half_an_hour_without_a_request(client, advisor, idle, status):
    client.force_login(advisor)
    aged(client, seen_at=idle)
    answer = client.get("/compte/?vu=1")
    assert answer.status_code == status
    if status == 302:
        assert answer.url == "/compte/connexion/?next=%2Fcompte%2F%3Fvu%3D1&pause=1"
        assert "_auth_user_id" not in client.session
        assert "déconnecté, par sécurité" in client.get(answer.url).content.decode()


def test_each_request_begins_the_half_hour_anew(client, advisor):
    client.force_login(advisor)
    aged(client, seen_at=20 * 60)
    client.get("/compte/")
    assert time.time() - client.session["seen_at"] < 5


def test_a_candidate_reads_slowly(client, candidate):
    client.force_login(candidate)
    aged(client, seen_at=2 * 3600)
    assert client.get("/compte/").status_code == 200


def test_a_sign_in_ends_after_eight_hours_for_everybody(client, candidate):
    client.force_login(candidate)
    aged(client, signed_in_at=8 * 3600 + 60)
    assert client.get("/compte/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_page_left_open_does_not_act_after_the_sign_in_is_over(client, world):
    admin, other = world.user("programme_admin"), world.user("trainer")
    client.force_login(admin)
    aged(client, seen_at=3600)
    answer = client.post(f"/comptes/{other.pk}/fermer/")
    assert answer.url == "/compte/connexion/?next=%2F&pause=1"
    other.refresh_from_db()
    assert other.is_active
