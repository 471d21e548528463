"""The one table of rights: who may do what, on which rows. What is not written here does not exist.

Each line: action → what it allows (in words, for the page of rights), the model whose rows it is about (None for pages
about no rows), and the row filter by role. Lists, single records, moves, the page of rights and the tests all read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from labmigration.access.roles import HELD, Role
from labmigration.access.rows import (
    RowFilter,
    assigned,
    assigned_or_waiting,
    at_my_provider,
    before_my_jury,
    behind_my_link,
    erasures_to_reread,
    everywhere,
    held_by_me,
    in_my_cohorts,
    in_territory,
    my_territory,
    of_my_household,
    own,
    ready_for_households,
    sent_by_my_organisation,
    sent_by_my_organisation_at_reception,
    to_my_role,
    trained_at_my_provider,
    tutored_by_me,
)


@dataclass(frozen=True)
class Right:
    """One line of the table."""

    says: object
    model: str | None = None
    rows: Mapping[str, RowFilter] = field(default_factory=dict)
    public: bool = False


CANDIDATE, REFERRER, ADVISOR = Role.CANDIDATE, Role.REFERRER, Role.ADVISOR
TRAINING, TRAINER, JURY = Role.TRAINING_COORDINATOR, Role.TRAINER, Role.JURY
HOUSEHOLD, TUTOR, PLACEMENT = Role.HOUSEHOLD, Role.EMPLOYER_TUTOR, Role.PLACEMENT_OFFICER
COORDINATOR, ADMIN, OBSERVER = Role.TERRITORY_COORDINATOR, Role.PROGRAMME_ADMIN, Role.PARTNER_OBSERVER
RESEARCHER, DPO, SYSTEM = Role.RESEARCHER, Role.DPO, Role.SYSTEM
LINK_HOLDER = Role.LINK_HOLDER
EVERYBODY = dict.fromkeys(HELD, everywhere)

PUBLIC = {
    "public.sign_in": Right(_("se connecter"), public=True),
    "public.page": Right(_("lire les pages publiques"), public=True),
    "public.demo": Right(_("entrer dans la démonstration"), public=True),
    "public.link": Right(_("suivre un lien reçu"), public=True),
    "public.calendar": Right(_("lire un agenda à son adresse secrète"), public=True),
}

EVERYONE = {
    "account.own": Right(_("gérer son propre compte"), "access.User", EVERYBODY),
    "programme.read": Right(_("lire le programme et ses sources"), rows=EVERYBODY),
    "calendars.own": Right(
        _("obtenir l’adresse secrète de son agenda"), rows={ADVISOR: everywhere, CANDIDATE: everywhere}
    ),
}

PATHWAY = {
    "pathway.list": Right(
        _("voir la liste des personnes"),
        "pathway.Pathway",
        {ADVISOR: assigned_or_waiting, COORDINATOR: in_territory, PLACEMENT: ready_for_households},
    ),
    "pathway.read": Right(
        _("ouvrir le dossier d’une personne"),
        "pathway.Pathway",
        {
            ADVISOR: assigned_or_waiting,
            COORDINATOR: in_territory,
            PLACEMENT: ready_for_households,
            TRAINING: trained_at_my_provider,
        },
    ),
    "pathway.follow_own": Right(_("voir son propre parcours"), "pathway.Pathway", {CANDIDATE: own}),
    "pathway.follow_sent": Right(
        _("voir où en sont les personnes que l’on a orientées"),
        "pathway.Pathway",
        {REFERRER: sent_by_my_organisation},
    ),
    "pathway.day": Right(_("ouvrir sa journée"), rows={ADVISOR: everywhere}),
    "pathway.read_contact": Right(
        _("lire les coordonnées d’une personne"),
        "pathway.Pathway",
        {ADVISOR: assigned_or_waiting, CANDIDATE: own, PLACEMENT: ready_for_households},
    ),
    "pathway.correct": Right(
        _("corriger les coordonnées d’une personne"), "pathway.Pathway", {ADVISOR: assigned, CANDIDATE: own}
    ),
    "pathway.note_contact": Right(_("noter un contact"), "pathway.Pathway", {ADVISOR: assigned}),
    "pathway.assign": Right(
        _("confier une personne à un conseil"),
        "pathway.Pathway",
        {ADVISOR: assigned_or_waiting, COORDINATOR: in_territory, SYSTEM: in_territory},
    ),
    "pathway.close": Right(_("terminer un parcours"), "pathway.Pathway", {ADVISOR: assigned}),
    "pathway.reopen": Right(_("reprendre un parcours"), "pathway.Pathway", {ADVISOR: assigned}),
    "pathway.openings": Right(
        _("voir qui a ouvert un dossier"), "pathway.Pathway", {CANDIDATE: own, ADVISOR: assigned, DPO: in_territory}
    ),
}

_DOCUMENT = "reception.Document"
# A paper is read by two people: the person's own advisor and the coordination, or two coordinators.
_TWO_CHECKERS = {ADVISOR: assigned, COORDINATOR: in_territory}
RECEPTION = {
    "reception.list": Right(
        _("voir les orientations reçues"),
        "reception.Referral",
        {ADVISOR: assigned_or_waiting, COORDINATOR: in_territory},
    ),
    "reception.read": Right(
        _("lire un dossier d’accueil"),
        "reception.Referral",
        {ADVISOR: assigned_or_waiting, COORDINATOR: in_territory, CANDIDATE: own},
    ),
    "reception.refer": Right(
        _("orienter une personne vers le Lab"), rows={REFERRER: everywhere, ADVISOR: everywhere, SYSTEM: everywhere}
    ),
    "reception.import": Right(
        _("envoyer un fichier d’orientations"),
        "reception.ReferralFile",
        {ADVISOR: in_territory, COORDINATOR: in_territory, SYSTEM: in_territory},
    ),
    "reception.correct": Right(
        _("compléter un dossier d’accueil"), "reception.Referral", {ADVISOR: assigned_or_waiting}
    ),
    "reception.admit": Right(_("prononcer une admission"), "reception.Referral", {ADVISOR: assigned}),
    "reception.propose_refusal": Right(_("proposer un refus"), "reception.Referral", {ADVISOR: assigned}),
    "reception.confirm_refusal": Right(
        _("confirmer un refus (seconde personne)"), "reception.Referral", {COORDINATOR: in_territory}
    ),
    "reception.send_back": Right(_("ne pas confirmer un refus"), "reception.Referral", {COORDINATOR: in_territory}),
    "reception.reopen": Right(_("rouvrir un dossier refusé"), "reception.Referral", {ADVISOR: assigned}),
    "reception.judge_duplicate": Right(
        _("dire si deux dossiers sont une même personne"),
        "reception.PossibleDuplicate",
        {ADVISOR: in_territory, COORDINATOR: in_territory},
    ),
    "reception.merge": Right(
        _("réunir deux dossiers"), "reception.Referral", {ADVISOR: in_territory, COORDINATOR: in_territory}
    ),
    "reception.unmerge": Right(
        _("annuler une réunion de dossiers"),
        "reception.Referral",
        {ADVISOR: in_territory, COORDINATOR: in_territory},
    ),
    "reception.unmerge_received": Right(
        _("annuler une réunion de dossiers qui ne se ressemblaient qu’un peu"),
        "reception.Referral",
        {ADVISOR: in_territory, COORDINATOR: in_territory},
    ),
    "reception.keep_apart": Right(
        _("garder deux dossiers séparés"), "reception.Referral", {ADVISOR: in_territory, COORDINATOR: in_territory}
    ),
    "reception.send_document": Right(
        _("envoyer la photo d’un papier"),
        "pathway.Pathway",
        {
            CANDIDATE: own,
            ADVISOR: assigned,
            REFERRER: sent_by_my_organisation_at_reception,
            LINK_HOLDER: behind_my_link,
        },
    ),
    "reception.give_link": Right(
        _("donner un lien pour envoyer des papiers"), "reception.Referral", {ADVISOR: assigned}
    ),
    "reception.replace_document": Right(
        _("remplacer la photo d’un papier par une autre"),
        _DOCUMENT,
        # Whoever sends the next photograph, perhaps behind a link that opens no document.
        {SYSTEM: in_territory},
    ),
    "reception.drop_document": Right(_("écarter un papier d’un parcours terminé"), _DOCUMENT, {SYSTEM: in_territory}),
    "reception.own_documents": Right(_("voir ses propres papiers"), _DOCUMENT, {CANDIDATE: own}),
    "reception.check_document": Right(_("contrôler un papier et voir sa photo, à deux"), _DOCUMENT, _TWO_CHECKERS),
    "reception.accept_document": Right(_("déclarer un papier contrôlé, à deux"), _DOCUMENT, _TWO_CHECKERS),
    "reception.refuse_document": Right(_("demander un autre papier, à deux"), _DOCUMENT, _TWO_CHECKERS),
    "reception.dispute_document": Right(_("faire relire un papier lu différemment"), _DOCUMENT, _TWO_CHECKERS),
    "reception.check_right_to_work": Right(
        _("vérifier de nouveau le droit au travail"),
        "reception.RightToWorkCheck",
        {ADVISOR: assigned, SYSTEM: in_territory},
    ),
    "reception.drop_right_to_work": Right(
        _("écarter une vérification devenue sans objet"), "reception.RightToWorkCheck", {SYSTEM: in_territory}
    ),
}

_MEETING, _SLOT, _INTEREST = "orientation.Meeting", "orientation.Slot", "orientation.InterestStatement"
_HERS_OR_BY_LINK = {ADVISOR: assigned, CANDIDATE: own, LINK_HOLDER: behind_my_link}
ORIENTATION = {
    "orientation.read": Right(
        _("lire les entretiens"), _MEETING, {ADVISOR: assigned, CANDIDATE: own, COORDINATOR: in_territory}
    ),
    "orientation.read_notes": Right(_("lire les notes d’entretien"), _MEETING, {ADVISOR: assigned, CANDIDATE: own}),
    "orientation.plan": Right(_("fixer un entretien"), "pathway.Pathway", {ADVISOR: assigned}),
    "orientation.hold": Right(_("rendre compte d’un entretien"), _MEETING, {ADVISOR: assigned}),
    "orientation.miss": Right(_("noter un entretien manqué"), _MEETING, {ADVISOR: assigned}),
    "orientation.choose": Right(
        _("choisir un entretien parmi les créneaux ouverts"),
        "pathway.Pathway",
        {CANDIDATE: own, LINK_HOLDER: behind_my_link},
    ),
    "orientation.see": Right(
        _("voir le jour et l’heure d’un entretien"), _MEETING, {CANDIDATE: own, LINK_HOLDER: behind_my_link}
    ),
    "orientation.confirm": Right(_("confirmer un entretien"), _MEETING, _HERS_OR_BY_LINK),
    # The system moves the meeting of someone who accepts an earlier hour that was offered to her.
    "orientation.move": Right(_("déplacer un entretien"), _MEETING, {**_HERS_OR_BY_LINK, SYSTEM: in_territory}),
    "orientation.cancel": Right(_("annuler un entretien"), _MEETING, _HERS_OR_BY_LINK),
    "orientation.invite": Right(_("envoyer un lien pour choisir un entretien"), "pathway.Pathway", {ADVISOR: assigned}),
    "orientation.remind": Right(_("rappeler un entretien"), _MEETING, {SYSTEM: in_territory}),
    "orientation.open_slots": Right(_("ouvrir des créneaux"), rows={ADVISOR: everywhere}),
    "orientation.slots": Right(_("voir ses créneaux"), _SLOT, {ADVISOR: held_by_me}),
    "orientation.close_slot": Right(_("fermer un créneau"), _SLOT, {ADVISOR: held_by_me}),
    "orientation.wait": Right(
        _("demander un entretien dès que possible"), "pathway.Pathway", {CANDIDATE: own, LINK_HOLDER: behind_my_link}
    ),
    "orientation.waiting": Right(
        _("voir qui attend un entretien plus tôt"), "orientation.Waiting", {ADVISOR: held_by_me}
    ),
    "orientation.stop_waiting": Right(
        _("ne plus attendre d’entretien plus tôt"), "orientation.Waiting", {ADVISOR: held_by_me, CANDIDATE: own}
    ),
    "orientation.answer_offer": Right(
        _("répondre à un créneau proposé"), "orientation.Offer", {CANDIDATE: own, LINK_HOLDER: behind_my_link}
    ),
    "orientation.explain": Right(_("expliquer un métier"), "pathway.Pathway", {ADVISOR: assigned}),
    "orientation.say_interest": Right(_("dire si un métier l’intéresse"), "pathway.Pathway", {CANDIDATE: own}),
    "orientation.read_interest": Right(
        _("lire si un métier intéresse la personne"), _INTEREST, {ADVISOR: assigned, CANDIDATE: own}
    ),
    "orientation.take_up_interest": Right(
        _("prendre en compte ce que la personne dit d’un métier"), _INTEREST, {ADVISOR: assigned}
    ),
}

_POSITIONING, _QUESTIONNAIRE = "positioning.Positioning", "positioning.Questionnaire"
POSITIONING = {
    "positioning.read": Right(_("lire un positionnement"), _POSITIONING, {ADVISOR: assigned, CANDIDATE: own}),
    "positioning.read_needs": Right(
        _("lire les besoins de formation"),
        _POSITIONING,
        {ADVISOR: assigned, CANDIDATE: own, TRAINING: trained_at_my_provider, PLACEMENT: ready_for_households},
    ),
    "positioning.begin": Right(_("commencer un positionnement"), "pathway.Pathway", {ADVISOR: assigned}),
    "positioning.fill_in": Right(_("remplir un positionnement"), _POSITIONING, {ADVISOR: assigned}),
    "positioning.finish": Right(_("terminer un positionnement"), _POSITIONING, {ADVISOR: assigned}),
    "positioning.supersede": Right(_("remplacer un positionnement"), _POSITIONING, {ADVISOR: assigned}),
    "positioning.judge": Right(
        _("donner son avis avant de lire ce que dit l’outil"), _POSITIONING, {ADVISOR: assigned}
    ),
    "positioning.observe": Right(_("noter ce que montre l’entretien"), _POSITIONING, {ADVISOR: assigned}),
    "positioning.plan_lifting": Right(_("convenir de qui lève une contrainte"), _POSITIONING, {ADVISOR: assigned}),
    "positioning.correct_lifting": Right(
        _("changer qui lève une contrainte"), "positioning.ConstraintAction", {ADVISOR: assigned}
    ),
    "positioning.interview": Right(
        _("poser les questions du positionnement avec la personne"), "pathway.Pathway", {ADVISOR: assigned}
    ),
    "positioning.sit": Right(
        _("ouvrir les questions du positionnement"), "pathway.Pathway", {ADVISOR: assigned, CANDIDATE: own}
    ),
    "positioning.answer": Right(
        _("répondre aux questions du positionnement"), _QUESTIONNAIRE, {ADVISOR: assigned, CANDIDATE: own}
    ),
    "positioning.pause": Right(_("mettre les questions en pause"), _QUESTIONNAIRE, {ADVISOR: assigned, CANDIDATE: own}),
    "positioning.resume": Right(_("reprendre les questions"), _QUESTIONNAIRE, {ADVISOR: assigned, CANDIDATE: own}),
    "positioning.end_questions": Right(
        _("répondre à la dernière question"), _QUESTIONNAIRE, {ADVISOR: assigned, CANDIDATE: own}
    ),
    "positioning.export_answers": Right(
        _("exporter les réponses sans les noms, pour la calibration"), _QUESTIONNAIRE, {SYSTEM: in_territory}
    ),
}

_PRESCRIPTION = "prescription.Prescription"
PRESCRIPTION = {
    "prescription.read": Right(
        _("lire une prescription"),
        _PRESCRIPTION,
        {
            ADVISOR: assigned,
            CANDIDATE: own,
            COORDINATOR: in_territory,
            TRAINING: trained_at_my_provider,
            PLACEMENT: ready_for_households,
        },
    ),
    "prescription.write": Right(_("préparer une prescription"), "pathway.Pathway", {ADVISOR: assigned}),
    "prescription.edit": Right(_("modifier une prescription en préparation"), _PRESCRIPTION, {ADVISOR: assigned}),
    "prescription.propose": Right(_("proposer et signer une prescription"), _PRESCRIPTION, {ADVISOR: assigned}),
    "prescription.take_back": Right(
        _("reprendre une prescription avant que la personne signe"), _PRESCRIPTION, {ADVISOR: assigned}
    ),
    "prescription.sign": Right(_("signer sa prescription"), _PRESCRIPTION, {CANDIDATE: own}),
    "prescription.refuse": Right(_("refuser sa prescription"), _PRESCRIPTION, {CANDIDATE: own}),
    # The candidate too: by signing a new version she replaces the one that she had signed.
    "prescription.supersede": Right(
        _("remplacer une prescription"), _PRESCRIPTION, {ADVISOR: assigned, CANDIDATE: own}
    ),
}

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
    "training.sign": Right(_("signer sa présence"), _SEAT, {CANDIDATE: own}),
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
}

_FILE = "certification.CertificationFile"
CERTIFICATION = {
    "certification.read": Right(
        _("lire un dossier de certification"),
        _FILE,
        {
            ADVISOR: assigned,
            CANDIDATE: own,
            TRAINING: trained_at_my_provider,
            JURY: before_my_jury,
            PLACEMENT: ready_for_households,
            COORDINATOR: in_territory,
        },
    ),
    "certification.list": Right(
        _("voir la liste des dossiers de certification"),
        _FILE,
        {JURY: before_my_jury, TRAINING: trained_at_my_provider},
    ),
    "certification.open": Right(
        _("ouvrir un dossier de certification"), "pathway.Pathway", {TRAINING: trained_at_my_provider}
    ),
    "certification.present": Right(_("présenter un dossier au jury"), _FILE, {TRAINING: trained_at_my_provider}),
    "certification.give_opinion": Right(_("donner son avis de membre du jury"), _FILE, {JURY: before_my_jury}),
    "certification.decide": Right(_("décider, à deux au moins"), _FILE, {JURY: before_my_jury}),
    "certification.record_sst": Right(
        _("noter un certificat SST"), "pathway.Pathway", {TRAINING: trained_at_my_provider}
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
    # The system fills a need on which both sides have agreed, and ends the other introductions to it.
    "matching.fill": Right(_("déclarer un besoin pourvu"), _NEED, {PLACEMENT: in_territory, SYSTEM: in_territory}),
    "matching.reopen_need": Right(_("rouvrir un besoin dont l’accord est tombé"), _NEED, {PLACEMENT: in_territory}),
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
        _("défaire un accord qui n’a pas mené à un contrat"), _INTRODUCTION, {PLACEMENT: in_territory}
    ),
}

_CONTRACT = "employment.Contract"
EMPLOYMENT = {
    "employment.read": Right(
        _("lire un contrat"),
        _CONTRACT,
        {
            CANDIDATE: own,
            HOUSEHOLD: of_my_household,
            PLACEMENT: in_territory,
            ADVISOR: assigned,
            TUTOR: tutored_by_me,
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
    "employment.end": Right(_("noter la fin d’un contrat"), _CONTRACT, {PLACEMENT: in_territory, ADVISOR: assigned}),
    "employment.cancel": Right(_("abandonner un contrat"), _CONTRACT, {PLACEMENT: in_territory}),
}

_FOLLOW_UP = "follow_up.FollowUp"
FOLLOW_UP = {
    "follow_up.read": Right(
        _("lire les suivis"), _FOLLOW_UP, {ADVISOR: assigned, CANDIDATE: own, PLACEMENT: ready_for_households}
    ),
    "follow_up.answer": Right(_("faire un suivi"), _FOLLOW_UP, {ADVISOR: assigned, CANDIDATE: own}),
    "follow_up.lose": Right(_("noter une personne non jointe"), _FOLLOW_UP, {ADVISOR: assigned}),
    "follow_up.raise": Right(_("noter un nouveau besoin"), "pathway.Pathway", {ADVISOR: assigned, CANDIDATE: own}),
    "follow_up.read_needs": Right(
        _("lire les nouveaux besoins"), "follow_up.NewNeed", {ADVISOR: assigned, CANDIDATE: own}
    ),
    "follow_up.meet": Right(_("traiter un nouveau besoin"), "follow_up.NewNeed", {ADVISOR: assigned}),
}

_REQUEST = "privacy.RightsRequest"
PRIVACY = {
    "privacy.own": Right(_("voir et télécharger tout ce qui est gardé sur soi"), "pathway.Pathway", {CANDIDATE: own}),
    "privacy.choose": Right(_("dire oui ou non, choix par choix"), "pathway.Pathway", {CANDIDATE: own}),
    "privacy.record_choice": Right(
        _("noter un choix dit à l’oral ou écrit sur papier"), "pathway.Pathway", {ADVISOR: assigned}
    ),
    "privacy.protect": Right(
        _("protéger l’adresse, les lieux et les horaires"), "pathway.Pathway", {CANDIDATE: own, ADVISOR: assigned}
    ),
    "privacy.ask": Right(
        _("contester une décision, s’opposer, demander l’effacement"), "pathway.Pathway", {CANDIDATE: own}
    ),
    "privacy.follow_request": Right(_("suivre sa demande"), _REQUEST, {CANDIDATE: own}),
    "privacy.withdraw": Right(_("retirer sa demande"), _REQUEST, {CANDIDATE: own}),
    "privacy.requests": Right(
        _("lire les demandes des personnes"), _REQUEST, {COORDINATOR: to_my_role, DPO: to_my_role}
    ),
    "privacy.answer": Right(_("répondre à une demande"), _REQUEST, {COORDINATOR: to_my_role, DPO: to_my_role}),
    "privacy.agree_to_erase": Right(_("proposer un effacement"), _REQUEST, {DPO: to_my_role}),
    "privacy.reread": Right(_("relire un effacement proposé"), _REQUEST, {COORDINATOR: erasures_to_reread}),
    "privacy.erase": Right(_("effacer une personne (seconde personne)"), _REQUEST, {COORDINATOR: erasures_to_reread}),
    "privacy.send_back": Right(_("ne pas confirmer un effacement"), _REQUEST, {COORDINATOR: erasures_to_reread}),
}

AROUND = {
    "steering.overview": Right(
        _("voir l’ensemble d’un territoire, en nombres"),
        "territories.Territory",
        {COORDINATOR: my_territory, OBSERVER: my_territory, ADMIN: everywhere},
    ),
    "steering.simulate": Right(_("simuler l’outil de positionnement"), rows={ADMIN: everywhere}),
    "steering.people_behind": Right(
        _("voir les personnes derrière un nombre"), "pathway.Pathway", {COORDINATOR: in_territory}
    ),
    "access.rights": Right(
        _("lire la table des droits"), rows={DPO: everywhere, ADMIN: everywhere, COORDINATOR: everywhere}
    ),
    "access.register": Right(_("lire le registre des traitements"), rows={DPO: everywhere, ADMIN: everywhere}),
    "access.accounts": Right(_("voir et gérer les comptes"), "access.User", {ADMIN: everywhere, SYSTEM: everywhere}),
    "research.home": Right(_("demander une extraction pour la recherche"), rows={RESEARCHER: everywhere}),
    "tutoring.home": Right(_("accompagner en tant que tuteur"), rows={TUTOR: everywhere}),
}

POLICY: dict[str, Right] = {
    **PUBLIC,
    **EVERYONE,
    **PATHWAY,
    **RECEPTION,
    **ORIENTATION,
    **POSITIONING,
    **PRESCRIPTION,
    **TRAINING_RIGHTS,
    **CERTIFICATION,
    **MATCHING,
    **EMPLOYMENT,
    **FOLLOW_UP,
    **PRIVACY,
    **AROUND,
}
