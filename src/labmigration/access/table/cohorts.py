"""Rights around filling cohorts and making their timetables."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    assigned,
    at_my_provider,
    behind_my_link,
    everywhere,
    in_my_cohorts,
    in_territory,
    own,
)
from labmigration.access.table.line import ADVISOR, CANDIDATE, LINK_HOLDER, TRAINER, TRAINING, Right

_COHORT, _OFFER, _TIMETABLE = "training.Cohort", "training.SeatOffer", "training.Timetable"
_WAITS = "pathway.Pathway"
_HERSELF = {CANDIDATE: own, LINK_HOLDER: behind_my_link}
COHORTS = {
    "training.fill": Right(
        _("voir qui pourrait entrer dans une cohorte, et pourquoi"), _COHORT, {TRAINING: at_my_provider}
    ),
    "training.offer_seat": Right(_("proposer une place à la personne suivante"), _WAITS, {TRAINING: in_territory}),
    "training.read_offers": Right(
        _("voir les places proposées"), _OFFER, {TRAINING: at_my_provider, ADVISOR: assigned}
    ),
    "training.accept_offer": Right(_("noter un oui à une place proposée"), _OFFER, {TRAINING: at_my_provider}),
    "training.decline_offer": Right(_("noter un non à une place proposée"), _OFFER, {TRAINING: at_my_provider}),
    "training.end_offer": Right(_("ne plus proposer une place"), _OFFER, {TRAINING: at_my_provider}),
    "training.call_about_offer": Right(
        _("noter un appel au sujet d’une place proposée"), _OFFER, {TRAINING: at_my_provider}
    ),
    "training.say_yes": Right(_("dire oui à la place proposée"), _OFFER, _HERSELF),
    "training.say_no": Right(_("dire non à la place proposée"), _OFFER, _HERSELF),
    "training.ask_call": Right(_("demander un appel avant de répondre"), _OFFER, _HERSELF),
    "training.keep_own_week": Right(_("noter les demi-journées où l’on ne peut pas venir"), _WAITS, {CANDIDATE: own}),
    "training.set_trainee_week": Right(
        _("noter les demi-journées où une personne ne peut pas venir"),
        _WAITS,
        {TRAINING: in_territory, ADVISOR: assigned},
    ),
    "training.means": Right(_("noter salles, fermetures et disponibilités"), rows={TRAINING: everywhere}),
    "training.keep_room": Right(_("modifier une salle"), "training.Room", {TRAINING: at_my_provider}),
    "training.keep_trainer_week": Right(
        _("noter ce que quelqu’un enseigne et quand"), "training.TrainerWeek", {TRAINING: at_my_provider}
    ),
    "training.end_closure": Right(_("retirer une fermeture"), "training.Closure", {TRAINING: at_my_provider}),
    "training.set_week": Right(_("dire quand une cohorte peut venir"), _COHORT, {TRAINING: at_my_provider}),
    "training.search_timetable": Right(_("chercher un emploi du temps"), _COHORT, {TRAINING: at_my_provider}),
    "training.read_timetable": Right(_("lire un brouillon d’emploi du temps"), _TIMETABLE, {TRAINING: at_my_provider}),
    "training.change_timetable": Right(
        _("changer un brouillon d’emploi du temps"), _TIMETABLE, {TRAINING: at_my_provider}
    ),
    "training.search_again": Right(
        _("chercher de nouveau autour de ce qui est fixé"), _TIMETABLE, {TRAINING: at_my_provider}
    ),
    "training.publish_timetable": Right(_("publier un emploi du temps"), _TIMETABLE, {TRAINING: at_my_provider}),
    "training.drop_timetable": Right(_("abandonner un brouillon"), _TIMETABLE, {TRAINING: at_my_provider}),
    "training.catch_up": Right(_("fixer un rattrapage"), "training.Session", {TRAINING: at_my_provider}),
    "training.agenda": Right(
        _("lire ses séances dans son agenda"), "training.Session", {TRAINING: at_my_provider, TRAINER: in_my_cohorts}
    ),
}
