from django.apps import AppConfig


class PositioningConfig(AppConfig):
    name = "labmigration.pathway.positioning"
    label = "positioning"
    verbose_name = "Positionnement"
