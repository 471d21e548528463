"""Rights on employer-tutors: who offers, who is accompanied, what both write."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    everywhere,
    in_territory,
    of_my_household,
    own,
    ready_for_households,
    tutored_by_me,
)
from labmigration.access.table.line import ADVISOR, CANDIDATE, HOUSEHOLD, PLACEMENT, TUTOR, Right

_OFFER, _TUTORSHIP, _ALERT = "tutoring.TutorOffer", "tutoring.Tutorship", "tutoring.TutoringAlert"
_ACCOMPANIED = {CANDIDATE: own, HOUSEHOLD: of_my_household}
_BOTH = {**_ACCOMPANIED, TUTOR: tutored_by_me}
TUTORING = {
    "tutoring.home": Right(_("accompagner en tant que tuteur"), rows={TUTOR: everywhere}),
    "tutoring.statement": Right(_("obtenir le relevé de ses heures de tutorat"), rows={TUTOR: everywhere}),
    "tutoring.own": Right(_("voir son employeur tuteur"), rows=dict.fromkeys((CANDIDATE, HOUSEHOLD), everywhere)),
    "tutoring.volunteer": Right(
        _("lire la charte et proposer d’être employeur tuteur"), "people.Household", {HOUSEHOLD: of_my_household}
    ),
    "tutoring.withdraw": Right(_("ne plus être employeur tuteur"), _OFFER, {HOUSEHOLD: of_my_household}),
    "tutoring.read_offers": Right(_("lire qui propose d’être employeur tuteur"), _OFFER, {PLACEMENT: in_territory}),
    "tutoring.accept": Right(_("accepter un employeur tuteur"), _OFFER, {PLACEMENT: in_territory}),
    "tutoring.turn_down": Right(_("ne pas retenir un employeur tuteur"), _OFFER, {PLACEMENT: in_territory}),
    "tutoring.propose": Right(
        _("proposer un tuteur à une personne"), "pathway.Pathway", {PLACEMENT: ready_for_households}
    ),
    "tutoring.propose_to_household": Right(
        _("proposer un tuteur à un foyer"), "people.Household", {PLACEMENT: in_territory}
    ),
    "tutoring.team": Right(
        _("voir les tutorats, sans le journal des rencontres"), _TUTORSHIP, {PLACEMENT: in_territory}
    ),
    "tutoring.see": Right(
        _("savoir qui est le tuteur d’une personne, sans ce qui s’y dit"),
        _TUTORSHIP,
        {PLACEMENT: in_territory, ADVISOR: assigned},
    ),
    "tutoring.read": Right(_("lire un tutorat où l’on est"), _TUTORSHIP, _BOTH),
    "tutoring.answer": Right(_("répondre à un tutorat proposé"), _TUTORSHIP, _BOTH),
    "tutoring.begin": Right(_("commencer un tutorat quand les deux ont dit oui"), _TUTORSHIP, _BOTH),
    "tutoring.decline": Right(_("ne pas donner suite à un tutorat"), _TUTORSHIP, {**_BOTH, PLACEMENT: in_territory}),
    "tutoring.end": Right(_("terminer un tutorat"), _TUTORSHIP, {**_BOTH, PLACEMENT: in_territory}),
    "tutoring.log": Right(_("noter et confirmer une rencontre de tutorat"), _TUTORSHIP, _BOTH),
    "tutoring.share": Right(_("choisir ce que son tuteur sait"), _TUTORSHIP, _ACCOMPANIED),
    "tutoring.set_goals": Right(_("écrire ses objectifs et dire ce qui est atteint"), _TUTORSHIP, _ACCOMPANIED),
    "tutoring.raise_alert": Right(_("dire à la mise en relation ce qui inquiète"), _TUTORSHIP, _BOTH),
    "tutoring.alerts": Right(_("lire les alertes de tutorat"), _ALERT, {PLACEMENT: in_territory}),
    "tutoring.handle_alert": Right(_("traiter une alerte de tutorat"), _ALERT, {PLACEMENT: in_territory}),
}
