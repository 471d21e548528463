"""Partners of Marseille, what its sources say was signed, and what is invented around it: said to be, everywhere."""

from datetime import date, timedelta
from decimal import Decimal

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.demo.accounts import PROVIDER, TERRITORY
from labmigration.demo.scenes import Stage, moment, played, working
from labmigration.steering.committee import actions as committee
from labmigration.steering.committee.models import Meeting
from labmigration.steering.committee.papers import make_papers
from labmigration.territories.agreements import (
    commitment_actions,
    expense_file,
    funding_actions,
    partner_actions,
    signing,
    text_actions,
)
from labmigration.territories.agreements.funding_actions import LineTerms
from labmigration.territories.agreements.models import Agreement, FundingLine, Partner

FUNDER = "Financeur du pilote (inventé)"
WELCOME = "Association Accueil Sud (inventée)"
AXES = ["Accueillir et orienter", "Former", "Employer et suivre"]
#: Who promises what in the invented framework agreement: partner, axis, text, aim, indicator, days until it is due.
PROMISES = (
    (WELCOME, 0, "Orienter des personnes, avec un dossier complet (inventé)", "60 personnes par an", "A1", -120),
    (PROVIDER, 1, "Ouvrir une cohorte par métier (inventé)", "4 cohortes de 12 places", "A4", -15),
    (PROVIDER, 1, "Faire connaître les heures signées chaque mois (inventé)", "12 envois par an", "P1", 120),
    (FUNDER, 1, "Financer les heures du socle (inventé)", "9 000 heures", "K1", 200),
    (FUNDER, 2, "Financer l’observation à 6 et 18 mois (inventé)", "un bilan par an", "E3", 300),
)
#: From the same funder and of the same period: days back, nature, label, amount, paid to, piece.
EXPENSES = (
    (
        210,
        "salles et matériel",
        "Location de la salle, premier semestre",
        "3 600,00",
        "Salle des Docks (inventée)",
        "L-101",
    ),
    (
        95,
        "formatrices et formateurs",
        "Séances d’anglais des formatrices",
        "1 240,00",
        "Langues Sud (inventé)",
        "F-2207",
    ),
    (60, "transport, repas et garde des stagiaires", "Cartes de bus", "1 812,50", "Bus Phocéens (inventé)", "T-88"),
    (20, "traduction et interprétation", "Interprète, deux entretiens", "320,00", "Langues Sud (inventé)", "F-2260"),
)


def play(stage: Stage, today: date) -> None:
    """The directory, the protocol, an invented framework agreement with its money, two meetings of the committee."""
    coordinator = stage.company.actor("territory_coordinator")
    start = working(today - timedelta(days=330))
    with played(start, 9):
        partner_actions.take_sourced_partners(TERRITORY, actor=coordinator)
        text_actions.take_protocol_from_sources(TERRITORY, actor=coordinator)
        invented = {name: _invented(coordinator, name) for name in (FUNDER, WELCOME, PROVIDER)}
        observer = stage.company.users["partner_observer"][0]
        RoleGrant.objects.filter(user=observer, role=Role.PARTNER_OBSERVER).update(
            organisation=invented[FUNDER].organisation
        )
    agreement = _framework(coordinator, Actor.of(observer), invented, start, today)
    line = _money(coordinator, invented[FUNDER], agreement, start, today)
    _committee(coordinator, list(invented.values()), line, today)


def _invented(coordinator: Actor, name: str) -> Partner:
    sorts = {FUNDER: ("local", ["funds", "observes"]), WELCOME: ("association", ["refers", "welcomes"])}
    sort, roles = sorts.get(name, ("company", ["trains"]))
    partner = partner_actions.add_partner(
        TERRITORY, actor=coordinator, name=name, sort=sort, roles=roles, note="Organisme inventé.", invented=True
    )
    people = {FUNDER: "Solène Vasseur", WELCOME: "Sophie Garnier"}
    if name in people:
        address = f"{people[name].split()[0].lower()}@example.org"
        partner_actions.add_contact(partner, actor=coordinator, name=people[name], position="Direction", email=address)
    return partner


