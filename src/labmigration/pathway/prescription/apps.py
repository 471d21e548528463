from django.apps import AppConfig


class PrescriptionConfig(AppConfig):
    name = "labmigration.pathway.prescription"
    label = "prescription"
    verbose_name = "Prescription"
