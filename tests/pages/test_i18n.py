"""Words and times as people write them: the guest's language, the restaurant's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.prices import Money
from pages.i18n import Translator, accepted_languages, choose_language
from pages.time_zones import clock_pattern

NOON = datetime(2026, 3, 14, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "language", "told"),
    [
        ("Europe/Madrid", "en", "13:05"),
        ("Europe/Madrid", "es", "13:05"),
        ("America/New_York", "en", "8:05 AM"),
        ("Asia/Kolkata", "en", "5:35 PM"),
        ("America/New_York", "zh", "上午8:05"),
        ("America/New_York", "ar", "8:05 ص"),
        ("Asia/Tokyo", "ja", "21:05"),
        ("UTC", "en", "12:05"),
    ],
)
def test_time_is_written_as_in_the_local_language(zone, language, told):
    assert Translator(language, zone).clock(NOON).replace("\N{NARROW NO-BREAK SPACE}", " ").upper() == told


def test_time_at_a_clock_change_has_its_own_offset():
    words = Translator("en", "Europe/Madrid")
    change = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert words.clock(change - timedelta(minutes=1)) == "01:59"
    assert words.clock(change) == "03:00"


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "13:05"), (10, "13:05\N{EN DASH}13:15"), (60 * 11, "13:05\N{EN DASH}00:05")]
)
def test_a_range_that_is_one_time_is_told_as_one(minutes, told):
    assert Translator("en", "Europe/Madrid").between(NOON, NOON + timedelta(minutes=minutes)) == told


def test_equal_half_of_the_day_is_written_once():
    words = Translator("en", "America/New_York")
    assert words.between(NOON, NOON + timedelta(minutes=10)).upper().count("AM") == 1
    assert words.between(NOON, NOON + timedelta(hours=5)).upper().count("M") == 2


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "1 minute"), (89, "1 minute"), (91, "2 minutes"), (3600, "60 minutes")]
)
def test_span_is_in_whole_minutes_and_at_least_one(seconds, told):
    assert Translator("en", "UTC").minutes(timedelta(seconds=seconds)) == told


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+5", "Antarctica/Troll", "Europe/London"])
def test_every_zone_has_a_way_to_write_the_time(zone):
    assert clock_pattern(zone) in {"HH:mm", "h:mm a"}


@pytest.mark.parametrize(
    ("header", "wishes"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", ["es-MX", "es", "en"]),
        ("en;q=0.2, es", ["es", "en"]),
        ("es; q=0.9, de ;\tq=0.5, en", ["en", "es", "de"]),
        ("es;Q=0.1, en;Q=0", ["es"]),
        ("en;q=0", []),
        ("*", []),
        ("", []),
        ("es;q=much, en", ["en"]),
        (",, ;q=1,", []),
        ("x" * 100_000, ["x" * 400]),
    ],
)
def test_languages_of_a_browser_are_read_by_preference(header, wishes):
    assert accepted_languages(header) == wishes


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (["es-MX"], "es"),
        (["sv", "es"], "es"),
        (["sv"], "en"),
        (["pt-BR", "es"], "pt"),
        (["zh-CN"], "zh"),
        (["zh-Hans-SG"], "zh"),
        (["zh-Hant-TW", "en"], "zh"),
        (["ar-EG", "ar"], "ar"),
        (["ES"], "es"),
        (["PT-br"], "pt"),
        (["es_MX"], "es"),
        ([""], "en"),
        ([], "en"),
        (["../../etc", ";", "\x00"], "en"),
    ],
)
def test_the_first_wish_that_is_spoken_is_spoken(wishes, language):
    assert choose_language(wishes, ("en", "es", "pt", "zh", "ar")) == language


def test_arguments_are_not_read_as_a_message():
    assert Translator("en", "UTC").gettext("You asked: {note}", note="{0} {x}") == "You asked: {0} {x}"


def test_a_range_within_half_a_day_has_one_half():
    words = Translator("zh", "America/New_York")
    assert words.between(NOON, NOON + timedelta(minutes=10)) == "上午8:05\N{EN DASH}8:15"


def test_a_time_of_another_day_names_it_as_the_language_does():
    at, since = NOON, NOON - timedelta(days=1)
    assert Translator("en", "UTC").clock_since(at, since) == "Sat, Mar 14, 12:05"
    assert Translator("ja", "UTC").clock_since(at, since) == "3月14日(土) 12:05"


def test_numbers_are_written_as_in_the_language():
    german, turkish = Translator("de", "UTC"), Translator("tr", "UTC")
    assert [german.number(n) for n in (2, 0.5, 1234.25)] == ["2", "0,5", "1234,25"]
    assert turkish.percent(0.845) == "%84"


def test_money_without_a_currency_has_both_decimals():
    german, english = Translator("de", "UTC"), Translator("en", "UTC")
    assert [german.money(Money(amount)) for amount in (850, 1200, 5, 123450)] == ["8,50", "12,00", "0,05", "1.234,50"]
    assert english.money(Money(123450)) == "1,234.50"


@pytest.mark.parametrize(
    ("language", "dish", "is_isolated"),
    [("en", "Tikka", False), ("en", "كباب", True), ("ar", "كباب", False), ("ar", "Tikka", True), ("ar", "12", False)],
)
def test_only_a_name_that_runs_the_other_way_is_isolated(language, dish, is_isolated):
    said = Translator(language, "UTC").gettext("{dish} is done", dish=dish)
    assert (f"\N{FIRST STRONG ISOLATE}{dish}\N{POP DIRECTIONAL ISOLATE}" in said) is is_isolated


class TestTimesOfScripts:
    def test_offsets_are_those_of_the_year_ahead(self):
        winter, summer = datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)
        told = Translator("en", "Europe/Madrid").utc_offsets(NOON)
        assert told == ((0, 3600), (int(summer.timestamp()), 7200), (int(winter.timestamp()), 3600))

    @pytest.mark.parametrize("zone", ["Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns", "Asia/Kolkata"])
    def test_offsets_are_right_at_every_hour(self, zone):
        words = Translator("en", zone)
        for at in (NOON + timedelta(hours=n) for n in range(24 * 364)):
            offset = [offset for since, offset in words.utc_offsets(NOON) if since <= at.timestamp()][-1]
            assert at.astimezone(words.zone).utcoffset() == timedelta(seconds=offset)

    @pytest.mark.parametrize(("zone", "language"), [("America/New_York", code) for code in ("en", "es", "zh", "ar")])
    def test_halves_of_the_day_are_named_alike(self, zone, language):
        words = Translator(language, zone)
        halves = [words.clock(NOON + timedelta(hours=n)).replace("8:05", "{}") for n in (0, 12)]
        assert halves == [*words.halves_of_day]

    def test_halves_are_not_named_where_people_count_to_24(self):
        assert Translator("en", "Europe/Madrid").halves_of_day == ()
