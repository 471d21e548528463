"""What reception has to deal with: files to decide, incomplete, refused by two, perhaps known already, unreadable."""

from datetime import date, timedelta

from labmigration.demo import cast, referrals, scenes
from labmigration.demo.cast import Extra
from labmigration.demo.scenes import Stage, played, working
from labmigration.pathway.reception import actions as reception


def play(stage: Stage, today: date) -> list:
    """Eleven new referrals of the last two weeks and what people have made of them so far; returns their pathways."""
    arrived = today - timedelta(days=11)
    people = list(cast.people(9, "dependency_carer", arrived, today, seed=5))
    people[1].row["preuve_francais"] = ""
    people[2].row.update(titre_sejour="", fin_validite="", autorise_travail="")
    people[3].row["francais_ecrit"] = "A1"
    people[4].row["statut"] = "Étudiant"
    people[5].row["fin_validite"] = f"{today - timedelta(days=40):%d/%m/%Y}"
    people[5].row["renouvellement_demande"] = "non"
    people[5].row["statut"] = "CIR"
    people.append(_known_already(today))
    people.append(_unreadable(people[0]))
    pathways = referrals.receive(stage, "orientations-novembre.csv", people, arrived)
    scenes.assign_all(stage, pathways[:7], arrived + timedelta(days=1))
    _refusals(stage, scenes.refreshed(pathways), arrived + timedelta(days=5))
    return pathways


def _refusals(stage: Stage, pathways: list, day: date) -> None:
    """One refusal is confirmed by a second person, one waits for her."""
    reasons = {
        3: "Français écrit à A1 : orientée vers un cours, à revoir dans trois mois.",
        4: "Statut non prévu par le programme.",
    }
    for number, reason in reasons.items():
        with played(working(day), 15):
            referral = pathways[number].referrals.get()
            reception.propose_refusal(referral, actor=stage.advisor_of(pathways[number]), reason=reason)
        if number == 4:
            with played(working(day + timedelta(days=2)), 10):
                reception.confirm_refusal(referral, actor=stage.company.actor("territory_coordinator"))


def _known_already(today: date) -> Extra:
    """Someone of the fourth cohort, sent again by another agency with another telephone and no accents."""
    person = list(cast.people(12, "childminder", today - timedelta(days=48), today, seed=4))[9]
    row = dict(person.row)
    row.update(nom=row["nom"].upper(), telephone="06 39 98 77 01", courriel="", orienteur="France Travail Marseille")
    return Extra(person.first_name, person.surname, row)


def _unreadable(like: Extra) -> Extra:
    row = {**like.row, "nom": "Lindqvist", "prenom": "Maja", "date_naissance": "1990"}
    return Extra("Maja", "Lindqvist", row)
