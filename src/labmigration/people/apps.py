from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "labmigration.people"
    label = "people"
    verbose_name = "Personnes"
