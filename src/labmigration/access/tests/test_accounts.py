"""Opening accounts, giving and taking roles."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from labmigration import clock
from labmigration.access import actions
from labmigration.access.actions import OPERATOR
from labmigration.access.actor import Actor
from labmigration.access.command import ROLES, main
from labmigration.access.gate import Conflict, Refused
from labmigration.access.models import AccountChange, RoleGrant, User
from labmigration.access.roles import Role

NEW = {"name": "Claire Morel", "email": "Claire@example.org", "role": "advisor", "territory": "marseille"}


def changes_of(user: User) -> list[str]:
    return list(user.changes.order_by("id").values_list("what", flat=True))


def test_an_account_is_opened_with_its_role_and_kept_in_the_record(world):
    user = actions.open_account(**NEW, actor=world.programme_admin)
    assert user.email == "claire@example.org"
    assert not user.has_usable_password()
    assert Actor.of(user).roles == {"advisor"}
    assert changes_of(user) == ["opened", "role_granted"]
    assert user.changes.latest("id").by == world.user("programme_admin")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email": ""}, "courriel ou un téléphone"),
        ({"email": "", "phone": "12"}, "n’en est pas un"),
        ({"role": "system"}, "n’existe pas"),
        ({"role": "chef"}, "n’existe pas"),
        ({"territory": ""}, "Il faut un territoire"),
        ({"territory": "atlantide"}, "Il faut un territoire"),
        ({"role": "dpo"}, "national"),
        ({"role": "referrer"}, "Il faut un organisme"),
        ({"since": date(2026, 5, 1), "until": date(2026, 4, 1)}, "avant le premier"),
    ],
)
def test_an_account_that_could_not_work_is_refused_with_its_reason(world, told, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.open_account(**{**NEW, **told}, actor=OPERATOR)
    assert not User.objects.filter(name="Claire Morel").exists()


def test_one_e_mail_and_one_telephone_belong_to_one_account(world, candidate):
    with pytest.raises(Refused, match="courriel"):
        actions.open_account(**{**NEW, "email": "AMINATA@example.org"}, actor=OPERATOR)
    with pytest.raises(Refused, match="téléphone"):
        actions.open_account(**{**NEW, "phone": "+33639981234"}, actor=OPERATOR)


def test_an_organisation_of_another_territory_or_another_kind_is_refused(world, elsewhere):
    for organisation in (elsewhere.organisation("referrer"), world.organisation("training_provider")):
        with pytest.raises(Refused, match="organisme"):
            actions.open_account(**{**NEW, "role": "referrer"}, organisation=organisation.pk, actor=OPERATOR)


@pytest.mark.parametrize("role", ["advisor", "territory_coordinator", "dpo", "candidate"])
def test_only_the_administration_of_the_programme_manages_accounts(world, role):
    actor, other = world.actor(role), world.user("trainer")
    grant = other.grants.get()
    tried = [
        lambda: actions.open_account(**NEW, actor=actor),
        lambda: actions.grant_role(other, role="jury", territory="marseille", actor=actor),
        lambda: actions.end_role(grant, actor=actor),
        lambda: actions.close_account(other, actor=actor),
        lambda: actions.reopen_account(other, actor=actor),
        lambda: actions.renew_access(other, actor=actor),
    ]
    for attempt in tried:
        with pytest.raises(Refused):
            attempt()


def test_nobody_gives_herself_a_role_or_closes_her_own_account(world):
    admin = world.user("programme_admin")
    with pytest.raises(Refused):
        actions.grant_role(admin, role="advisor", territory="marseille", actor=Actor.of(admin))
    with pytest.raises(Refused):
        actions.end_role(admin.grants.get(), actor=Actor.of(admin))
    with pytest.raises(Refused):
        actions.close_account(admin, actor=Actor.of(admin))


def test_a_role_taken_away_is_over_at_once_and_can_begin_again(world):
    user = world.user("trainer")
    actions.end_role(user.grants.get(), actor=world.programme_admin)
    assert Actor.of(User.objects.get(pk=user.pk)).roles == frozenset()
    with pytest.raises(Conflict):
        actions.end_role(user.grants.get(), actor=world.programme_admin)
    organisation = world.organisation("training_provider").pk
    actions.grant_role(
        user, role="trainer", territory="marseille", organisation=organisation, actor=world.programme_admin
    )
    assert Actor.of(User.objects.get(pk=user.pk)).roles == {"trainer"}
    assert user.grants.count() == 1
    assert changes_of(user) == ["role_ended", "role_granted"]


def test_a_role_holds_from_its_first_to_its_last_day(world):
    first, last = date(2026, 4, 1), date(2026, 4, 30)
    user = actions.open_account(**NEW, since=first, until=last, actor=OPERATOR)
    held = []
    for day in (first - timedelta(1), first, last, last + timedelta(1)):
        with clock.at(day):
            held.append(bool(Actor.of(User.objects.get(pk=user.pk)).roles))
    assert held == [False, True, True, False]


def test_closing_twice_is_a_conflict(world):
    user = world.user("trainer")
    actions.close_account(user, actor=world.programme_admin)
    with pytest.raises(Conflict):
        actions.close_account(user, actor=world.programme_admin)
    actions.reopen_account(user, actor=world.programme_admin)
    assert changes_of(user) == ["closed", "reopened"]


def test_what_happened_to_an_account_can_be_neither_changed_nor_erased(world):
    actions.close_account(world.user("trainer"), actor=OPERATOR)
    for attempt in (lambda: AccountChange.objects.update(what="opened"), AccountChange.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_the_first_access_link_serves_once_and_the_password_then_opens_the_door(world, door):
    user = actions.open_account(**NEW, actor=OPERATOR)
    link = actions.first_access_path(user)
    form = door.client.get(link, follow=True)
    assert "set-password" in form.redirect_chain[0][0]
    short = door.client.post(form.redirect_chain[0][0], {"new_password1": "court", "new_password2": "court"})
    assert short.status_code == 422
    words = "une phrase longue et claire"
    chosen = door.client.post(form.redirect_chain[0][0], {"new_password1": words, "new_password2": words})
    assert chosen.url == "/compte/connexion/mot-de-passe/"
    assert "ne sert plus" in Client().get(link).content.decode()
    assert door.give_password(user.email, words).status_code == 302
    assert door.client.get("/").url == "/compte/"


def test_the_link_no_longer_serves_after_48_hours(world, client, settings):
    link = actions.first_access_path(actions.open_account(**NEW, actor=OPERATOR))
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "ne sert plus" in client.get(link).content.decode()


def test_a_new_link_ends_what_was_lost(world, client, advisor):
    client.force_login(advisor)
    link = actions.renew_access(advisor, actor=world.programme_admin)
    assert client.get("/compte/").url.startswith("/compte/connexion/")
    advisor.refresh_from_db()
    assert not advisor.has_usable_password()
    assert client.get(link).status_code == 302


def test_a_candidate_needs_no_link(world, candidate):
    with pytest.raises(Refused, match="code"):
        actions.renew_access(candidate, actor=world.programme_admin)


def test_the_operator_opens_lists_and_closes_accounts_from_the_command_line(world, capsys):
    assert main(["add", "--name", "Awa Ba", "--email", "awa@example.org", "--role", "programme_admin"]) == 0
    link = capsys.readouterr().out.splitlines()[-1]
    assert Client().get(link).status_code == 302
    organisation = world.organisation("referrer").name
    told = ["add", "--name", "Paul Roy", "--phone", "0639985555", "--role", "referrer", "--territory", "marseille"]
    assert main(told) == 1
    assert main([*told, "--organisation", organisation]) == 0
    capsys.readouterr()
    assert main(["list", "--role", "referrer"]) == 0
    assert "Paul Roy · +33639985555 · Orienteur · marseille" in capsys.readouterr().out
    assert main(["disable", "06 39 98 55 55"]) == 0
    assert main(["disable", "06 39 98 55 55"]) == 1
    assert not User.objects.get(name="Paul Roy").is_active


def test_the_command_line_names_every_role_that_can_be_held():
    assert set(ROLES) == {role.value for role in Role} - {"link_holder", "system"}


def test_the_administration_opens_an_account_on_screen_and_is_shown_the_link_once(world, client):
    client.force_login(world.user("programme_admin"))
    told = {"name": "Lina Haddad", "email": "lina@example.org", "role": "advisor", "territory": "marseille"}
    page = client.post("/comptes/ouvrir/", {**told, "since": "2026-01-05"})
    assert page.status_code == 200
    assert client.get(page.context["link"]).status_code == 302
    user = User.objects.get(email="lina@example.org")
    assert user.name in client.get("/comptes/?q=lina&role=advisor&territory=marseille").content.decode()
    assert user.name not in client.get("/comptes/?territory=lille").content.decode()
    assert client.get(f"/comptes/{user.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"territory": ""}, "Choisissez le territoire"),
        ({"role": "dpo"}, "laissez le territoire vide"),
        ({"email": "", "phone": ""}, "courriel ou un téléphone"),
        ({"role": "referrer"}, "Il faut un organisme"),
        ({"until": "2020-01-01"}, "vient avant le premier"),
    ],
)
def test_a_wrong_account_form_says_why_and_keeps_what_was_typed(world, client, told, sentence):
    client.force_login(world.user("programme_admin"))
    right = {"name": "Lina Haddad", "email": "lina@example.org", "role": "advisor", "territory": "marseille"}
    page = client.post("/comptes/ouvrir/", {**right, "since": "2026-01-05", **told})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Lina Haddad" in page.content.decode()


def test_roles_are_given_and_taken_and_accounts_closed_on_screen(world, client):
    client.force_login(world.user("programme_admin"))
    user = world.user("jury")
    page = f"/comptes/{user.pk}/"
    told = {"role": "advisor", "territory": "marseille", "since": clock.today().isoformat()}
    assert client.post(f"{page}role/", told).url == page
    grant = RoleGrant.objects.get(user=user, role="advisor")
    assert client.post(f"{page}role/{grant.pk}/retirer/").url == page
    assert client.post(f"{page}fermer/").url == page
    assert client.post(f"{page}fermer/").status_code == 409
    assert client.post(f"{page}rouvrir/").url == page
    assert "link" in client.post(f"{page}lien/").context
    assert changes_of(user) == ["role_granted", "role_ended", "closed", "reopened", "link_given"]


def test_a_role_is_taken_only_from_the_account_that_holds_it(world, client):
    client.force_login(world.user("programme_admin"))
    grant = world.user("trainer").grants.get()
    assert client.post(f"/comptes/{world.user('jury').pk}/role/{grant.pk}/retirer/").status_code == 404


@pytest.mark.parametrize("role", ["advisor", "territory_coordinator", "candidate", "dpo"])
def test_pages_of_accounts_do_not_exist_for_others(world, client, role):
    client.force_login(world.user(role))
    user = world.user("trainer")
    for path in ("/comptes/", "/comptes/ouvrir/", f"/comptes/{user.pk}/", f"/comptes/{user.pk}/role/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/comptes/{user.pk}/fermer/").status_code == 404
