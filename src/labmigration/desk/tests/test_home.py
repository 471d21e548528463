"""Each role comes to its own first page, and only there."""

import pytest
from django.urls import reverse

from labmigration.access.roles import HELD, Role
from labmigration.desk.navigation import BY_ROLE, address_of

ROLES = [role.value for role in HELD]


def test_every_role_has_a_first_page():
    assert set(BY_ROLE) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_of_the_navigation_leads_to_a_page_that_is_there(role, world, client):
    user = world.user(role)
    if role == Role.HOUSEHOLD:
        with world.placement_officer.at_work():
            world.household(user_id=user.pk)
    client.force_login(user)
    for entry in BY_ROLE[role]:
        assert address_of(entry.route), f"{entry.route} does not exist"
        assert client.get(address_of(entry.route), follow=True).status_code == 200, entry.route


@pytest.mark.parametrize("role", ROLES)
def test_home_leads_each_role_to_its_first_page(role, world, client):
    client.force_login(world.user(role))
    answer = client.get(reverse("desk:home"))
    assert answer.status_code == 302
    assert answer["Location"] == address_of(BY_ROLE[role][0].route)


def test_someone_signed_out_reads_what_the_lab_is_and_where_to_sign_in(client, db):
    content = client.get(reverse("desk:home")).content.decode()
    assert "un chemin accompagné" in content
    assert reverse("account_login") in content


def test_an_account_without_a_role_is_told_so(world, client):
    user = world.user("advisor")
    user.grants.all().delete()
    client.force_login(user)
    assert "n’a pas encore de fonction" in client.get(reverse("desk:home")).content.decode()


ONLY_FOR = {
    "desk:day": {"advisor"},
    "desk:placement": {"placement_officer"},
    "tutoring:home": {"employer_tutor"},
    "desk:research": {"researcher"},
    "desk:me": {"candidate"},
    "desk:own_openings": {"candidate"},
    "pathway:list": {"advisor", "territory_coordinator", "placement_officer"},
    "steering:territories": {"territory_coordinator", "programme_admin", "partner_observer"},
    "steering:programme": set(ROLES),
}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_that_is_not_for_a_role_does_not_exist_for_it(role, world, client):
    client.force_login(world.user(role))
    for route, roles in ONLY_FOR.items():
        there = client.get(reverse(route), follow=True).status_code == 200
        assert there == (role in roles), route


def test_the_frame_says_who_i_am_where_and_which_page_this_is(world, client):
    user = world.user("advisor", name="Claire Morel")
    client.force_login(user)
    content = client.get(reverse("pathway:list")).content.decode()
    assert "Claire Morel" in content and "Marseille" in content and "Conseil en évolution professionnelle" in content
    assert f'href="{reverse("pathway:list")}" aria-current="page"' in content


def test_a_page_that_does_not_draw_the_frame_asks_the_database_nothing_for_it(db, rf, django_assert_num_queries):
    from labmigration.desk.shell import shell

    with django_assert_num_queries(0):
        shell(rf.get("/"))
