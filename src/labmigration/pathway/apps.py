from django.apps import AppConfig


class PathwayConfig(AppConfig):
    name = "labmigration.pathway"
    label = "pathway"
    verbose_name = "Parcours"
