"""The agenda of the interview: what is still to confirm, each with the observation that would settle it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.profile_facts import Profile, SkillResult
from labmigration.pathway.positioning.results.bars import why_open
from labmigration.pathway.positioning.results.settled import Observations, state_of
from labmigration.pathway.positioning.results.wording import quoted, spoken
from labmigration.programme.positioning_bank import Bank

#: The observation that would settle each skill. Our proposals: nobody of the field has reread them.
SETTLED_BY: dict[str, Any] = {
    "several_employers": _("Donner deux plannings qui se croisent, et demander comment s’organiser."),
    "work_relations": _("Jouer l’appel à une famille pour dire un retard."),
    "home_safety": _("Faire le tour de la pièce : demander ce qui est dangereux, puis qui appeler."),
    "own_body": _("Faire soulever une caisse légère, et regarder le geste."),
    "home_care": _("Demander dans quel ordre nettoyer une salle de bain, et avec quoi."),
    "laundry": _("Montrer trois étiquettes de vêtements, et demander quoi en faire."),
    "ecological": _("Montrer cinq emballages, et demander dans quelle poubelle les mettre."),
    "child_care": _("Demander de raconter un change ou un repas de bébé, geste par geste."),
    "child_growth": _("Donner l’âge d’un enfant, et demander une activité qui lui va."),
    "child_safety": _("Demander quoi regarder avant de laisser jouer un enfant d’un an dans un salon."),
    "daily_acts": _("Demander de raconter une aide à la toilette ou au repas, geste par geste."),
    "mobility_help": _("Faire montrer comment on aide quelqu’un à se lever d’une chaise."),
    "respect_autonomy": _("Jouer une personne qui refuse son repas, et écouter la réponse."),
    "meals": _("Donner trois aliments et une allergie, et demander un repas."),
    "household_planning": _("Donner les tâches d’une matinée, et demander par quoi commencer."),
    "french_listening": _("Dire un message court de travail, et demander ce qu’il faut faire."),
    "french_reading": _("Faire lire un mot laissé par une famille, et demander ce qu’il dit."),
    "french_speaking": _("Faire raconter une journée de travail, deux minutes."),
    "french_writing": _("Faire écrire un message de trois lignes à une famille."),
    "digital_phone": _("Demander d’envoyer une photo par message, sur son propre téléphone."),
    "digital_admin": _("Demander de chercher un rendez-vous en ligne, sur son propre téléphone."),
    "setting_home": _("Demander ce qu’il y a dans un contrat, et à qui parler d’un problème."),
    "civics": _("Donner une démarche de tous les jours, et demander où aller."),
}
#: For a skill that joined the bank since.
OTHERWISE = _("Demander de raconter une fois précise, et de montrer si c’est possible.")


@dataclass(frozen=True)
class AgendaPoint:
    """One thing to settle. `looked_for` is what would be seen at the target level; `done` once it was observed."""

    skill: str
    name: Any
    ask: Any
    looked_for: Any
    critical: bool
    why: Any = ""
    done: bool = False


@dataclass(frozen=True)
class PaperToSee:
    """An attestation that the person speaks of and nobody has seen yet."""

    words: Any
    pictogram: str


def agenda_of(profile: Profile, bank: Bank, observations: Observations) -> list[AgendaPoint]:
    """Every skill whose target the questions leave open, the critical ones first; those observed stay, ticked."""
    still_open = [result for result in profile.skills if state_of(result) == "to_confirm"]
    points = [_point(result, bank, observations) for result in still_open]
    return sorted(points, key=lambda point: not point.critical)


def papers_to_see(profile: Profile, bank: Bank) -> list[PaperToSee]:
    """Attestations to look at during the interview."""
    activities = [bank.activity(asset.activity) for asset in profile.assets if asset.to_confirm]
    return [PaperToSee(spoken(activity.words), activity.pictogram) for activity in activities]


def _point(result: SkillResult, bank: Bank, observations: Observations) -> AgendaPoint:
    skill = bank.skill(result.skill)
    return AgendaPoint(
        skill=skill.code,
        name=spoken(skill.name),
        ask=SETTLED_BY.get(skill.code, OTHERWISE),
        looked_for=quoted(skill.can_do(skill.target)),
        critical=skill.critical,
        why=why_open(result, bank),
        done=skill.code in observations,
    )
