"""The table of contents of the product: one line a part."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from labmigration.access.account_urls import account_patterns
from labmigration.access.gate import needs
from labmigration.access.reading import choose_reading
from labmigration.ui.recordings import recording
from labmigration.ui.views import gallery

urlpatterns = [
    path("", include("labmigration.desk.urls")),
    path("langue/", needs("public.page")(set_language), name="set_language"),
    path("lecture/", choose_reading, name="choose_reading"),
    path("audio/<slug:language>/<str:name>", needs("public.page")(recording), name="recording"),
    path("compte/", include(account_patterns)),
    path("", include("labmigration.access.urls")),
    path("", include("labmigration.links.urls")),
    path("agenda/", include("labmigration.calendars.urls")),
    path("personnes/", include("labmigration.pathway.urls")),
    path("accueil/", include("labmigration.pathway.reception.urls")),
    path("orientation/", include("labmigration.pathway.orientation.urls")),
    path("positionnement/", include("labmigration.pathway.positioning.urls")),
    path("prescription/", include("labmigration.pathway.prescription.urls")),
    path("formation/", include("labmigration.pathway.training.urls")),
    path("certification/", include("labmigration.pathway.certification.urls")),
    path("verifier/", include("labmigration.pathway.certification.verify_urls")),
    path("mise-en-relation/", include("labmigration.pathway.matching.urls")),
    path("emploi/", include("labmigration.pathway.employment.urls")),
    path("suivi/", include("labmigration.pathway.follow_up.urls")),
    path("questionnaires/", include("labmigration.pathway.questionnaires.urls")),
    path("entretiens/", include("labmigration.pathway.interviews.urls")),
    path("tutorat/", include("labmigration.pathway.tutoring.urls")),
    path("parcours-citoyen/", include("labmigration.civic.urls")),
    path("", include("labmigration.privacy.urls")),
    path("qualite/", include("labmigration.quality.urls")),
    path("conventions/", include("labmigration.territories.agreements.urls")),
    path("comite/", include("labmigration.steering.committee.urls")),
    path("financement/", include("labmigration.steering.funding.urls")),
    path("ouverture/", include("labmigration.territories.opening.urls")),
    path("", include("labmigration.steering.urls")),
    path("", include("labmigration.steering.indicators.urls")),
    path("essaimage/", include("labmigration.replication.urls")),
    path("fonds-europeens/", include("labmigration.steering.esf.urls")),
    path("territoire/", include("labmigration.steering.forecasting.urls")),
    path("evaluation/", include("labmigration.steering.evaluation.urls")),
    path("extractions/", include("labmigration.steering.extracts.urls")),
    path("galerie/", needs("public.page")(gallery), name="gallery"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("labmigration.demo.urls")))
