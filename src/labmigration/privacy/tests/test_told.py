"""What is kept as codes and JSON, in words and line by line."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.utils.translation import override

from labmigration.privacy.told import value_in_words
from labmigration.ui.written import Written

BLOCKS = [
    {"code": "BC01", "name": "Gestion", "confirmed": True},
    {"code": "saisi-1", "name": "Repas", "confirmed": False},
]
FILE = SimpleNamespace(blocks=BLOCKS)


def told(label, name, value, **row):
    return value_in_words(SimpleNamespace(_meta=apps.get_model(label)._meta, **row), name, value)


@pytest.mark.parametrize(
    ("label", "name", "value", "row", "words"),
    [
        ("certification.CertificationFile", "blocks", BLOCKS, {}, "BC01 · Gestion\nRepas"),
        ("certification.BlockResult", "block", "saisi-1", {"file": FILE}, "Repas"),
        ("certification.JurorOpinion", "outcomes", {"BC01": "retake"}, {"file": FILE}, "BC01 · Gestion : à repasser"),
        (
            "reception.Referral",
            "grounds",
            [{"code": "refugee", "proof": True}, {"code": "subsidiary_protection", "proof": False}],
            {},
            "Réfugiée ou réfugié : preuve vue\nProtection subsidiaire : preuve pas encore vue",
        ),
        ("reception.Referral", "reasons", ["under_age"], {}, "La personne n’a pas encore l’âge demandé."),
        ("training.TraineeWeek", "weekly", ["2-pm", "4-am"], {}, "mercredi, après-midi\nvendredi, matin"),
        ("training.TraineeWeek", "days", [["2026-11-23", "am"]], {}, "lundi 23 novembre 2026, matin"),
        ("people.Candidate", "contact_language", "ps", {}, "pachto"),
        ("positioning.Observation", "level", 2, {"skill": "french_reading"}, "A2"),
        ("privacy.RightsRequest", "about", "certification", {}, "la décision du jury"),
        ("positioning.ConstraintAction", "constraint", "account", {}, "Avez-vous un compte en banque à votre nom ?"),
        ("pathway.Pathway", "opened_on", date(2026, 12, 1), {}, "mardi 1er décembre 2026"),
    ],
)
def test_a_code_is_told_by_its_name(label, name, value, row, words):
    with override("fr"):
        assert told(label, name, value, **row).replace("\u00a0", " ") == words


def test_names_are_of_the_reader_s_language_where_the_programme_has_them_and_marked_where_not():
    with override("ar"):
        assert not isinstance(told("prescription.PrescribedModule", "module", "citizenship"), Written)
        assert told("certification.Vae", "certification", "advd").language == "fr"


def test_a_question_and_its_answer_are_told_as_they_were_read():
    row = {"part": "constraints", "code": "account"}
    with override("uk"):
        question, answer = (
            told("positioning.Answer", name, value, **row) for name, value in (("code", "account"), ("value", "no"))
        )
    assert "банк" in question and answer == "Ні"
