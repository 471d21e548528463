"""What we write about questionnaires: read over a shoulder, so no programme and no work is named. Not reread yet."""

from collections.abc import Mapping

ASK: Mapping[str, str] = {
    "fr": "Bonjour, quelques questions pour vous. 3 minutes, et vous pouvez dire non : {link}",
    "en": "Hello, a few questions for you. 3 minutes, and you may say no: {link}",
    "ar": "مرحبًا، بضعة أسئلة لك. ثلاث دقائق، ويمكنك الرفض: {link}",
    "uk": "Добрий день, кілька запитань для вас. 3 хвилини, можна відмовитися: {link}",
}
ASK_HOUSEHOLD = "Bonjour, êtes-vous satisfait du travail fait chez vous ? Une minute pour le dire : {link}"
HOUSEHOLD_SUBJECT = "Êtes-vous satisfait ?"
