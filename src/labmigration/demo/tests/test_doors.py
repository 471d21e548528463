"""One click per role, for invented people, in a demonstration only."""

import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator

from labmigration.access.models import User
from labmigration.access.roles import HELD, Role
from labmigration.notices.outbox import put


def invented(world, role, name, **fields):
    user = world.user(role, another=True, name=name)
    User.objects.filter(pk=user.pk).update(invented=True, **fields)
    Authenticator.objects.filter(user=user).delete()
    return user


def test_each_role_shows_the_invented_people_who_hold_it_and_nobody_else(world, client):
    invented(world, "advisor", "Claire Morel")
    world.user("advisor", another=True, name="Une vraie personne")
    invented(world, "jury", "Personne partie", is_active=False)
    page = client.get("/demo/").content.decode()
    assert "Claire Morel" in page
    assert "Une vraie personne" not in page
    assert "Personne partie" not in page
    assert "personnes inventées" in page


@pytest.mark.parametrize("role", list(HELD))
def test_one_click_opens_each_role_without_password_or_second_factor(world, client, role):
    user = invented(world, role, "Quelqu’un d’inventé")
    if role == Role.CANDIDATE:
        person = world.candidate()
        person.user = user
        with world.advisor.at_work():
            person.save()
        world.person(candidate=person)
    assert user.name in client.get("/demo/").content.decode().replace("&#x27;", "'")
    assert client.post("/demo/entrer/", {"person": str(user.pk)}).url == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/galerie/").status_code == 200


def test_candidates_are_shown_at_different_points_in_the_order_of_the_way_with_where_they_stand(world, client):
    steps = {"employment": "employment.start", "orientation": "orientation.plan", "training": "training.attend"}
    for stage, step in steps.items():
        for number in range(2):
            person = world.candidate(user=True)
            User.objects.filter(pk=person.user_id).update(invented=True, name=f"{stage} {number}")
            world.person(stage, step, candidate=person)
    door = client.get("/demo/").context["groups"][0].doors[0]
    assert [person.name for person in door.people] == ["orientation 0", "training 0", "employment 0"]
    assert [person.beside for person in door.people] == ["Orientation : choisit son rendez-vous", "Formation", "Emploi"]


def test_where_several_stand_at_one_point_the_one_who_speaks_another_language_is_shown(world, client):
    for name, language, step in (
        ("A", "ar", "training.attend"),
        ("B", "ar", "employment.start"),
        ("C", "uk", "employment.start"),
    ):
        person = world.candidate(user=True)
        User.objects.filter(pk=person.user_id).update(invented=True, name=name, language=language)
        world.person(step.partition(".")[0], step, candidate=person)
    door = client.get("/demo/").context["groups"][0].doors[0]
    assert [person.beside for person in door.people] == ["Formation · العربيّة", "Emploi · Українська"]


def test_nobody_enters_as_a_real_person(world, client):
    user = world.user("advisor")
    for person in (str(user.pk), "", "x", "00000000-0000-4000-8000-000000000000"):
        assert client.post("/demo/entrer/", {"person": person}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_entering_takes_a_post(world, client):
    user = invented(world, "advisor", "Claire Morel")
    assert client.get(f"/demo/entrer/?person={user.pk}").status_code == 405


def test_changing_person_leaves_nothing_of_the_one_before(world, client):
    first, second = invented(world, "advisor", "Claire Morel"), invented(world, "household", "Foyer Martin")
    client.post("/demo/entrer/", {"person": str(first.pk)})
    session = client.session
    session["left_behind"] = "x"
    session.save()
    client.post("/demo/entrer/", {"person": str(second.pk)})
    assert "left_behind" not in client.session


def test_the_page_of_messages_shows_what_would_have_been_sent(client, db):
    put("sms", "+33639981234", body="Votre code Lab Migration : 123456")
    page = client.get("/demo/messages/").content.decode()
    assert "123456" in page
    assert "06\u00a039\u00a098\u00a012\u00a034" in page


def test_outside_a_demonstration_none_of_it_exists(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.apps import apps\n"
        "from django.urls import Resolver404, resolve\n"
        "assert not apps.is_installed('labmigration.demo')\n"
        "for path in ('/demo/', '/demo/entrer/', '/demo/messages/'):\n"
        "    try:\n"
        "        resolve(path)\n"
        "    except Resolver404:\n"
        "        continue\n"
        "    raise SystemExit(f'{path} exists')\n"
        "print('nothing')\n"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "labmigration.settings", "LABMIGRATION_HOME": str(tmp_path)}
    environment = {**os.environ, **settings, "LABMIGRATION_DEMO": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "nothing", done.stderr
