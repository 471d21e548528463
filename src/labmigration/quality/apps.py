from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "labmigration.quality"
    label = "quality"
    verbose_name = "Qualité"

    def ready(self) -> None:
        from labmigration.quality.kept_files import FILES
        from labmigration.secrecy.rotation import ELSEWHERE

        ELSEWHERE[FILES.name] = FILES.reseal
