"""What happens to a document: it is only ever made."""

from django.utils.translation import gettext_lazy as _

BOOKLET, REFERENCE = "booklet", "reference"
KINDS = [(BOOKLET, _("Livret d’installation")), (REFERENCE, _("Document de référence"))]
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
COPY_EVENTS = {"make_copy": _("Document fait en PDF : {kind}, {language}")}
