from django.apps import AppConfig


class OrientationConfig(AppConfig):
    name = "labmigration.pathway.orientation"
    label = "orientation"
    verbose_name = "Orientation"
