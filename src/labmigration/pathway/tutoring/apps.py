from django.apps import AppConfig


class TutoringConfig(AppConfig):
    name = "labmigration.pathway.tutoring"
    label = "tutoring"
    verbose_name = "Tutorat"
