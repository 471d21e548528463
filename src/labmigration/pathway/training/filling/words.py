"""What is written to people about a seat or their timetable, in four languages, and neutral: read over a shoulder.

No name of the programme, no job, no place. Reviewed by nobody yet: English, Arabic and Ukrainian wait for native
speakers. The French fits one text message (`notices.letters.in_gsm7`).
"""

from collections.abc import Mapping

REVIEWED = False

#: {day}: a day as it is said in that language; {link}: where she answers, or where she signs in.
TEXTS: dict[str, Mapping[str, str]] = {
    "seat": {
        "fr": "Une place est libre pour vous à partir du {day}. Dites oui ou non ici : {link}",
        "en": "A place is free for you from {day}. Say yes or no here: {link}",
        "ar": "هناك مكان متاح لك ابتداءً من {day}. للرد بنعم أو لا: {link}",
        "uk": "Для вас є вільне місце з {day}. Відповісти «так» чи «ні»: {link}",
    },
    "timetable": {
        "fr": "Vos jours et vos heures à partir du {day} sont fixés. Regardez votre page : {link}",
        "en": "Your days and times from {day} are set. Look at your page: {link}",
        "ar": "تم تحديد أيامك وأوقاتك ابتداءً من {day}. انظر صفحتك: {link}",
        "uk": "Ваші дні й години з {day} визначено. Перегляньте свою сторінку: {link}",
    },
}
