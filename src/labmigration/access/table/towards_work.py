"""Rights on the way from training to the follow-up of those who work."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    at_my_provider,
    behind_my_link,
    everywhere,
    in_my_cohorts,
    in_territory,
    of_my_household,
    own,
    ready_for_households,
)
from labmigration.access.table.composed_weeks import PLACEMENT_RIGHTS
from labmigration.access.table.line import (
    ADVISOR,
    CANDIDATE,
    COORDINATOR,
    HOUSEHOLD,
    LINK_HOLDER,
    PLACEMENT,
    SYSTEM,
    TRAINER,
    TRAINING,
    Right,
)
from labmigration.access.table.messages import MESSAGE_RIGHTS

_COHORT, _SEAT, _SESSION = "training.Cohort", "training.Enrolment", "training.Session"
_SIGNATURE, _EVALUATION = "training.AttendanceSignature", "training.Evaluation"
TRAINING_RIGHTS = {
    "training.read": Right(
        _("voir les cohortes"),
        _COHORT,
        {ADVISOR: in_territory, TRAINING: at_my_provider, TRAINER: in_my_cohorts, COORDINATOR: in_territory},
    ),
    "training.form": Right(_("ouvrir une cohorte"), rows={TRAINING: everywhere}),
    "training.edit": Right(_("modifier une cohorte"), _COHORT, {TRAINING: at_my_provider}),
    "training.start": Right(_("commencer une cohorte"), _COHORT, {TRAINING: at_my_provider}),
    "training.finish": Right(_("terminer une cohorte"), _COHORT, {TRAINING: at_my_provider}),
    "training.waiting": Right(
        _("voir qui attend une place"), "pathway.Pathway", {TRAINING: in_territory, ADVISOR: assigned}
    ),
    "training.enrol": Right(_("donner une place"), "pathway.Pathway", {TRAINING: in_territory, ADVISOR: assigned}),
    "training.read_seats": Right(
        _("voir les places d’une cohorte"),
        _SEAT,
        {
            ADVISOR: in_territory,
            TRAINING: at_my_provider,
            TRAINER: in_my_cohorts,
            COORDINATOR: in_territory,
            CANDIDATE: own,
            PLACEMENT: ready_for_households,
        },
    ),
    "training.read_names": Right(
        _("lire les noms d’une cohorte et ouvrir le suivi de formation d’une personne"),
        _SEAT,
        {ADVISOR: assigned, TRAINING: at_my_provider, TRAINER: in_my_cohorts, COORDINATOR: in_territory},
    ),
    "training.withdraw": Right(_("noter un départ de formation"), _SEAT, {TRAINING: at_my_provider, ADVISOR: assigned}),
    "training.complete": Right(_("noter une formation terminée"), _SEAT, {TRAINING: at_my_provider}),
    "training.read_sessions": Right(
        _("voir les séances"),
        _SESSION,
        {ADVISOR: in_territory, TRAINING: at_my_provider, TRAINER: in_my_cohorts, COORDINATOR: in_territory},
    ),
    "training.plan_session": Right(_("fixer une séance"), _COHORT, {TRAINING: at_my_provider}),
    "training.cancel_session": Right(_("annuler une séance"), _SESSION, {TRAINING: at_my_provider}),
    "training.hold_session": Right(
        _("tenir une séance et signer la feuille"), _SESSION, {TRAINER: in_my_cohorts, TRAINING: at_my_provider}
    ),
    "training.enter_paper": Right(
        _("saisir une feuille signée sur papier, avec sa photo"), _SESSION, {TRAINING: at_my_provider}
    ),
    "training.sign": Right(_("signer sa présence"), _SEAT, {CANDIDATE: own, LINK_HOLDER: behind_my_link}),
    "training.sign_sheet": Right(
        _("signer la présence des stagiaires"), _SEAT, {TRAINER: in_my_cohorts, TRAINING: at_my_provider}
    ),
    "training.read_attendance": Right(
        _("lire les présences"),
        _SIGNATURE,
        {
            ADVISOR: assigned,
            TRAINING: at_my_provider,
            TRAINER: in_my_cohorts,
            COORDINATOR: in_territory,
            CANDIDATE: own,
        },
    ),
    "training.correct": Right(
        _("corriger une présence, avec un motif"), _SIGNATURE, {TRAINER: in_my_cohorts, TRAINING: at_my_provider}
    ),
    "training.evaluate": Right(
        _("évaluer un module"), _SEAT, {TRAINER: in_my_cohorts, TRAINING: at_my_provider, CANDIDATE: own}
    ),
    "training.read_evaluations": Right(
        _("lire les évaluations"),
        _EVALUATION,
        {ADVISOR: assigned, TRAINING: at_my_provider, TRAINER: in_my_cohorts, CANDIDATE: own},
    ),
    "training.read_progress": Right(
        _("voir les progrès d’une personne, dits des deux côtés"),
        _SEAT,
        {ADVISOR: assigned, TRAINING: at_my_provider, TRAINER: in_my_cohorts},
    ),
    "training.give_feedback": Right(
        _("donner son avis sur un module"),
        "training.ModuleFeedback",
        {CANDIDATE: own, LINK_HOLDER: behind_my_link},
    ),
    "training.read_feedback": Right(
        _("lire en nombres ce que les stagiaires pensent des modules"),
        _COHORT,
        {TRAINING: at_my_provider, TRAINER: in_my_cohorts, COORDINATOR: in_territory},
    ),
    "training.consider_change": Right(
        _("garder la prescription après avoir lu ce que montre la formation"), "pathway.Pathway", {ADVISOR: assigned}
    ),
}

_NEED, _INTRODUCTION = "matching.HouseholdNeed", "matching.Introduction"
_BOTH_SIDES = {CANDIDATE: own, HOUSEHOLD: of_my_household, PLACEMENT: in_territory}
MATCHING = {
    "matching.read_households": Right(
        _("voir les foyers"), "people.Household", {PLACEMENT: in_territory, COORDINATOR: in_territory}
    ),
    "matching.own_household": Right(_("voir son propre foyer"), "people.Household", {HOUSEHOLD: of_my_household}),
    "matching.register": Right(_("enregistrer un foyer"), rows={PLACEMENT: everywhere}),
    "matching.vet": Right(_("vérifier un foyer"), "people.Household", {PLACEMENT: in_territory}),
    "matching.suspend": Right(_("suspendre un foyer"), "people.Household", {PLACEMENT: in_territory}),
    "matching.read_needs": Right(
        _("voir les besoins des foyers"),
        _NEED,
        {PLACEMENT: in_territory, HOUSEHOLD: of_my_household, COORDINATOR: in_territory},
    ),
    "matching.describe": Right(
        _("décrire un besoin"), "people.Household", {HOUSEHOLD: of_my_household, PLACEMENT: in_territory}
    ),
    "matching.edit_need": Right(_("modifier un besoin"), _NEED, {HOUSEHOLD: of_my_household, PLACEMENT: in_territory}),
    "matching.publish_need": Right(
        _("finir de décrire un besoin"), _NEED, {HOUSEHOLD: of_my_household, PLACEMENT: in_territory}
    ),
    "matching.approve_live_in": Right(
        _("approuver un logement sur place, en deuxième personne"),
        _NEED,
        {PLACEMENT: in_territory, COORDINATOR: in_territory},
    ),
    "matching.tick": Right(
        _("cocher ce qui est fait avant d’embaucher"), _NEED, {HOUSEHOLD: of_my_household, PLACEMENT: in_territory}
    ),
    # The system fills a need on which both sides have agreed, and ends the other introductions to it.
    "matching.fill": Right(_("déclarer un besoin pourvu"), _NEED, {PLACEMENT: in_territory, SYSTEM: in_territory}),
    # The system undoes what a licence that was withdrawn ends.
    "matching.reopen_need": Right(
        _("rouvrir un besoin dont l’accord est tombé"), _NEED, {PLACEMENT: in_territory, SYSTEM: in_territory}
    ),
    "matching.withdraw_need": Right(
        _("retirer un besoin"), _NEED, {HOUSEHOLD: of_my_household, PLACEMENT: in_territory}
    ),
    "matching.introduce": Right(
        _("proposer une mise en relation"), "pathway.Pathway", {PLACEMENT: ready_for_households}
    ),
    "matching.read": Right(
        _("voir une mise en relation, selon l’étape atteinte"), _INTRODUCTION, {**_BOTH_SIDES, ADVISOR: assigned}
    ),
    "matching.answer": Right(
        _("répondre à une mise en relation"), _INTRODUCTION, {CANDIDATE: own, HOUSEHOLD: of_my_household}
    ),
    "matching.become_mutual": Right(
        _("passer à la rencontre quand les deux ont dit oui"),
        _INTRODUCTION,
        {CANDIDATE: own, HOUSEHOLD: of_my_household},
    ),
    "matching.plan_interview": Right(_("convenir d’une rencontre"), _INTRODUCTION, {PLACEMENT: in_territory}),
    "matching.confirm": Right(
        _("donner son accord après la rencontre"), _INTRODUCTION, {CANDIDATE: own, HOUSEHOLD: of_my_household}
    ),
    "matching.agree": Right(
        _("conclure l’accord des deux côtés"), _INTRODUCTION, {CANDIDATE: own, HOUSEHOLD: of_my_household}
    ),
    "matching.decline": Right(_("ne pas donner suite"), _INTRODUCTION, {**_BOTH_SIDES, SYSTEM: in_territory}),
    "matching.acknowledge": Right(
        _("noter que les deux côtés savent que le besoin a changé"), _INTRODUCTION, {PLACEMENT: in_territory}
    ),
    "matching.fall_through": Right(
        _("défaire un accord qui n’a pas mené à un contrat"),
        _INTRODUCTION,
        {PLACEMENT: in_territory, SYSTEM: in_territory},
    ),
    **PLACEMENT_RIGHTS,
    **MESSAGE_RIGHTS,
}

_CONTRACT, _CHANGE, _LICENCE = "employment.Contract", "employment.ContractChange", "employment.Licence"
EMPLOYMENT = {
    "employment.read": Right(
        _("lire un contrat"),
        _CONTRACT,
        {
            CANDIDATE: own,
            HOUSEHOLD: of_my_household,
            PLACEMENT: in_territory,
            ADVISOR: assigned,
        },
    ),
    "employment.draft": Right(_("préparer un contrat"), _INTRODUCTION, {PLACEMENT: in_territory}),
    "employment.correct": Right(_("corriger un contrat avant sa signature"), _CONTRACT, {PLACEMENT: in_territory}),
    "employment.check_right_to_work": Right(
        _("vérifier le droit au travail pour un début de contrat"), _CONTRACT, {ADVISOR: assigned}
    ),
    # The system concludes, once both sides have signed and the right to work is checked, in whatever order.
    "employment.sign": Right(
        _("signer un contrat"), _CONTRACT, {CANDIDATE: own, HOUSEHOLD: of_my_household, SYSTEM: in_territory}
    ),
    "employment.start": Right(
        _("noter le premier jour payé"),
        _CONTRACT,
        {PLACEMENT: in_territory, ADVISOR: assigned, HOUSEHOLD: of_my_household},
    ),
    "employment.end": Right(
        _("noter la fin d’un contrat"),
        _CONTRACT,
        {PLACEMENT: in_territory, ADVISOR: assigned, SYSTEM: in_territory},
    ),
    "employment.cancel": Right(_("abandonner un contrat"), _CONTRACT, {PLACEMENT: in_territory, SYSTEM: in_territory}),
    "employment.renew_trial": Right(
        _("noter le renouvellement d’une période d’essai"), _CONTRACT, {PLACEMENT: in_territory}
    ),
    "employment.propose_change": Right(
        _("proposer un changement d’heures ou de salaire"),
        _CONTRACT,
        {PLACEMENT: in_territory, CANDIDATE: own, HOUSEHOLD: of_my_household},
    ),
    "employment.read_changes": Right(
        _("lire les changements d’un contrat"),
        _CHANGE,
        {CANDIDATE: own, HOUSEHOLD: of_my_household, PLACEMENT: in_territory, ADVISOR: assigned},
    ),
    "employment.agree_change": Right(
        _("donner son accord à un changement du contrat"), _CHANGE, {CANDIDATE: own, HOUSEHOLD: of_my_household}
    ),
    "employment.refuse_change": Right(
        _("refuser ou retirer un changement du contrat"),
        _CHANGE,
        {CANDIDATE: own, HOUSEHOLD: of_my_household, PLACEMENT: in_territory, SYSTEM: in_territory},
    ),
    # Applied on its day, by the one who agreed last or by the sweep.
    "employment.apply_change": Right(_("appliquer un changement accordé"), _CHANGE, {SYSTEM: in_territory}),
    "employment.note_licence": Right(
        _("noter que l’agrément d’une assistante maternelle est vu"),
        "pathway.Pathway",
        {PLACEMENT: ready_for_households, ADVISOR: assigned},
    ),
    "employment.read_licence": Right(
        _("lire jusqu’à quand l’agrément est valable"),
        _LICENCE,
        {PLACEMENT: ready_for_households, ADVISOR: assigned, CANDIDATE: own},
    ),
    "employment.withdraw_licence": Right(
        _("noter le retrait d’un agrément"), _LICENCE, {PLACEMENT: ready_for_households, ADVISOR: assigned}
    ),
}

_FOLLOW_UP, _HOUSEHOLD_WORD = "follow_up.FollowUp", "follow_up.HouseholdWord"
FOLLOW_UP = {
    "follow_up.read": Right(
        _("lire les suivis"), _FOLLOW_UP, {ADVISOR: assigned, CANDIDATE: own, PLACEMENT: ready_for_households}
    ),
    "follow_up.answer": Right(
        _("faire un suivi"), _FOLLOW_UP, {ADVISOR: assigned, CANDIDATE: own, LINK_HOLDER: behind_my_link}
    ),
    "follow_up.read_tries": Right(
        _("voir comment une personne a été cherchée"), "follow_up.ContactTry", {ADVISOR: assigned, CANDIDATE: own}
    ),
    "follow_up.plan_more": Right(_("prévoir un suivi en plus"), "pathway.Pathway", {ADVISOR: assigned}),
    "follow_up.read_household": Right(
        _("lire ce que dit un foyer au suivi"), _HOUSEHOLD_WORD, {ADVISOR: assigned, HOUSEHOLD: of_my_household}
    ),
    "follow_up.answer_household": Right(
        _("dire, pour son foyer, comment cela se passe"),
        _HOUSEHOLD_WORD,
        {HOUSEHOLD: of_my_household, LINK_HOLDER: behind_my_link},
    ),
    "follow_up.lose": Right(_("noter une personne non jointe"), _FOLLOW_UP, {ADVISOR: assigned}),
    "follow_up.raise": Right(_("noter un nouveau besoin"), "pathway.Pathway", {ADVISOR: assigned, CANDIDATE: own}),
    "follow_up.read_needs": Right(
        _("lire les nouveaux besoins"), "follow_up.NewNeed", {ADVISOR: assigned, CANDIDATE: own}
    ),
    "follow_up.meet": Right(_("traiter un nouveau besoin"), "follow_up.NewNeed", {ADVISOR: assigned}),
}
