from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "labmigration.pathway.matching"
    label = "matching"
    verbose_name = "Mise en relation"
