from django.apps import AppConfig


class OpeningConfig(AppConfig):
    name = "labmigration.territories.opening"
    label = "opening"
    verbose_name = "Ouverture d’un territoire"
