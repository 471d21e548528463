from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "labmigration.pathway.reception"
    label = "reception"
    verbose_name = "Accueil"
