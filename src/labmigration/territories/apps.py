from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "labmigration.territories"
    label = "territories"
    verbose_name = "Territoires"
