"""From the household to the last follow-up: what each person clicks."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.cast import HER_NAME, HOUSEHOLD_PHONE, Cast, told

HOUSEHOLD = "Foyer Bertrand"


def welcome_household(cast: Cast, starts_on: date) -> None:
    """The placement officer registers a household, checks it, and describes its need with it."""
    page = cast.staff("Inès Caron")
    page.get_by_role("link", name="Enregistrer un foyer").click()
    page.get_by_label("Nom du foyer").fill(HOUSEHOLD)
    page.get_by_label("Personne à contacter").fill("Mme Bertrand")
    page.get_by_label("Téléphone").fill(HOUSEHOLD_PHONE)
    page.get_by_label("Adresse").fill("3 rue de l’Exemple")
    page.get_by_label("Code postal").fill("13005")
    page.get_by_label("Commune").fill("Marseille")
    page.get_by_role("button", name="Enregistrer le foyer").click()
    for step in ("identité", "compte de déclaration", "première visite"):
        page.get_by_role("link", name=step).click()
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Noter cette étape").click()
    page.get_by_role("button", name="Le foyer est vérifié").click()
    _describe(page, starts_on)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOUSEHOLD)


def _describe(page: Page, starts_on: date) -> None:
    """Four short pages, then one to read again."""
    page.get_by_role("link", name="Décrire un besoin").click()
    page.get_by_role("group", name="Métier").get_by_label("garde d’enfants").check()
    going_on = page.get_by_role("button", name="Continuer")
    going_on.click()
    page.get_by_label("Autre chose, avec vos mots").fill("Aller chercher deux enfants à l’école, goûter, jeux")
    going_on.click()
    hours = page.get_by_role("group", name="Horaire 1", exact=False).first
    for day in ("Lun", "Mar", "Jeu"):
        hours.get_by_label(day).check()
    hours.get_by_label("De", exact=True).fill("16:00")
    hours.get_by_label("À", exact=True).fill("19:30")
    going_on.click()
    page.get_by_label("À partir du").fill(starts_on.isoformat())
    going_on.click()
    going_on.click()
    page.get_by_role("button", name="Envoyer mon besoin").click()


def introduce(cast: Cast) -> None:
    """One is proposed to the other."""
    page = cast.staff("Inès Caron")
    page.get_by_role("listitem").filter(has_text=HER_NAME).get_by_role("link", name="Proposer un foyer").click()
    page.get_by_role("group", name="Foyer").get_by_label(HOUSEHOLD).check()
    page.get_by_label("Disponibilités de la personne").fill("Fins d’après-midi, du lundi au vendredi")
    page.get_by_role("button", name="Proposer aux deux").click()
    cast.next_is("Réponse de la personne et du foyer", HER_NAME)


def both_say_yes(cast: Cast) -> None:
    """She first, without a name on either side; then the household."""
    hers = cast.she_reads("Un foyer vous est proposé. Dites oui ou non.")
    hers.get_by_role("link", name="J’y vais").click()
    assert HOUSEHOLD not in hers.content(), "she reads the household's name before it said yes"
    hers.get_by_role("button", name="Oui, je veux bien").click()
    cast.next_is("Réponse du foyer", "Particulier employeur")
    theirs = cast.household()
    assert HER_NAME not in theirs.content(), "the household reads her name before a meeting is fixed"
    theirs.get_by_role("button", name="Oui, je veux bien").click()
    cast.next_is("Convenir d’une rencontre", "Mise en relation")


def plan_interview(cast: Cast, day: date) -> None:
    """A meeting is fixed; only now each reads the name and telephone of the other."""
    page = cast.staff("Inès Caron")
    page.get_by_role("listitem").filter(has_text=HER_NAME).get_by_role("link", name="Convenir d’une rencontre").click()
    page.get_by_role("link", name="Fixer la rencontre").click()
    page.get_by_label("Jour").fill(day.isoformat())
    page.get_by_label("Heure").fill("17:00")
    page.get_by_label("Lieu").fill("Maison de l’emploi, bureau 4")
    page.get_by_role("button", name="Fixer la rencontre").click()
    cast.next_is("Accord des deux côtés après la rencontre", HER_NAME)
    expect(cast.household().get_by_text(HER_NAME).first).to_be_visible()


def both_agree(cast: Cast) -> None:
    """After the meeting each says so from home."""
    hers = cast.her()
    hers.get_by_role("link", name="J’y vais").click()
    hers.get_by_role("button", name="Oui, je suis d’accord").click()
    cast.next_is("Accord du foyer après la rencontre", "Particulier employeur")
    cast.household().get_by_role("button", name="Oui, je suis d’accord").click()
    cast.next_is("Préparer le contrat", "Mise en relation")


def draw_up_contract(cast: Cast, starts_on: date) -> None:
    """The officer writes the terms, the advisor looks at the right to work on the day of the start."""
    page = cast.staff("Inès Caron")
    page.get_by_role("listitem").filter(has_text=HER_NAME).get_by_role("link", name="Préparer le contrat").click()
    page.get_by_role("link", name="Préparer le contrat").click()
    page.get_by_label("CDI").check()
    page.get_by_label("Salaire horaire brut").fill("13.20")
    page.get_by_label("Pajemploi").check()
    page.get_by_label("Premier jour prévu").fill(starts_on.isoformat())
    page.get_by_role("button", name="Enregistrer le contrat").click()
    cast.next_is("Vérifier le droit au travail pour ce début", "Claire Morel")
    advisor = cast.advisor()
    advisor.get_by_role("region", name="Prochaine étape").get_by_role("link").click()
    advisor.get_by_role("button", name="J’ai vérifié le droit au travail").click()
    cast.next_is("Signature du contrat des deux côtés", HER_NAME)


def both_sign(cast: Cast) -> None:
    """She reads and signs on her telephone, then the household."""
    hers = cast.she_reads("Lisez votre contrat et signez.")
    hers.get_by_role("link", name="J’y vais").click()
    hers.get_by_label("J’ai lu ce contrat et je suis d’accord.").check()
    hers.get_by_role("button", name="Je signe").click()
    told(hers, "Merci. Votre signature est notée.")
    cast.next_is("Signature du contrat par le foyer", "Particulier employeur")
    theirs = cast.household()
    theirs.get_by_label("J’ai lu ce contrat et je suis d’accord.").check()
    theirs.get_by_role("button", name="Je signe").click()
    cast.next_is("Noter le premier jour payé", "Mise en relation")


def start_work(cast: Cast, day: date) -> None:
    """The first paid day: the follow-ups are counted from it."""
    page = cast.staff("Inès Caron")
    page.get_by_role("listitem").filter(has_text=HER_NAME).get_by_role(
        "link", name="Noter le premier jour payé"
    ).click()
    page.get_by_role("link", name="Noter le premier jour payé").click()
    page.get_by_label("Premier jour payé").fill(day.isoformat())
    page.get_by_role("button", name="Noter ce jour").click()
    cast.next_is("Faire le suivi", "Claire Morel")


def follow_up(cast: Cast, months: int, then: str) -> None:
    """The advisor calls at a milestone and writes what she hears."""
    page = cast.advisor()
    page.get_by_role("region", name="Prochaine étape : Faire le suivi").get_by_role("link").click()
    page.get_by_role("link", name="Noter le suivi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Suivi à {months} mois")
    page.get_by_label("Oui").check()
    page.get_by_label("Chez combien de foyers ?").fill("1")
    page.get_by_label("Combien d’heures par semaine").fill("10,5")
    page.get_by_role("button", name="Noter le suivi").click()
    cast.next_is(then, "Claire Morel")


def agree_to_be_followed(cast: Cast) -> None:
    """Whoever sent her reads nothing of her way until she says yes."""
    referrer = cast.staff("Sophie Garnier")
    expect(referrer.get_by_role("article").filter(has_text=HER_NAME)).to_contain_text("reçue par le Lab")
    hers = cast.her()
    hers.get_by_role("link", name="Mes choix : oui ou non").click()
    hers.get_by_role("link", name="Mon orienteur voit où j’en suis").click()
    hers.get_by_role("button", name="Oui").click()
    told(hers, "C’est noté. Vous pouvez changer d’avis quand vous voulez.")


def close(cast: Cast) -> None:
    """Eighteen months later: a lasting job."""
    page = cast.advisor()
    page.get_by_role("region", name="Prochaine étape : Terminer le parcours").get_by_role("link").click()
    page.get_by_label("emploi durable").check()
    page.get_by_role("button", name="Terminer ce parcours").click()
