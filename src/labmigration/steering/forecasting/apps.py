from django.apps import AppConfig


class ForecastingConfig(AppConfig):
    name = "labmigration.steering.forecasting"
    label = "forecasting"
    verbose_name = "Prévisions"
