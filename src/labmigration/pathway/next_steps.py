"""What can come next on the way: one catalogue, so that every list and page says it in the same words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from labmigration.access.roles import Role


@dataclass(frozen=True)
class NextStep:
    """What is next, who acts, in how many days at most, and where.

    `url` takes the pathway's id. `for_candidate` is what the person reads, in plain words; `own_url` is where she acts
    herself (empty when she only waits).
    """

    code: str
    role: str
    says: Any
    for_candidate: Any
    days: int
    icon: str
    url: str = ""
    own_url: str = ""

    def href(self, pathway_id: Any) -> str:
        """Where staff act on this step for one person."""
        return reverse(self.url, args=[pathway_id]) if self.url else ""

    def own_href(self) -> str:
        """Where the person acts on it herself."""
        return reverse(self.own_url) if self.own_url else ""

    def due(self, today: date) -> date:
        """The day by which it should be done, when it becomes the next step today."""
        return today + timedelta(days=self.days)


_WAIT = _("Vous n’avez rien à faire. Nous vous appelons.")

NEXT_STEPS: dict[str, NextStep] = {
    step.code: step
    for step in (
        NextStep("reception.assign", Role.ADVISOR, _("Prendre en charge la personne"),
                 _("Une conseillère va lire votre dossier."), 5, "user-plus", "pathway:thread"),
        NextStep("reception.judge_duplicate", Role.ADVISOR, _("Dire si la personne est déjà connue"),
                 _("Une conseillère va lire votre dossier."), 5, "users", "reception:of_pathway"),
        NextStep("reception.decide", Role.ADVISOR, _("Décider de l’éligibilité"),
                 _("Votre conseillère lit votre dossier et vous répond."), 7, "clipboard-check",
                 "reception:of_pathway"),
        NextStep("reception.complete", Role.ADVISOR, _("Compléter le dossier d’accueil"),
                 _("Il manque un papier. Votre conseillère vous appelle."), 7, "circle-question-mark",
                 "reception:of_pathway"),
        NextStep("reception.confirm_refusal", Role.TERRITORY_COORDINATOR, _("Confirmer ou non le refus proposé"),
                 _("Deux personnes lisent votre dossier."), 7, "clipboard-check", "reception:of_pathway"),
        NextStep("orientation.plan", Role.ADVISOR, _("Fixer l’entretien d’orientation"),
                 _("Votre conseillère vous appelle pour un rendez-vous."), 7, "calendar-plus", "orientation:plan",
                 "orientation:own"),
        NextStep("orientation.hold", Role.ADVISOR, _("Tenir l’entretien d’orientation"),
                 _("Vous avez un rendez-vous avec votre conseillère."), 14, "message-square", "orientation:hold",
                 "orientation:own"),
        NextStep("positioning.do", Role.ADVISOR, _("Faire le positionnement"),
                 _("Vous allez montrer ce que vous savez faire, avec votre conseillère."), 14, "route",
                 "positioning:fill_in", "positioning:own_sittings"),
        NextStep("prescription.write", Role.ADVISOR, _("Préparer le parcours de formation"),
                 _("Votre conseillère prépare votre formation."), 7, "list-checks", "prescription:prepare"),
        NextStep("prescription.sign", Role.CANDIDATE, _("Signature du parcours par la personne"),
                 _("Lisez votre formation et signez, si vous êtes d’accord."), 14, "signature",
                 "pathway:thread", "prescription:own"),
        NextStep("training.enrol", Role.TRAINING_COORDINATOR, _("Donner une place dans une cohorte"),
                 _("Vous attendez une place en formation."), 30, "users", "training:enrol"),
        NextStep("training.begin", Role.TRAINING_COORDINATOR, _("Commencer la formation"),
                 _("Votre formation va commencer."), 30, "graduation-cap", "training:of_pathway"),
        NextStep("training.attend", Role.CANDIDATE, _("Suivre la formation"),
                 _("Allez en formation et signez à chaque demi-journée."), 120, "graduation-cap",
                 "training:of_pathway", "training:own"),
        NextStep("certification.open", Role.TRAINING_COORDINATOR, _("Ouvrir le dossier de certification"),
                 _("Le centre de formation prépare votre examen."), 14, "folder-open", "certification:open"),
        NextStep("certification.present", Role.TRAINING_COORDINATOR, _("Présenter le dossier au jury"),
                 _("Votre examen va être fixé."), 21, "calendar-plus", "certification:present"),
        NextStep("certification.decide", Role.JURY, _("Décision du jury"),
                 _("Le jury regarde votre travail."), 21, "award", "certification:of_pathway"),
        NextStep("matching.introduce", Role.PLACEMENT_OFFICER, _("Proposer un foyer"),
                 _("Nous cherchons un foyer pour vous."), 21, "handshake", "matching:introduce"),
        NextStep("matching.answer", Role.CANDIDATE, _("Réponse de la personne et du foyer"),
                 _("Un foyer vous est proposé. Dites oui ou non."), 7, "mail",
                 "matching:of_pathway", "matching:own"),
        NextStep("matching.await_answer", Role.HOUSEHOLD, _("Réponse du foyer"),
                 _("Vous avez dit oui. Le foyer va répondre."), 7, "hourglass", "matching:of_pathway"),
        NextStep("matching.plan_interview", Role.PLACEMENT_OFFICER, _("Convenir d’une rencontre"),
                 _("Nous fixons une rencontre avec le foyer."), 7, "calendar-plus", "matching:of_pathway"),
        NextStep("matching.confirm", Role.CANDIDATE, _("Accord des deux côtés après la rencontre"),
                 _("Vous rencontrez un foyer. Après, dites si vous êtes d’accord."), 10, "handshake",
                 "matching:of_pathway", "matching:own"),
        NextStep("matching.await_agreement", Role.HOUSEHOLD, _("Accord du foyer après la rencontre"),
                 _("Vous êtes d’accord. Le foyer va répondre."), 7, "hourglass", "matching:of_pathway"),
        NextStep("employment.draft", Role.PLACEMENT_OFFICER, _("Préparer le contrat"),
                 _("Votre contrat se prépare."), 7, "pencil", "employment:of_pathway"),
        NextStep("employment.check_right_to_work", Role.ADVISOR, _("Vérifier le droit au travail pour ce début"),
                 _("Votre contrat est prêt. Lisez et signez. Votre conseillère vérifie aussi vos papiers."), 5,
                 "shield-check", "employment:of_pathway", "employment:own"),
        NextStep("employment.sign", Role.CANDIDATE, _("Signature du contrat des deux côtés"),
                 _("Lisez votre contrat et signez."), 10, "signature", "employment:of_pathway", "employment:own"),
        NextStep("employment.await_signature", Role.HOUSEHOLD, _("Signature du contrat par le foyer"),
                 _("Vous avez signé. Le foyer va signer."), 7, "hourglass", "employment:of_pathway"),
        NextStep("employment.start", Role.PLACEMENT_OFFICER, _("Noter le premier jour payé"),
                 _("Votre travail va commencer."), 14, "briefcase", "employment:of_pathway"),
        NextStep("follow_up.answer", Role.ADVISOR, _("Faire le suivi"),
                 _("Votre conseillère vous appelle pour savoir si tout va bien."), 15, "phone",
                 "follow_up:of_pathway"),
        NextStep("follow_up.meet_need", Role.ADVISOR, _("Répondre à un nouveau besoin"),
                 _("Votre conseillère s’occupe de votre demande."), 14, "life-buoy", "follow_up:of_pathway"),
        NextStep("pathway.close", Role.ADVISOR, _("Terminer le parcours"), _WAIT, 30, "flag", "pathway:close"),
    )
}  # fmt: skip
