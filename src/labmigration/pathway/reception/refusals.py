"""Why a photograph is not taken, and why a paper is to be sent again: kind words, and what to do."""

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.reception import document_states, photograph

#: Reason of `photograph.NotTaken` → what the person reads.
PHOTOGRAPH_REFUSED = {
    photograph.EMPTY: _("La photo est vide. Prenez-la de nouveau."),
    photograph.TOO_HEAVY: _("La photo est trop lourde (15 Mo au plus). Prenez-la de nouveau, plus simplement."),
    photograph.NOT_AN_IMAGE: _("Ce fichier n’est pas une photo. Prenez une photo du papier avec votre téléphone."),
    photograph.UNKNOWN_KIND: _(
        "Ce genre de fichier n’est pas accepté ici. Prenez une photo du papier avec votre téléphone."
    ),
    photograph.TOO_LARGE: _("La photo est trop grande. Prenez-la de nouveau avec votre téléphone."),
    photograph.TOO_SMALL: _("La photo est trop petite : on ne peut pas la lire. Approchez le téléphone du papier."),
    photograph.MOVING: _("C’est une image qui bouge. Prenez une photo simple du papier."),
    photograph.DAMAGED: _("La photo est abîmée : elle n’est pas arrivée entière. Envoyez-la encore une fois."),
    photograph.TOO_LONG: _("La photo n’a pas pu être lue. Prenez-la de nouveau."),
}

#: Why two people sent a paper back → (what the person reads, what to do).
PAPER_REFUSED = {
    document_states.ILLEGIBLE: (
        _("On ne peut pas bien lire cette photo."),
        _("Posez le papier à plat, près d’une fenêtre, et prenez une nouvelle photo."),
    ),
    document_states.OTHER_PAPER: (
        _("Ce n’est pas le papier demandé."),
        _("Regardez le nom du papier, et envoyez la bonne photo. Vous ne l’avez pas ? Appelez votre conseil."),
    ),
    document_states.EXPIRED: (
        _("Ce papier n’est plus valable."),
        _("Envoyez le nouveau papier, ou votre récépissé. Vous ne l’avez pas ? Appelez votre conseil."),
    ),
}
