from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "labmigration.pathway.certification"
    label = "certification"
    verbose_name = "Certification"
