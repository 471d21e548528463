from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "labmigration.pathway.interviews"
    label = "interviews"
    verbose_name = "Entretiens de recherche"

    def ready(self) -> None:
        from labmigration.pathway.interviews.recordings import RECORDINGS
        from labmigration.secrecy.rotation import ELSEWHERE

        ELSEWHERE[RECORDINGS.name] = RECORDINGS.reseal
