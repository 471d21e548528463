from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "labmigration.steering.committee"
    label = "committee"
    verbose_name = "Comité de pilotage"
