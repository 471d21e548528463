from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "labmigration.ui"
    label = "ui"
    verbose_name = "Screens"
