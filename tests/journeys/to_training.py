"""From the referral to the jury: what each person clicks."""

from datetime import date

from playwright.sync_api import expect

from tests.journeys.cast import HER_NAME, HER_PHONE, Cast, birth_date, told
from tests.journeys.town import PHONE

COHORT = "Garde d’enfants, printemps"
MODULE = "Prévention et sécurité au domicile"
MODULE_IN_PLAIN_WORDS = "La sécurité à la maison"
OPTION = "Garde et accueil d’enfants"


def refer(cast: Cast) -> None:
    """The referrer types the person on a telephone, in two minutes."""
    page = cast.staff("Sophie Garnier", PHONE)
    page.get_by_role("main").get_by_role("link", name="Orienter une personne").click()
    first_name, surname = HER_NAME.split()
    page.get_by_label("Nom", exact=True).fill(surname)
    page.get_by_label("Prénom", exact=True).fill(first_name)
    birth_date(page, "Date de naissance", date(1988, 4, 17))
    page.get_by_label("Téléphone").fill(HER_PHONE)
    page.get_by_text("Ce que vous savez déjà de sa situation").click()
    page.get_by_label("Commune").fill("Marseille")
    page.get_by_label("Code postal").fill("13005")
    ground = page.locator(".ground").filter(has_text="réfugi").first
    ground.get_by_text("réfugi").first.click()
    ground.get_by_label("preuve vue").check()
    page.get_by_label("Titre présenté").fill("carte de résident")
    page.get_by_role("group", name="Ce titre autorise-t-il").get_by_label("oui").check()
    birth_date(page, "Dernier jour de validité", date(2034, 6, 30))
    page.get_by_label("Français oral").select_option("B1")
    page.get_by_label("Français écrit").select_option("A2")
    page.get_by_label("Preuve du niveau").fill("DELF")
    page.get_by_label("Métier souhaité").select_option("childcare_provider")
    page.get_by_role("button", name="Orienter vers le Lab").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est envoyé, merci")


def admit(cast: Cast) -> None:
    """The advisor finds a new person in her day, takes charge, and admits."""
    page = cast.staff("Claire Morel")
    expect(page.get_by_role("heading", name="Nouvelles personnes")).to_be_visible()
    page.get_by_role("link", name=HER_NAME).click()
    cast.thread = page.url
    expect(page.get_by_role("region", name="Prochaine étape : Prendre en charge la personne")).to_be_visible()
    page.get_by_role("button", name="Prendre en charge").click()
    cast.next_is("Décider de l’éligibilité", "Claire Morel")
    page.get_by_role("link", name="Décider de l’éligibilité").click()
    expect(page.get_by_text("éligible", exact=True)).to_be_visible()
    page.get_by_role("link", name="Admettre").click()
    page.get_by_role("button", name="Prononcer l’admission").click()
    cast.next_is("Fixer l’entretien d’orientation", "Claire Morel")


def plan_meeting(cast: Cast, day: date) -> None:
    """A meeting is fixed; she signs in with a code and reads it on her telephone."""
    page = cast.advisor()
    page.get_by_role("region", name="Prochaine étape").get_by_role("link").click()
    page.get_by_label("Jour").fill(day.isoformat())
    page.get_by_label("Heure").fill("09:30")
    page.get_by_label("Lieu").fill("12 rue de la République")
    page.get_by_role("button", name="Fixer l’entretien").click()
    cast.next_is("Tenir l’entretien d’orientation", "Claire Morel")
    hers = cast.she_reads("Vous avez un rendez-vous avec votre conseillère.")
    expect(hers.get_by_text("12 rue de la République").first).to_be_visible()


def hold_meeting(cast: Cast) -> None:
    """The advisor gives account of it from her day."""
    page = cast.staff("Claire Morel")
    page.get_by_role("link", name="Rendre compte").click()
    page.get_by_role("group", name="Métier expliqué").get_by_label("garde d’enfants").check()
    page.get_by_label("Le métier a été expliqué").check()
    page.get_by_label("le projet l’intéresse").check()
    page.get_by_role("button", name="Enregistrer le compte rendu").click()
    cast.next_is("Faire le positionnement", "Claire Morel")


