from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "labmigration.steering.indicators"
    label = "indicators"
    verbose_name = "Indicateurs"
