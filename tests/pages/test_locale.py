"""Each language of the settings has a translation of every message."""

import ast
import re
import string
import unicodedata

import pytest
from babel.messages.pofile import read_po

from pages.i18n import DOMAIN, LOCALE_FOLDER, SOURCE_LANGUAGE, Translator
from storage.owner_settings import LANGUAGES
from tests.tools.catalogues import update

# What stands before a time of day in some languages, and before no date.
BEFORE_CLOCKS = {
    "de": "um", "es": "las", "fr": "à", "it": "le|alle|dalle|delle", "nl": "om", "pl": "o", "pt": "as|às|das",
    "tr": "saat",
}  # fmt: skip
# Messages with times that name their day when it is another one.
DATED = {
    "Collected at {time}. Thank you for coming.": {"time"},
    "Placed {placed}, promised for {due}": {"due"},
    "Planned for {time}": {"time"},
    "Ready about {time}": {"time"},
    "Ready since {time}.": {"time"},
    "The kitchen will begin later, in time for {time}": {"time"},
    "We now promise it for {time}": {"time"},
    "comes onto the rail {time}": {"time"},
    "due {time}": {"time"},
    "promised for {time}": {"time"},
    "{placed}, for {due}": {"placed", "due"},
}
TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]


def read(language):
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as source:
        return read_po(source, locale=language)


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def fields(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_each_language_of_the_settings_has_a_catalogue():
    assert {path.name for path in LOCALE_FOLDER.iterdir()} == set(TRANSLATED)


def test_catalogues_hold_what_the_pages_say():
    assert update("--check") == 0, "run `python -m tests.tools.catalogues`, then translate"


def messages(node):
    return [
        call.args[0]
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in {"gettext", "ngettext"}
    ]


# Extraction does not look into f-strings, and knows no message that is put together.
def test_every_message_can_be_extracted():
    for path in set(LOCALE_FOLDER.parent.glob("**/*.py")) - {LOCALE_FOLDER.parent / "i18n.py"}:
        tree = ast.parse(path.read_text())
        f_strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        assert [m.lineno for m in messages(tree) if not isinstance(m, ast.Constant)] == [], path
        assert [m.lineno for f_string in f_strings for m in messages(f_string)] == [], path


@pytest.mark.parametrize("language", TRANSLATED)
class TestCatalogue:
    def test_it_has_translated_all_it_knows(self, language):
        catalogue = read(language)
        assert [m.id for m in catalogue if m.id and (m.fuzzy or not all(forms(m.string)))] == []

    def test_it_fills_in_what_the_message_fills_in(self, language):
        for message in read(language):
            wanted = set().union(*(fields(form) for form in forms(message.id)))
            for form in forms(message.string):
                assert fields(form) <= wanted, message.id
            assert fields(forms(message.string)[-1]) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_letter_can_be_read(language):
    said = "".join(text for message in read(language) for text in forms(message.string or ""))
    assert [letter for letter in set(said) if unicodedata.category(letter) == "Cc" and letter != "\n"] == []


@pytest.mark.parametrize(("language", "words"), BEFORE_CLOCKS.items())
def test_no_article_of_a_clock_precedes_a_date(language, words):
    said = {message.id: message.string for message in read(language)}
    assert said.keys() >= DATED.keys()
    wrong = [
        said[id_]
        for id_, names in DATED.items()
        for name in names
        if re.search(rf"\b({words}) \{{{name}\}}", said[id_], re.IGNORECASE)
    ]
    assert wrong == []


# With one dish done of three, "1 plats sur 3 faits".
@pytest.mark.parametrize("language", ["fr", "it"])
@pytest.mark.parametrize("message", ["{done} of {all} dishes done", "{done} of {all} done"])
def test_one_thing_that_is_done_stands_by_no_plural(language, message):
    assert not Translator(language, "Europe/Madrid").gettext(message, done=1, all=3).startswith("1")


def test_spanish_is_spoken():
    words = Translator("es", "Europe/Madrid")
    assert words.gettext("Ready") != "Ready"
    assert words.ngettext("{n} minute", "{n} minutes", 1) == "1 minuto"
    assert words.ngettext("{n} minute", "{n} minutes", 5) == "5 minutos"


# Of 11 to 99 an Arabic noun stands in the accusative, which many show by an ending; of 100 to 102 it has none.
def test_arabic_nouns_have_the_ending_of_their_count():
    endings = {
        message.id: ["\N{ARABIC FATHATAN}" in form for form in message.string[4:]]
        for message in read("ar")
        if message.pluralizable
    }
    assert [said for said, ending in endings.items() if ending == [True, False]] == []
