from django.apps import AppConfig


class CivicConfig(AppConfig):
    name = "labmigration.civic"
    label = "civic"
    verbose_name = "Parcours citoyen"
