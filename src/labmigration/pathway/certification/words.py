"""What is written to people around their jury and certificates, in four languages, and neutral: read over a shoulder.

No name of the programme, no job, no place, no result. Reviewed by nobody yet: English, Arabic and Ukrainian wait for
native speakers. Each fits one text message of French, two of Arabic or Ukrainian (tests hold it, addresses included).
"""

from collections.abc import Mapping

REVIEWED = False

#: {day}: a day as it is said in that language; {link}: where she signs in; {check}: where a certificate is verified.
TEXTS: dict[str, Mapping[str, str]] = {
    "jury_fixed": {
        "fr": "Votre rendez-vous est fixé : {day}. Lieu et papiers à apporter : {link}",
        "en": "Your appointment is set: {day}. Place and papers to bring: {link}",
        "ar": "تم تحديد موعدك: {day}. المكان والأوراق المطلوبة: {link}",
        "uk": "Вашу зустріч призначено: {day}. Місце та документи: {link}",
    },
    "jury_moved": {
        "fr": "Votre rendez-vous change : {day}. Lieu et papiers à apporter : {link}",
        "en": "Your appointment has changed: {day}. Place and papers to bring: {link}",
        "ar": "تغيّر موعدك: {day}. المكان والأوراق المطلوبة: {link}",
        "uk": "Вашу зустріч змінено: {day}. Місце та документи: {link}",
    },
    "decision": {
        "fr": "Une réponse vous attend sur votre page : {link}",
        "en": "An answer is waiting for you on your page: {link}",
        "ar": "هناك رد ينتظرك على صفحتك: {link}",
        "uk": "На вашій сторінці є відповідь: {link}",
    },
    "appeal_answered": {
        "fr": "La réponse à votre demande est sur votre page : {link}",
        "en": "The answer to your request is on your page: {link}",
        "ar": "الرد على طلبك موجود على صفحتك: {link}",
        "uk": "Відповідь на ваш запит — на вашій сторінці: {link}",
    },
    "certificate": {
        "fr": "Votre certificat est prêt, sur votre page. Tout le monde peut le vérifier ici : {check}",
        "en": "Your certificate is ready, on your page. Anyone can check it here: {check}",
        "ar": "شهادتك جاهزة على صفحتك. للتحقق منها: {check}",
        "uk": "Ваш сертифікат на вашій сторінці. Перевірити: {check}",
    },
    "withdrawn": {
        "fr": "Un document que vous avez reçu ne vaut plus. Lisez votre page, puis appelez qui vous suit : {link}",
        "en": "A document that you received is no longer valid. Read your page, then call your adviser: {link}",
        "ar": "وثيقة استلمتها لم تعد صالحة. اقرأ صفحتك ثم اتصل بمن يرافقك: {link}",
        "uk": "Отриманий вами документ більше не дійсний. Деталі на вашій сторінці: {link}",
    },
}
