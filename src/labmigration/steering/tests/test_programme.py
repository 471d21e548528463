"""The programme's page: every value with its source, what nobody says left open."""

from django.urls import reverse
from django.utils.html import escape

from labmigration.programme import programme


def test_it_shows_every_occupation_title_and_module_and_cites_every_source(world, client):
    client.force_login(world.user("household"))
    content = client.get(reverse("steering:programme")).content.decode()
    for occupation in programme().occupations:
        assert escape(occupation.name_masculine_fr) in content
    for title in programme().titles:
        assert escape(title.name_fr) in content
    for module in programme().modules:
        assert escape(module.name_fr) in content
    for source in programme().sources:
        assert escape(source.citation) in content
    for disagreement in programme().disagreements:
        assert escape(disagreement.question_fr) in content


def test_hours_that_no_source_gives_are_said_to_be_unknown(world, client):
    client.force_login(world.user("advisor"))
    content = client.get(reverse("steering:programme")).content.decode()
    unknown = sum(module.hours is None for module in programme().modules)
    assert unknown and content.count("non donné par les sources") == unknown


def test_someone_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(reverse("steering:programme")).status_code == 302
