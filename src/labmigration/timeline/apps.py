from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    name = "labmigration.timeline"
    label = "timeline"
    verbose_name = "Fil du temps"

    def ready(self) -> None:
        from labmigration.timeline.triggers import install_triggers

        post_migrate.connect(install_triggers, dispatch_uid="append_only_triggers")
