"""Lille being prepared by its invented coordinator, and what Marseille's coordinator noted in its public file.

Facts and proofs are invented and say so; the sourced figures come from the programme.
"""

from datetime import date, timedelta

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.demo.scenes import Stage, moment, working
from labmigration.territories.opening import decision_actions, fact_actions, task_actions
from labmigration.territories.opening.models import ReadinessTask

TERRITORY = "lille"
COORDINATOR = "Mathilde Carlier"
INVENTED = "Inventé pour la démonstration"
#: task → days before today on which it was done, and its proof.
DONE = {
    "coordinator_named": (118, "Lettre de mission (inventée)"),
    "fixed_read": (110, "Réunion à la mairie, douze personnes (inventée)"),
    "publics_known": (100, "Trois lignes dans la fiche publique (inventées)"),
    "policies_read": (96, "Deux plans locaux lus (inventé)"),
    "funders_met": (92, "Deux rendez-vous, une réponse attendue (inventé)"),
    "actors_met": (85, "Neuf structures rencontrées (inventé)"),
    "candidates_counted": (80, "Deux estimations, dans la fiche (inventées)"),
    "support_agreed": (62, "Note d’accord avec l’équipe nationale (inventée)"),
    "provider_found": (50, "Un organisme a dit oui, label valable deux ans (inventé)"),
    "committee_installed": (44, "Première réunion du comité (inventée)"),
    "occupations_chosen": (20, "Assistance de vie et garde d’enfants d’abord (inventé)"),
}
#: task → with whom; their day has passed.
LATE = {"adaptations_written": "L’organisme de formation", "households_counted": "L’Observatoire, à joindre"}


def play(stage: Stage, today: date) -> None:
    """Lille's preparation, then Marseille's own lines."""
    user = User.objects.create_user("lille@example.org", name=COORDINATOR, invented=True)
    begun = today - timedelta(days=130)
    RoleGrant.objects.create(user=user, role=Role.TERRITORY_COORDINATOR, territory_id=TERRITORY, since=begun)
    actor = Actor.of(user)
    with actor.at_work():
        _prepare(actor, begun, today)
        _know(actor, today)
        _decide(actor, today)
    coordinator = stage.company.actor("territory_coordinator")
    with coordinator.at_work(), clock.at(moment(today - timedelta(days=400), 10)):
        told = {
            "subject": "actor",
            "words": "L’hôtel de ville reçoit les nouveaux arrivants le mardi matin.",
            "area": "D13",
        }
        fact_actions.note_fact(
            "marseille", actor=coordinator, **_sourced(coordinator, today - timedelta(days=12), told | {"year": None})
        )


def _prepare(actor: Actor, begun: date, today: date) -> None:
    with clock.at(moment(begun, 9)):
        task_actions.prepare(TERRITORY, actor=actor, aims_at=working(today + timedelta(days=84)))
    with clock.at(moment(begun + timedelta(days=2), 9)):
        for code, helped_by in (*LATE.items(), ("rooms_found", "La ville"), ("protocol_signed", "La préfecture")):
            task = ReadinessTask.objects.get(territory=TERRITORY, code=code)
            task_actions.plan_task(
                task,
                actor=actor,
                owner=actor.user,
                due_on=today - timedelta(days=9 if code in LATE else -16),
                helped_by=helped_by,
                version=task.version,
            )
    for code, (days, proof) in DONE.items():
        with clock.at(moment(today - timedelta(days=days), 11)):
            task = ReadinessTask.objects.get(territory=TERRITORY, code=code)
            task_actions.finish_task(task, actor=actor, proof=proof)
    with clock.at(moment(today - timedelta(days=40), 11)):
        task = ReadinessTask.objects.get(territory=TERRITORY, code="copies_answered")
        task_actions.set_aside_task(task, actor=actor, reason="Personne ne l’a demandé dans la région (inventé)")
        task_actions.add_task(
            TERRITORY,
            actor=actor,
            step=6,
            name="Trouver des interprètes en dari et en pachto (tâche inventée)",
            owner=actor.user,
            due_on=working(today + timedelta(days=30)),
        )


def _know(actor: Actor, today: date) -> None:
    here = {"area": "D59+D62"}
    candidates = {"subject": "candidates", "year": today.year, **here}
    told: tuple[tuple[int, int, dict[str, object]], ...] = (
        (102, 240, {"subject": "publics_described", "words": _PUBLICS, **here}),
        (96, -6, {"subject": "policy", "words": "Un plan local d’accueil, renouvelé chaque année.", "area": "D59"}),
        (92, 150, {"subject": "funder", "words": "Un fonds local paie le transport des stagiaires.", **here}),
        (85, 280, {"subject": "actor", "words": _ACTOR, "area": "Xmétropole de lille", "place": "Métropole de Lille"}),
        (80, 280, {**candidates, "value": 640, "source": "Comptage de la plateforme d’accueil (inventé)"}),
        (70, 280, {**candidates, "value": 410, "source": "Estimation d’une association (inventée)"}),
    )
    for days, lasts, words in told:
        with clock.at(moment(today - timedelta(days=days), 10)):
            fact_actions.note_fact(
                TERRITORY, actor=actor, **_sourced(actor, today + timedelta(days=lasts), {"year": None, **words})
            )


def _decide(actor: Actor, today: date) -> None:
    day = today - timedelta(days=33)
    with clock.at(moment(day, 16)):
        decision_actions.decide(
            TERRITORY,
            actor=actor,
            outcome="later",
            reasons="Pas encore de salle ni de réponse du financeur. On se revoit dans deux mois (raisons inventées).",
            taken_with="Comité de pilotage (inventé)",
            decided_on=day,
            digest=decision_actions.digest_of(decision_actions.known_today(TERRITORY)),
        )


def _sourced(actor: Actor, expires_on: date, told: dict[str, object]) -> dict[str, object]:
    return {
        "source": INVENTED,
        "licence": "sans objet : inventé",
        "owner": actor.user,
        "expires_on": expires_on,
        "kind": "fact",
        **told,
    }


_PUBLICS = "Des femmes réfugiées avec de jeunes enfants ; le mode de garde et les trajets sont les premiers obstacles."
_ACTOR = "Une association accueille, donne des cours de français le soir et peut orienter."