def position(cast: Cast) -> None:
    """What she can do, what she needs, her French in its four skills."""
    page = cast.advisor()
    page.get_by_role("region", name="Prochaine étape").get_by_role("link").click()
    asset = page.get_by_role("group", name="Acquis 1")
    asset.get_by_label("Ce que la personne sait faire").fill("A élevé trois enfants")
    asset.get_by_label("Domaine").select_option("experience")
    asset.get_by_label("Comment le sait-on ?").select_option("described")
    need = page.get_by_role("group", name="Besoin 1")
    need.get_by_label("Ce qu’il faut apprendre ou régler").fill("Gestes de premiers secours")
    need.get_by_label("Domaine").select_option("occupational")
    need.get_by_label("Indispensable").check()
    for skill in ("écouter", "lire", "parler", "écrire"):
        row = page.get_by_role("group", name=f"français : {skill}")
        row.get_by_label("Niveau").select_option("2")
        row.get_by_label("Comment le sait-on ?").select_option("tested")
    page.get_by_role("button", name="Terminer le positionnement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qui est acquis, ce qui manque")
    cast.next_is("Préparer le parcours de formation", "Claire Morel")


def prescribe(cast: Cast) -> None:
    """Her advisor's own choice, then the tool's, with a demand of hers; kept, read again, signed and proposed."""
    page = cast.advisor()
    page.get_by_role("region", name="Prochaine étape").get_by_role("link").click()
    page.get_by_label(OPTION).check()
    page.get_by_role("button", name="Garder mon avis et voir la proposition").click()
    page.get_by_label(f"Votre demande : {OPTION}").select_option("lock")
    page.get_by_role("button", name="Recalculer avec ces demandes").click()
    page.get_by_role("button", name="Garder ce parcours et le relire").click()
    page.get_by_role("button", name="Signer et proposer ce parcours").click()
    cast.next_is("Signature du parcours par la personne", HER_NAME)


def sign_prescription(cast: Cast) -> None:
    """She reads her training on her telephone and signs."""
    page = cast.she_reads("Lisez votre formation et signez, si vous êtes d’accord.")
    page.get_by_role("link", name="J’y vais").click()
    expect(page.get_by_text("Garder des enfants : soins, jeux, sécurité")).to_be_visible()
    page.get_by_role("button", name="Je suis d’accord, je signe").click()
    cast.next_is("Donner une place dans une cohorte", "Coordination de la formation")


def form_cohort(cast: Cast, first: date, last: date) -> None:
    """The coordinator opens a cohort, gives her a seat, fixes two half-days."""
    page = cast.staff("Nadia Ferrand")
    page.get_by_role("main").get_by_role("link", name="Ouvrir une cohorte").click()
    page.get_by_label("Nom de la cohorte").fill(COHORT)
    page.get_by_role("group", name="Métier").get_by_label("garde d’enfants").check()
    page.get_by_label("Premier jour").fill(first.isoformat())
    page.get_by_label("Dernier jour").fill(last.isoformat())
    page.get_by_label("Pauline Roche").check()
    page.get_by_role("button", name="Ouvrir la cohorte").click()
    page.get_by_role("listitem").filter(has_text=HER_NAME).get_by_role("button", name="Donner une place").click()
    told(page, "La place 1 est donnée.")
    for half in ("matin", "après-midi"):
        page.get_by_role("link", name="Fixer une séance").click()
        page.get_by_label("Module").select_option(MODULE)
        page.get_by_label("Jour").fill(first.isoformat())
        page.get_by_label(half).check()
        page.get_by_label("Heures").fill("3.5")
        page.get_by_label("Pauline Roche").check()
        page.get_by_role("button", name="Fixer la séance").click()
        page.get_by_role("heading", level=1, name=COHORT).wait_for()
    cast.next_is("Commencer la formation", "Coordination de la formation")


