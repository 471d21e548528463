from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "labmigration.pathway.employment"
    label = "employment"
    verbose_name = "Emploi"
