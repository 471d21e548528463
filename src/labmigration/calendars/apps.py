from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "labmigration.calendars"
    label = "calendars"
    verbose_name = "Agendas"
