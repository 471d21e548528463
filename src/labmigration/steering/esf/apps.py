from django.apps import AppConfig


class EsfConfig(AppConfig):
    name = "labmigration.steering.esf"
    label = "esf"
    verbose_name = "Fonds européens"
