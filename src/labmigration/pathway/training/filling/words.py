"""What is written to people about a seat or their timetable, in four languages, and neutral: read over a shoulder.

No name of the programme, no job, no place. Reviewed by nobody yet: English, Arabic and Ukrainian wait for native
speakers. The French fits one text message (`notices.letters.in_gsm7`).
"""

from collections.abc import Mapping

REVIEWED = False

#: {day}: a day as it is said in that language; {link}: where she signs in; {phone}: a number as it is dialled.
TEXTS: dict[str, Mapping[str, str]] = {
    "seat": {
        "fr": "Une place se libère pour vous à partir du {day}. Nous vous appelons pour savoir si vous la voulez.",
        "en": "A place is free for you from {day}. We will call you to ask if you want it.",
        "ar": "هناك مكان متاح لك ابتداءً من {day}. سنتصل بك لنعرف إن كنت ترغب فيه.",
        "uk": "Для вас є вільне місце з {day}. Ми зателефонуємо, щоб дізнатися, чи ви його хочете.",
    },
    "timetable": {
        "fr": "Vos jours et vos heures à partir du {day} sont fixés. Regardez votre page : {link}",
        "en": "Your days and times from {day} are set. Look at your page: {link}",
        "ar": "تم تحديد أيامك وأوقاتك ابتداءً من {day}. انظر صفحتك: {link}",
        "uk": "Ваші дні й години з {day} визначено. Перегляньте свою сторінку: {link}",
    },
    "call_back": {
        "fr": "Merci de rappeler le {phone}.",
        "en": "Please call back {phone}.",
        "ar": "يرجى الاتصال بالرقم {phone}.",
        "uk": "Будь ласка, передзвоніть: {phone}.",
    },
}
SUBJECTS = {"fr": "Message pour vous", "en": "A message for you", "ar": "رسالة لك", "uk": "Повідомлення для вас"}
