"""Rights on the way from reception to the signed prescription."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    assigned_or_waiting,
    behind_my_link,
    everywhere,
    held_by_me,
    in_territory,
    opened_in_urgency,
    own,
    ready_for_households,
    sent_by_my_organisation,
    sent_by_my_organisation_at_reception,
    trained_at_my_provider,
)
from labmigration.access.table.line import (
    ADVISOR,
    CANDIDATE,
    COORDINATOR,
    DPO,
    LINK_HOLDER,
    PLACEMENT,
    REFERRER,
    SYSTEM,
    TRAINING,
    Right,
)

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
        {
            ADVISOR: assigned_or_waiting,
            CANDIDATE: own,
            PLACEMENT: ready_for_households,
            COORDINATOR: opened_in_urgency,
        },
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
    "orientation.read_notes": Right(
        _("lire les notes d’entretien"), _MEETING, {ADVISOR: assigned, CANDIDATE: own, COORDINATOR: opened_in_urgency}
    ),
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
        _("lire si un métier intéresse la personne"),
        _INTEREST,
        {ADVISOR: assigned, CANDIDATE: own, COORDINATOR: opened_in_urgency},
    ),
    "orientation.take_up_interest": Right(
        _("prendre en compte ce que la personne dit d’un métier"), _INTEREST, {ADVISOR: assigned}
    ),
}

_POSITIONING, _QUESTIONNAIRE = "positioning.Positioning", "positioning.Questionnaire"
POSITIONING = {
    "positioning.read": Right(
        _("lire un positionnement"), _POSITIONING, {ADVISOR: assigned, CANDIDATE: own, COORDINATOR: opened_in_urgency}
    ),
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
    "prescription.judge": Right(
        _("dire quelle formation on choisirait, avant de lire ce que l’outil propose"),
        "pathway.Pathway",
        {ADVISOR: assigned},
    ),
    "prescription.ask_tool": Right(
        _("demander une proposition de formation à l’outil"), "prescription.Opinion", {ADVISOR: assigned}
    ),
    "prescription.replay": Right(
        _("recalculer les propositions de l’outil"), "prescription.Proposal", {SYSTEM: in_territory}
    ),
    "prescription.reread": Right(
        _("dire qu’une prescription signée reste la bonne"), _PRESCRIPTION, {ADVISOR: assigned}
    ),
    "prescription.give_link": Right(
        _("donner un lien pour lire et signer une prescription"), _PRESCRIPTION, {ADVISOR: assigned}
    ),
    "prescription.sign": Right(
        _("signer sa prescription"), _PRESCRIPTION, {CANDIDATE: own, LINK_HOLDER: behind_my_link}
    ),
    "prescription.refuse": Right(
        _("refuser sa prescription"), _PRESCRIPTION, {CANDIDATE: own, LINK_HOLDER: behind_my_link}
    ),
    # The candidate too: by signing a new version she replaces the one that she had signed. Signed behind a link, the
    # product itself replaces it.
    "prescription.supersede": Right(
        _("remplacer une prescription"), _PRESCRIPTION, {ADVISOR: assigned, CANDIDATE: own, SYSTEM: in_territory}
    ),
}
