from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "labmigration.steering"
    label = "steering"
    verbose_name = "Pilotage"
