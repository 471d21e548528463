"""What is written to people about a meeting, in four languages, and neutral: a message is read over a shoulder.

No name of the programme, no job, no status, no place. A text message fits 160 letters of GSM 7-bit or two parts of
UCS-2 (tests hold it, link included): the French is written so that `notices.letters.in_gsm7` can bare it.
Reviewed by nobody yet: English, Arabic and Ukrainian wait for native speakers.
"""

from collections.abc import Mapping

REVIEWED = False

#: {day} and {time} as people say them in that language; {link} an address; {phone} a number as it is dialled.
TEXTS: dict[str, Mapping[str, str]] = {
    "reminder": {
        "fr": "Rendez-vous {day} à {time}. Vous venez ? Dites-le ou changez ici : {link}",
        "en": "Appointment {day} at {time}. Are you coming? Say so or change it here: {link}",
        "ar": "موعدك {day}، الساعة {time}. للتأكيد أو التغيير: {link}",
        "uk": "Зустріч {day}, {time}. Підтвердити чи змінити: {link}",
    },
    "cancelled": {
        "fr": "Le rendez-vous du {day} à {time} est annulé. Nous vous appelons.",
        "en": "The appointment on {day} at {time} is cancelled. We will call you.",
        "ar": "أُلغي موعد {day}، الساعة {time}. سنتصل بك.",
        "uk": "Зустріч {day}, {time} скасовано. Ми вам зателефонуємо.",
    },
    "moved": {
        "fr": "Nouveau rendez-vous : {day} à {time}. Dire oui ou changer : {link}",
        "en": "New appointment: {day} at {time}. To say yes or change it: {link}",
        "ar": "موعد جديد: {day}، الساعة {time}. للتأكيد أو التغيير: {link}",
        "uk": "Нова зустріч: {day}, {time}. Підтвердити чи змінити: {link}",
    },
    "choose": {
        "fr": "Choisissez le jour et l'heure de votre rendez-vous ici : {link}",
        "en": "Choose the day and time of your appointment here: {link}",
        "ar": "اختيار يوم الموعد وساعته هنا: {link}",
        "uk": "Оберіть день і час зустрічі тут: {link}",
    },
    "offer": {
        "fr": "Rendez-vous libre {day} à {time}. Vous le voulez ? Répondez avant {until} : {link}",
        "en": "An appointment is free {day} at {time}. Do you want it? Answer before {until}: {link}",
        "ar": "موعد متاح {day}، الساعة {time}. للرد قبل {until}: {link}",
        "uk": "Є вільний час {day}, {time}. Відповідь до {until}: {link}",
    },
    "call_back": {
        "fr": "Merci de rappeler le {phone}.",
        "en": "Please call back {phone}.",
        "ar": "يرجى الاتصال بالرقم {phone}.",
        "uk": "Будь ласка, передзвоніть: {phone}.",
    },
}
#: The subject of an e-mail says as little.
SUBJECTS = {"fr": "Rendez-vous", "en": "Appointment", "ar": "موعد", "uk": "Зустріч"}
CALL_BACK_SUBJECTS = {"fr": "Merci de rappeler", "en": "Please call back", "ar": "يرجى الاتصال", "uk": "Передзвоніть"}


def language_for(contact_language: str) -> str:
    """The language of the texts for someone whose contact language is stored as an ISO code or in words."""
    return contact_language if contact_language in SUBJECTS else "fr"