def _framework(
    coordinator: Actor, observer: Actor, invented: dict[str, Partner], start: date, today: date
) -> Agreement:
    with played(working(start + timedelta(days=3)), 10):
        agreement = text_actions.draft(
            TERRITORY,
            actor=coordinator,
            kind=Agreement.Kind.FRAMEWORK,
            title="Convention-cadre du pilote (inventée pour la démonstration)",
            purpose="Montrer ce que le produit suit d’une convention. Rien de ceci n’a été signé par personne.",
            parties=list(invented.values()),
            axes=AXES,
            starts_on=start + timedelta(days=20),
            ends_on=start + timedelta(days=750),
            invented=True,
        )
        parties = {party.partner.name: party for party in agreement.parties.all()}
        for name, axis, text, target, indicator, days in PROMISES:
            commitment_actions.promise(
                parties[name],
                actor=coordinator,
                axis=axis,
                text=text,
                target=target,
                indicator=indicator,
                due_on=today + timedelta(days=days),
            )
        agreement.refresh_from_db()
        text_actions.propose(agreement, actor=coordinator)
    words = agreement.fingerprint
    with played(working(start + timedelta(days=9)), 14):
        signing.sign_on_screen(parties[FUNDER], actor=observer, fingerprint=words)
    for name, days in ((WELCOME, 11), (PROVIDER, 15)):
        signed = working(start + timedelta(days=days))
        with played(signed, 16):
            signing.record_paper_signature(
                parties[name],
                actor=coordinator,
                fingerprint=words,
                signed_on=signed,
                signed_by="La direction",
                kept_at="Classeur des conventions (inventé)",
            )
    agreement.refresh_from_db()
    with played(working(start + timedelta(days=21)), 9):
        text_actions.take_effect(agreement, actor=coordinator)
    kept = parties[WELCOME].commitments.earliest("due_on")
    with played(working(today - timedelta(days=125)), 11):
        commitment_actions.keep(kept, actor=coordinator, proof="Fichiers d’orientation reçus (inventé)")
    return agreement


def _money(coordinator: Actor, funder: Partner, agreement: Agreement, start: date, today: date) -> FundingLine:
    kinds = FundingLine.Kind
    with played(working(start + timedelta(days=22)), 9):
        line = funding_actions.open_line(
            TERRITORY,
            LineTerms(
                funder=funder,
                agreement=agreement,
                label="Socle et accompagnement des cohortes (inventé)",
                amount=Decimal(78000),
                hours=Decimal(6600),
                hourly_rate=Decimal(11),
                modules=("core_employers", "core_safety", "core_home_and_laundry"),
                kinds=(kinds.TEACHING, kinds.ROOM, kinds.PEOPLE, kinds.LANGUAGE),
                starts_on=start,
                ends_on=today + timedelta(days=150),
            ),
            actor=coordinator,
            invented=True,
        )
    rows = [f"{today - timedelta(days=days):%d/%m/%Y};{';'.join(rest)}" for days, *rest in EXPENSES]
    content = "\n".join([";".join(expense_file.COLUMNS), *rows]).encode()
    with played(working(today - timedelta(days=12)), 10):
        found = expense_file.import_expenses(line, content, actor=coordinator)
    if found.problems:
        raise ValueError(found.problems)
    return line


def _committee(coordinator: Actor, partners: list[Partner], line: FundingLine, today: date) -> None:
    """One meeting held with two decisions, of which one is late; one to come, its papers made this morning.

    The first has no papers: figures are those of the moment at which they are frozen, and the play makes them today.
    """
    past = working(today - timedelta(days=83))
    with played(past - timedelta(days=20), 9):
        first = _planned(coordinator, "Comité de pilotage n° 1 (inventé)", past, partners)
        committee.invite(first, actor=coordinator)
    with clock.at(moment(past, 12)):
        present = {str(partners[0].pk): "Solène Vasseur", str(partners[2].pk): "Nadia Ferrand"}
        committee.hold(
            first,
            actor=coordinator,
            present=present,
            minutes="La deuxième cohorte est certifiée. La troisième ouvre en temps voulu.\n"
            "Le financeur demande où en sont les personnes certifiées qui cherchent encore un foyer.",
        )
        committee.decide(
            first,
            actor=coordinator,
            text="Présenter au comité les attentes entre le certificat et le premier contrat (inventé)",
            owner=None,
            due_on=today - timedelta(days=6),
        )
        done = committee.decide(
            first,
            actor=coordinator,
            text="Prêter une seconde salle les jours de secourisme (inventé)",
            owner=partners[2],
            due_on=today + timedelta(days=20),
        )
    with played(working(today - timedelta(days=30)), 15):
        committee.settle(done, actor=coordinator, result="La salle est prêtée deux jours par mois (inventé).")
    with played(working(today - timedelta(days=9)), 9):
        second = _planned(
            coordinator, "Comité de pilotage n° 2 (inventé)", working(today + timedelta(days=16)), partners
        )
        committee.invite(second, actor=coordinator)
    with played(today, 8):
        make_papers(second, actor=coordinator)


def _planned(coordinator: Actor, title: str, day: date, partners: list[Partner]) -> Meeting:
    return committee.plan(
        TERRITORY,
        actor=coordinator,
        title=title,
        starts_at=moment(day, 10),
        place="Mairie, salle des commissions",
        agenda=["Les chiffres du territoire", "Les engagements de chacun", "Le financement", "Décisions et suites"],
        partners=partners,
    )
