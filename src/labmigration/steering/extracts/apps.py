from django.apps import AppConfig


class ExtractsConfig(AppConfig):
    name = "labmigration.steering.extracts"
    label = "extracts"
    verbose_name = "Extractions et tableaux externes"

    def ready(self) -> None:
        from labmigration.secrecy.rotation import ELSEWHERE
        from labmigration.steering.extracts.kept_files import FILES

        ELSEWHERE[FILES.name] = FILES.reseal
