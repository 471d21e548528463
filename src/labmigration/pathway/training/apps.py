from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "labmigration.pathway.training"
    label = "training"
    verbose_name = "Formation"
