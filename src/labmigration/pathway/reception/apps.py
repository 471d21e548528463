from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "labmigration.pathway.reception"
    label = "reception"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from labmigration.pathway.reception.kept_files import PHOTOGRAPHS, REFERRAL_FILES
        from labmigration.pathway.reception.listening import hear
        from labmigration.secrecy.rotation import ELSEWHERE
        from labmigration.timeline.models import Event

        post_save.connect(hear, sender=Event, dispatch_uid="reception_hears_when_to_check_papers")
        for folder in (REFERRAL_FILES, PHOTOGRAPHS):
            ELSEWHERE[folder.name] = folder.reseal
