from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "labmigration.notices"
    label = "notices"
    verbose_name = "Messages"
