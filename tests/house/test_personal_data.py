"""Every field of every model says whether it is personal, and why it is kept."""

import pytest
from django.apps import apps
from django.db.models import Model

from labmigration.access.privacy import Personal, Sensitivity
from labmigration.access.register import our_models, treatments
from labmigration.secrecy.fields import SealedTextField

MODELS = our_models()


def fields_of(model: type[Model]) -> set[str]:
    """Names of everything that the model's own tables hold."""
    return {field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}


def declared(model: type[Model]) -> tuple[set[str], set[str]]:
    personal: Personal | None = getattr(model, "PERSONAL", None)
    return set(personal.fields if personal else ()), set(getattr(model, "TECHNICAL", ()))


def named(models: list[type[Model]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("model", models, ids=lambda model: model._meta.label)


def test_there_are_models_to_speak_of():
    assert len(MODELS) > 20


@named(MODELS)
def test_each_field_is_declared_personal_or_technical_and_never_both(model):
    personal, technical = declared(model)
    assert fields_of(model) - personal - technical == set(), "declare these fields in PERSONAL or TECHNICAL"
    assert personal & technical == set()


@named(MODELS)
def test_nothing_is_declared_that_does_not_exist(model):
    personal, technical = declared(model)
    assert (personal | technical) - fields_of(model) == set()


@named([model for model in MODELS if hasattr(model, "PERSONAL")])
def test_personal_fields_have_a_purpose_a_basis_a_retention_recipients_and_a_sensitivity(model):
    personal: Personal = model.PERSONAL
    for words in (personal.purpose, personal.basis, personal.retention, personal.recipients):
        assert words.strip()
    assert personal.fields
    assert all(isinstance(how, Sensitivity) for how in personal.fields.values())


@named(MODELS)
def test_contact_details_and_free_text_about_people_are_sealed(model):
    personal: Personal | None = getattr(model, "PERSONAL", None)
    for name, how in (personal.fields if personal else {}).items():
        if how in (Sensitivity.CONTACT, Sensitivity.FREE_TEXT):
            assert isinstance(model._meta.get_field(name), SealedTextField), f"{name} is {how} and not sealed"


@named(MODELS)
def test_a_sealed_field_is_declared_personal(model):
    personal, _technical = declared(model)
    sealed = {field.name for field in model._meta.concrete_fields if isinstance(field, SealedTextField)}
    assert sealed - personal == set()


def test_every_table_of_a_library_that_names_an_account_is_in_the_register_too():
    """E-mail addresses of allauth stay empty: accounts carry their own."""
    user = apps.get_model("access.User")
    of_libraries = {
        model._meta.label
        for model in apps.get_models()
        if not model.__module__.startswith("labmigration.")
        and any(getattr(field, "related_model", None) is user for field in model._meta.concrete_fields)
    }
    assert of_libraries - {treatment.name for treatment in treatments()} == {"account.EmailAddress"}