def attend(cast: Cast) -> None:
    """The cohort starts; the trainer signs both sheets, and so does she."""
    page = cast.staff("Nadia Ferrand")
    page.get_by_role("link", name=COHORT).first.click()
    page.get_by_role("button", name="Commencer la cohorte").click()
    cast.next_is("Suivre la formation", HER_NAME)
    trainer = cast.staff("Pauline Roche")
    for _half in ("am", "pm"):
        trainer.goto("/")
        trainer.get_by_role("main").get_by_role("link", name="mars").first.click()
        trainer.get_by_label("présente").check()
        trainer.get_by_role("button", name="Signer la feuille").click()
        expect(trainer.get_by_text("feuille signée")).to_be_visible()
    hers = cast.she_reads("Allez en formation et signez à chaque demi-journée.")
    hers.get_by_role("link", name="J’y vais").click()
    for _half in ("am", "pm"):
        hers.get_by_role("button", name="Je signe ma présence").first.click()
    told(hers, "Vous n’avez rien à signer.")


def evaluate(cast: Cast) -> None:
    """She judges herself, the trainer judges, the coordinator notes that training is over."""
    hers = cast.her()
    hers.get_by_role("link", name="Ma formation").first.click()
    hers.get_by_role("link", name=MODULE_IN_PLAIN_WORDS).click()
    for skill in hers.get_by_role("main").get_by_role("group").all():
        skill.get_by_role("radio").nth(1).check()
    hers.get_by_role("button", name="C’est ma réponse").click()
    expect(hers.get_by_role("heading", name="Mes progrès")).to_be_visible()
    trainer = cast.staff("Pauline Roche")
    trainer.get_by_role("link", name=COHORT).first.click()
    trainer.get_by_role("link", name=HER_NAME).first.click()
    trainer.get_by_role("link", name=f"Évaluer : {MODULE}").click()
    trainer.get_by_label("seule ou seul").check()
    trainer.get_by_role("button", name="Noter l’évaluation").click()
    page = cast.staff("Nadia Ferrand")
    page.get_by_role("link", name=COHORT).first.click()
    page.get_by_role("link", name=HER_NAME).first.click()
    page.get_by_role("button", name="La formation est terminée").click()
    cast.next_is("Ouvrir le dossier de certification", "Coordination de la formation")


def present(cast: Cast, jury_on: date) -> None:
    """The coordinator opens the file and presents it to two jurors."""
    page = cast.staff("Nadia Ferrand")
    page.get_by_role("navigation").get_by_role("link", name="Certification").click()
    page.get_by_role("link", name=HER_NAME).click()
    page.get_by_label("Autres blocs").fill("Accompagner l’enfant au domicile")
    page.get_by_role("button", name="Ouvrir le dossier").click()
    cast.next_is("Présenter le dossier au jury", "Coordination de la formation")
    page.get_by_role("navigation").get_by_role("link", name="Certification").click()
    page.get_by_role("link", name=HER_NAME).click()
    page.get_by_role("link", name="Présenter au jury").click()
    page.get_by_label("Jour du jury").fill(jury_on.isoformat())
    page.get_by_label("Jeanne Perrin").check()
    page.get_by_label("Luc Arnaud").check()
    page.get_by_role("button", name="Présenter au jury").click()
    cast.next_is("Décision du jury", "Jury")


def judge(cast: Cast) -> None:
    """Two jurors agree on every block; the second writes the decision."""
    for juror in ("Jeanne Perrin", "Luc Arnaud"):
        page = cast.staff(juror)
        page.get_by_role("main").get_by_role("link", name=HER_NAME).click()
        for block in page.get_by_role("main").get_by_role("group").all():
            block.get_by_label("acquis", exact=True).check()
        for seen in page.get_by_label("Ce que vous avez vu").all():
            seen.fill("A préparé le repas avec l’enfant, et dit pourquoi.")
        page.get_by_role("button", name="Donner mon avis").click()
    page.get_by_role("button", name="Écrire la décision du jury").click()
    expect(page.get_by_role("heading", name="Décision du jury")).to_be_visible()
    cast.next_is("Proposer un foyer", "Mise en relation")
