"""Why something that a tablet sent was set aside: said beside the row, so that somebody can settle it."""

from django.utils.translation import gettext_lazy as _

SET_ASIDE = {
    "other_line": _("Quelqu’un avait déjà signé cette ligne autrement."),
    "not_expected": _("Cette personne n’était pas attendue ce jour-là : elle avait quitté la formation ou le groupe."),
    "cancelled": _("Cette séance est annulée."),
    "ahead": _("Cette séance n’a pas encore eu lieu. L’appareil est peut-être en avance."),
    "too_late": _("Reçu plus de 4 semaines après : la coordination de la formation peut encore l’écrire."),
    "impossible": _("Ces minutes ne vont pas avec la durée de la séance."),
    "not_yours": _("Cette feuille n’est plus la vôtre. Montrez cette tablette à la coordination de la formation."),
}
