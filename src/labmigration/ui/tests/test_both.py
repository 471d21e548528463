"""Pages in two languages: the person's own, and the French beside it."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import gettext_lazy, override

from labmigration.ui import recordings
from labmigration.ui.languages import in_two, read_in, reading


def drawn(source: str, **context: object) -> str:
    return Template("{% load i18n ui %}" + source).render(Context(context))


DAY = '{% both "p" "lead" %}{{ day|jour }}{% endboth %}'


def test_a_sentence_stands_in_both_languages_the_persons_own_first() -> None:
    with read_in("uk", "fr"):
        page = drawn(DAY, day=date(2026, 3, 10))
    own, french = page.index("вівторок"), page.index("mardi 10")
    assert own < french
    assert 'class="both lead"' in page
    assert 'lang="uk" dir="ltr"' in page
    assert 'lang="fr" dir="ltr"' in page


def test_arabic_is_written_from_the_right_and_its_french_from_the_left() -> None:
    with read_in("ar", "fr"):
        page = drawn(DAY, day=date(2026, 3, 10))
    assert 'lang="ar" dir="rtl"' in page
    assert 'lang="fr" dir="ltr"' in page


def test_one_language_is_drawn_as_a_plain_element() -> None:
    with override("fr"):
        assert drawn(DAY, day=date(2026, 3, 10)) == '<p class="lead">mardi 10\u00a0mars 2026</p>'


def test_each_sentence_has_an_ear_in_its_language_that_waits_for_a_script() -> None:
    with read_in("en", "fr"):
        page = drawn(DAY, day=date(2026, 3, 10))
    assert page.count('class="ear" hidden') == 2
    assert 'data-hear="en"' in page
    assert 'data-hear="fr"' in page


def test_words_that_are_the_same_in_both_languages_come_once() -> None:
    with read_in("uk", "fr"):
        assert drawn('{% both "p" %}Oksana{% endboth %}').count("Oksana") == 1


def test_what_a_person_wrote_is_escaped_in_both_languages() -> None:
    with read_in("uk", "fr"):
        page = drawn('{% both "p" %}{{ day|jour }} {{ words }}{% endboth %}', day=date(2026, 3, 10), words="<b>")
    assert "<b>" not in page
    assert page.count("&lt;b&gt;") == 2


def test_a_lazy_label_is_read_in_both_languages_and_a_plain_one_as_it_is() -> None:
    with read_in("en", "fr"):
        pair = in_two(gettext_lazy("Prochaine étape"))
        assert "Prochaine étape" in pair
        assert "Next step" in pair
        assert in_two("Prochaine étape") == "Prochaine étape"


def test_a_button_read_aloud_carries_its_words_outside_itself() -> None:
    with read_in("en", "fr"):
        page = drawn('{% button _("Prochaine étape") %}')
    assert page.index("</button>") < page.index('data-words="Next step"')


def test_staff_pages_have_no_ear() -> None:
    with override("fr"):
        assert "data-hear" not in drawn('{% button _("Prochaine étape") %}{% both "p" %}x{% endboth %}')


def test_the_reading_ends_with_its_block() -> None:
    with read_in("ar", "fr"):
        assert reading().languages == ("ar", "fr")
    assert len(reading().languages) == 1


@pytest.mark.parametrize("languages", [(), ("xx",), ("fr", "xx")])
def test_a_language_that_we_do_not_have_is_refused(languages: tuple[str, ...]) -> None:
    with pytest.raises(ValueError), read_in(*languages):
        pass


@pytest.mark.parametrize("source", ["{% both %}x{% endboth %}", '{% both "input" %}x{% endboth %}', '{% both "p" %}x'])
def test_a_wrong_element_is_refused_when_the_template_is_read(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn(source)


def test_a_recorded_sentence_is_played_and_a_changed_one_is_not(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("LABMIGRATION_HOME", str(tmp_path))
    folder = tmp_path / "audio" / "fr"
    folder.mkdir(parents=True)
    (folder / f"{recordings.fingerprint('Bonjour Amina')}.opus").write_bytes(b"sound")
    recordings._recorded.cache_clear()
    assert recordings.recording_of("fr", "Bonjour   Amina").endswith(".opus")
    assert recordings.recording_of("fr", "Bonsoir Amina") == ""
    recordings._recorded.cache_clear()


def test_what_was_told_in_french_is_read_in_the_languages_of_the_next_page() -> None:
    with read_in("uk", "fr"):
        page = drawn("{% notice title=said|by_reader %}{% endnotice %}", said="C’est enregistré. Merci.")
    assert "C’est enregistré. Merci." in page
    assert 'lang="uk"' in page
    assert 'data-hear="uk"' in page


def test_what_is_wrong_in_a_form_is_told_in_both_languages():
    class Asked(forms.Form):
        name = forms.CharField(label=gettext_lazy("Prénom"))

    with read_in("ar", "fr"):
        drawn = Template("{% load ui %}{% form_errors form %}{% form_fields form %}").render(
            Context({"form": Asked({})})
        )
    with override("ar"):
        required = str(forms.Field.default_error_messages["required"])
    assert drawn.count(required) == 2
    assert drawn.count("Ce champ est obligatoire.") == 2
