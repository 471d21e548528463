from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "labmigration.links"
    label = "links"
    verbose_name = "Liens envoyés"
