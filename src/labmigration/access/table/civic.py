"""Rights on the double civic track."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import everywhere, in_territory, of_my_side
from labmigration.access.table.line import CANDIDATE, COORDINATOR, HOUSEHOLD, PLACEMENT, Right

_SESSION, _QUESTION = "civic.JointSession", "civic.Question"
_LEARNERS = dict.fromkeys((CANDIDATE, HOUSEHOLD), of_my_side)
_TEAM = dict.fromkeys((PLACEMENT, COORDINATOR), in_territory)
CIVIC = {
    "civic.own": Right(
        _("voir son parcours citoyen, et où en est l’autre côté après un accord"),
        rows=dict.fromkeys((CANDIDATE, HOUSEHOLD), everywhere),
    ),
    "civic.learn": Right(_("faire une étape du parcours citoyen"), "civic.StepTaken", _LEARNERS),
    "civic.choose_session": Right(
        _("voir les rencontres prévues et dire que l’on vient"),
        _SESSION,
        dict.fromkeys((CANDIDATE, HOUSEHOLD), in_territory),
    ),
    "civic.leave": Right(_("dire que l’on ne vient plus à une rencontre"), "civic.SessionPlace", _LEARNERS),
    "civic.ask": Right(_("laisser une question pour une rencontre"), _QUESTION, _LEARNERS),
    "civic.sessions": Right(_("préparer les rencontres et voir qui vient"), _SESSION, _TEAM),
    "civic.plan": Right(_("prévoir une rencontre"), rows=dict.fromkeys((PLACEMENT, COORDINATOR), everywhere)),
    "civic.hold": Right(_("noter qui est venu à une rencontre"), _SESSION, _TEAM),
    "civic.welcome": Right(_("ajouter sur place qui vient sans l’avoir dit"), _SESSION, _TEAM),
    "civic.cancel": Right(_("annuler une rencontre"), _SESSION, _TEAM),
    "civic.show": Right(_("lire une question et la montrer sans nom"), _QUESTION, _TEAM),
    "civic.set_aside": Right(_("mettre une question de côté"), _QUESTION, _TEAM),
    "civic.count": Right(
        _("compter les étapes faites sur le territoire"), rows=dict.fromkeys((PLACEMENT, COORDINATOR), everywhere)
    ),
}
