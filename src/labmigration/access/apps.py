from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "labmigration.access"
    label = "access"
    verbose_name = "Accès"
