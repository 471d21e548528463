"""Where the product keeps something of one person: found from the models themselves, no stage writes it by hand.

A model is about a person when it has a ``PATHWAY`` path, a foreign key to `Candidate`, a foreign key to a model that
has one, a bare ``pathway_id``, or an account of hers (``user``, ``account``). A model that hides the way says it in
``PERSON``: the look-up that leads to the candidate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from labmigration.access.models import User
from labmigration.access.register import our_models
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.models import Pathway
from labmigration.people.models import Candidate, Reachable
from labmigration.secrecy.keyring import keyring

#: Names under which an account that a row is about is kept; any other account in a row is of who acted.
OWN_ACCOUNT = ("user", "account")


@dataclass(frozen=True)
class Person:
    """Everything by which rows name one person: her files (those joined to it too), pathways, account, addresses."""

    candidate_ids: frozenset[UUID]
    pathway_ids: frozenset[UUID]
    user_ids: frozenset[UUID]
    contact_indexes: frozenset[str]

    @classmethod
    def of(cls, candidate: Candidate) -> "Person":
        """The person behind a candidate; a scope that holds her territory must be open."""
        files = [candidate, *Candidate.objects.filter(merged_into=candidate)]
        users = [each.user for each in files if each.user is not None]
        contacts = {str(text) for each in (*files, *users) for text in (each.phone, each.email) if text}
        ring = keyring()
        return cls(
            candidate_ids=frozenset(each.pk for each in files),
            pathway_ids=frozenset(Pathway.objects.filter(candidate__in=files).values_list("pk", flat=True)),
            user_ids=frozenset(user.pk for user in users),
            contact_indexes=frozenset(ring.blind_index(text.casefold()) for text in contacts),
        )


def models_about_people() -> list[type[models.Model]]:
    """Every model of ours that keeps something of a followed person, in the order of the parts."""
    return [model for model in our_models() if hasattr(model, "PERSONAL") and _reach(model) is not None]


def rows_about(model: type[models.Model], person: Person) -> "QuerySet[models.Model]":
    """The rows of `model` that are about the person. Raises LookupError for a model that is about nobody."""
    reach = _reach(model)
    if reach is None:
        raise LookupError(model._meta.label)
    name, of = reach
    about = Q(**{f"{name}__in": getattr(person, of)})
    if model is OutboxMessage:
        # Written to a number that she has changed since, too.
        about |= Q(pathway_id__in=person.pathway_ids)
    return model._default_manager.filter(about)


@cache
def _reach(model: type[models.Model]) -> tuple[str, str] | None:
    """The look-up that names the person, and which of her keys it holds."""
    if model is User:
        return "pk", "user_ids"
    if model is Candidate:
        return "pk", "candidate_ids"
    if model is OutboxMessage:
        return "recipient_index", "contact_indexes"
    path = _path(model)
    if path is not None:
        return path, "candidate_ids"
    names = {field.name: field for field in model._meta.concrete_fields}
    if isinstance(names.get("pathway_id"), models.UUIDField):
        return "pathway_id", "pathway_ids"
    if isinstance(names.get("candidate_id"), models.UUIDField):
        return "candidate_id", "candidate_ids"
    for name in OWN_ACCOUNT:
        if name in names and names[name].related_model is User and not issubclass(model, Reachable):
            return name, "user_ids"
    return None


@cache
def _path(model: type[models.Model]) -> str | None:
    """The look-up from `model` to the candidate, where foreign keys lead there."""
    if hasattr(model, "PERSON"):
        return str(model.PERSON)
    if hasattr(model, "PATHWAY"):
        return f"{model.PATHWAY}__candidate" if model.PATHWAY else "candidate"
    links = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    for field in links:
        if field.related_model is Candidate:
            return field.name
    for field in links:
        if hasattr(field.related_model, "PATHWAY"):
            return f"{field.name}__{_path(field.related_model)}"
    return None


def of_libraries() -> Iterator[tuple[type[models.Model], str]]:
    """Models of the libraries in use that hang on an account, with the name of the link."""
    for model in apps.get_models():
        if not model.__module__.startswith("labmigration."):
            for field in model._meta.concrete_fields:
                if field.related_model is User:
                    yield model, field.name
