"""The table of rights, the register, and what holds for every page of this part."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from labmigration.access import policy
from labmigration.access.account_urls import account_patterns
from labmigration.access.register import treatments
from labmigration.access.rights import rights_table
from labmigration.access.rows import SAYS
from labmigration.access.urls import urlpatterns as access_patterns

DOCS = Path(__file__).parents[4] / "docs"
ARGUMENTS = {
    "pk": 1,
    "uidb64": "x",
    "token": "y",
    "account_id": "00000000-0000-4000-8000-000000000000",
    "grant_id": "00000000-0000-4000-8000-000000000000",
}


def our_paths() -> list[str]:
    """Every address of sign-in, accounts, rights, register and the doors of the demonstration."""
    named = [pattern.name for pattern in account_patterns]
    named += [f"access:{pattern.name}" for pattern in access_patterns] + ["demo:doors", "demo:enter", "demo:messages"]
    found = []
    for name in named:
        resolver = get_resolver()
        for space in name.split(":")[:-1]:
            resolver = resolver.namespace_dict[space][1]
        needed = resolver.reverse_dict.getlist(name.split(":")[-1])[0][0][0][1]
        found.append(reverse(name, kwargs={argument: ARGUMENTS[argument] for argument in needed}))
    return found


@pytest.mark.parametrize("path", our_paths())
@pytest.mark.parametrize("role", [None, "candidate", "programme_admin"])
def test_a_post_without_its_token_is_refused_everywhere(world, path, role):
    client = Client(enforce_csrf_checks=True)
    if role:
        client.force_login(world.user(role))
    assert client.post(path, {"login": "0639981234", "person": "x"}).status_code == 403


@pytest.mark.parametrize("path", our_paths())
@pytest.mark.parametrize("role", [None, "candidate", "programme_admin"])
def test_reading_a_page_changes_nothing_but_the_readers_own_session(world, client, path, role):
    if role:
        client.force_login(world.user(role))
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code in (200, 302, 404, 405)
    written = [query["sql"] for query in seen if query["sql"].split(" ")[0] in ("INSERT", "UPDATE", "DELETE")]
    assert [sql for sql in written if "django_session" not in sql and '"cache"' not in sql] == []


def test_every_filter_of_the_table_has_its_words():
    used = {rows for right in policy.POLICY.values() for rows in right.rows.values()}
    assert used - set(SAYS) == set()


def test_the_page_of_rights_shows_every_action_and_narrows_to_one_role(world, client):
    client.force_login(world.user("dpo"))
    page = client.get("/droits/").content.decode()
    assert "confirmer un refus" in page.lower()
    narrowed = {line.action for part in rights_table("jury") for line in part.lines}
    assert "certification.decide" in narrowed
    assert "reception.admit" not in narrowed
    assert client.get("/droits/?role=jury").status_code == 200
    assert client.get("/droits/?role=personne").status_code == 200


def test_the_register_speaks_of_every_model_with_personal_data(world, client):
    client.force_login(world.user("dpo"))
    page = client.get("/registre/").content.decode()
    names = {treatment.name for treatment in treatments()}
    assert {"people.Candidate", "access.User", "notices.OutboxMessage", "mfa.Authenticator"} <= names
    assert all(name in page for name in names)
    assert "propositions" in page


@pytest.mark.parametrize(("command", "page"), [("rights_table", "rights.md"), ("register", "register.md")])
def test_the_committed_page_is_the_generated_one(command, page, capsys):
    call_command(command)
    written = (DOCS / page).read_text()
    assert written == capsys.readouterr().out, f"run: labmigration django {command} > docs/{page}"


def test_a_passkey_page_brings_its_script_and_no_inline_one(client, db):
    page = client.get("/compte/connexion/").content.decode()
    assert "access/passkeys.js" in page
    assert "<script>" not in page
