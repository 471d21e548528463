"""One person from her referral to the end of her follow-up, by clicks only, through every role."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY, open_accounts
from labmigration.pathway.models import Pathway
from labmigration.territories.models import TerritoryOwned
from tests.journeys import to_training, to_work
from tests.journeys.cast import HER_NAME, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REFERRED = date(2026, 3, 3)
TRAINING = date(2026, 3, 31)
JURY = date(2026, 5, 12)
MET = date(2026, 5, 28)
FIRST_PAID = date(2026, 6, 15)
#: What the thread tells at the end, in order; things done twice stand once.
STORY = [
    "Orientation reçue",
    "Confié à Claire Morel",
    "Admission prononcée",
    "Entretien d’orientation fixé au vendredi 6 mars 2026",
    "Entretien d’orientation tenu",
    "Positionnement terminé",
    "Parcours signé par la personne",
    "Place 1 dans la cohorte Garde d’enfants, printemps",
    "Formation commencée",
    "Évaluation donnée",
    "Formation terminée",
    "Dossier de certification ouvert",
    "Dossier présenté au jury du mardi 12 mai 2026",
    "Avis d’un membre du jury",
    "Le jury a décidé (blocs acquis : 1 sur 1)",
    "Mise en relation proposée",
    "Réponse reçue à la mise en relation",
    "Rencontre convenue le jeudi 28 mai 2026",
    "Accord des deux côtés",
    "Contrat préparé",
    "Droit au travail vérifié pour ce début de contrat",
    "Contrat signé des deux côtés",
    "Premier jour payé : lundi 15 juin 2026",
    "Suivis fixés à partir du premier jour payé, lundi 15 juin 2026",
    "Suivi à 6 mois fait",
    "Suivi à 18 mois fait",
    "Parcours terminé",
]


def later(**time: int) -> date:
    return REFERRED + timedelta(**time)


def test_a_person_goes_by_clicks_from_referral_to_lasting_employment(town):
    with clock.at(REFERRED), Actor.system(TERRITORY).at_work():
        open_accounts(REFERRED - timedelta(days=30))
    cast = Cast(town)
    _until_the_jury(cast)
    _until_the_first_paid_day(cast)
    with clock.at(date(2026, 12, 15)):
        to_work.follow_up(cast, 6, then="Faire le suivi")
        to_work.agree_to_be_followed(cast)
    with clock.at(date(2027, 12, 15)):
        to_work.follow_up(cast, 18, then="Terminer le parcours")
        to_work.close(cast)
        _everything_is_told(cast)
    _nothing_left_the_territory()


def _until_the_jury(cast: Cast) -> None:
    with clock.at(REFERRED):
        to_training.refer(cast)
        to_training.admit(cast)
        to_training.plan_meeting(cast, later(days=3))
    with clock.at(later(days=3)):
        to_training.hold_meeting(cast)
    with clock.at(later(days=10)):
        to_training.position(cast)
        to_training.prescribe(cast)
    with clock.at(later(days=11)):
        to_training.sign_prescription(cast)
        to_training.form_cohort(cast, TRAINING, TRAINING + timedelta(days=14))
    with clock.at(TRAINING):
        to_training.attend(cast)
        to_training.evaluate(cast)
    with clock.at(TRAINING + timedelta(days=7)):
        to_training.present(cast, JURY)
    with clock.at(JURY):
        to_training.judge(cast)


def _until_the_first_paid_day(cast: Cast) -> None:
    with clock.at(JURY + timedelta(days=3)):
        to_work.welcome_household(cast, FIRST_PAID)
        to_work.introduce(cast)
        to_work.both_say_yes(cast)
        to_work.plan_interview(cast, MET)
    with clock.at(MET + timedelta(days=1)):
        to_work.both_agree(cast)
        to_work.draw_up_contract(cast, FIRST_PAID)
        to_work.both_sign(cast)
    with clock.at(FIRST_PAID):
        to_work.start_work(cast, FIRST_PAID)


def _everything_is_told(cast: Cast) -> None:
    """The thread tells the whole story; she reads who opened her file; her referrer reads how it ended."""
    page = cast.advisor()
    expect(page.get_by_text("Parcours terminé le")).to_be_visible()
    page.get_by_role("link", name="Lire tout le fil").click()
    page.get_by_role("heading", name="Tout le fil").wait_for()
    lines = page.get_by_role("main").inner_text().replace("\u00a0", " ").splitlines()
    assert list(dict.fromkeys(line for line in reversed(lines) if line in STORY)) == STORY
    hers = cast.her()
    expect(hers.get_by_role("heading", name="Votre parcours est terminé.")).to_be_visible()
    hers.get_by_role("link", name="Qui a ouvert mon dossier").click()
    for reader in ("Claire Morel", "Nadia Ferrand", "Pauline Roche", "Jeanne Perrin", "Luc Arnaud", "Inès Caron"):
        expect(hers.get_by_text(reader, exact=True).first).to_be_visible()
    referrer = cast.staff("Sophie Garnier")
    expect(referrer.get_by_role("article").filter(has_text=HER_NAME)).to_contain_text("emploi durable")


def _nothing_left_the_territory() -> None:
    with scopes_disabled():
        assert Pathway.objects.get().state == "closed"
        for model in apps.get_models():
            if issubclass(model, TerritoryOwned):
                strays = model._base_manager.exclude(territory_id=TERRITORY).count()
                assert strays == 0, f"{model.__name__}: {strays} rows in another territory"
