"""What we write at a milestone: read over a shoulder, so no programme and no work is named. Not reread yet."""

from collections.abc import Mapping

ASK: Mapping[str, str] = {
    "fr": "Bonjour, comment allez-vous ? Deux minutes pour nous le dire : {link}",
    "en": "Hello, how are you? Two minutes to tell us: {link}",
    "ar": "مرحبًا، كيف حالك؟ دقيقتان لإخبارنا: {link}",
    "uk": "Добрий день, як ваші справи? Дві хвилини, щоб розповісти нам: {link}",
}
ASK_HOUSEHOLD = "Bonjour, comment cela se passe chez vous ? Deux minutes pour nous le dire : {link}"
HOUSEHOLD_SUBJECT = "Comment cela se passe-t-il ?"
