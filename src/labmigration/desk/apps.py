from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "labmigration.desk"
    label = "desk"
    verbose_name = "Bureau"
