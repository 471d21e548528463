from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "labmigration.pathway.follow_up"
    label = "follow_up"
    verbose_name = "Suivi"
