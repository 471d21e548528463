"""The pilot: invented throughout, somebody at every stage, one territory from parent to child."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F
from django_scopes import scope

from labmigration.access.models import User
from labmigration.pathway.models import Pathway, Stage
from labmigration.people.models import Candidate, Household
from labmigration.territories.models import TerritoryOwned
from labmigration.timeline.models import Event
from labmigration.timeline.sentences import sentence

pytestmark = pytest.mark.django_db


def links() -> list[tuple[type[models.Model], str]]:
    """Every foreign key from one row of a territory to another."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if issubclass(model, TerritoryOwned)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, TerritoryOwned)
    ]


def test_everybody_is_invented_and_somebody_stands_at_every_stage(pilot):
    with scope(territory=["marseille"]):
        assert not User.objects.filter(invented=False).exists()
        assert not Candidate.objects.filter(invented=False).exists()
        assert not Household.objects.filter(invented=False).exists()
        assert set(Pathway.objects.values_list("stage", flat=True)) == set(Stage.values)
        assert Candidate.objects.filter(pathways__enrolments__isnull=False).distinct().count() >= 40


def test_every_event_has_its_sentence(pilot):
    with scope(territory=["marseille"]):
        assert all(sentence(event) for event in Event.objects.all())


@pytest.mark.parametrize(("model", "name"), links(), ids=lambda value: getattr(value, "__name__", value))
def test_parent_and_child_share_a_territory(pilot, model, name):
    with scope(territory=["marseille"]):
        assert not model.objects.exclude(**{name: None}).exclude(**{f"{name}__territory": F("territory")}).exists()
