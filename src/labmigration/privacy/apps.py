from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "labmigration.privacy"
    label = "privacy"
    verbose_name = "Droits de la personne"
