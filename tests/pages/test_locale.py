"""Each language of the settings has a translation of every message."""

import string

import pytest

from pages.i18n import Translator
from storage.settings import LANGUAGES
from tests.tools.catalogues import ENGLISH, catalogues, grow, read, said, written

CATALOGUES = dict(catalogues())


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def fields(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_each_language_of_the_settings_has_a_catalogue():
    assert set(CATALOGUES) == set(LANGUAGES)


def test_the_pages_say_something():
    assert "Your order is ready" in said()
    assert ("{n} minute", "{n} minutes") in said()


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    def test_it_knows_every_word_that_the_pages_say(self, language):
        new = grow(read(language, CATALOGUES[language]), said())
        assert new == [], "run `python -m tests.tools.catalogues`, then translate"

    def test_it_has_translated_all_it_knows(self, language):
        catalogue = read(language, CATALOGUES[language])
        assert [m.id for m in catalogue if m.id and (m.fuzzy or not all(forms(m.string)))] == []

    def test_it_fills_in_what_the_message_fills_in(self, language):
        for message in read(language, CATALOGUES[language]):
            wanted = set().union(*(fields(form) for form in forms(message.id)))
            for form in forms(message.string):
                assert fields(form) <= wanted, message.id
            assert fields(forms(message.string)[-1]) == wanted, message.id

    def test_it_is_sorted_as_the_tool_sorts_it(self, language):
        path = CATALOGUES[language]
        assert path.read_text() == written(language, read(language, path)), "run `python -m tests.tools.catalogues`"


def test_english_says_what_the_source_says():
    for message in read(ENGLISH, CATALOGUES[ENGLISH]):
        if message.id:
            assert message.string == message.id


def test_spanish_is_spoken():
    words = Translator("es", "Europe/Madrid")
    assert words.gettext("Ready") != "Ready"
    assert words.ngettext("{n} minute", "{n} minutes", 1) == "1 minuto"
    assert words.ngettext("{n} minute", "{n} minutes", 5) == "5 minutos"
