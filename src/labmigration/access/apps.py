from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccessConfig(AppConfig):
    name = "labmigration.access"
    label = "access"
    verbose_name = "Accès"

    def ready(self) -> None:
        from labmigration.access.idle import note_sign_in
        from labmigration.access.second_factor import reseal_second_factors
        from labmigration.secrecy.rotation import ELSEWHERE

        user_logged_in.connect(note_sign_in, dispatch_uid="note_sign_in")
        ELSEWHERE["mfa_authenticator.data"] = reseal_second_factors
