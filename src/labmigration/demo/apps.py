from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "labmigration.demo"
    label = "demo"
    verbose_name = "Démonstration"
