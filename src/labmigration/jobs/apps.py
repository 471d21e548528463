from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "labmigration.jobs"
    label = "jobs"
    verbose_name = "Travaux"
