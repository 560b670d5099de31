"""Display policy: few changes of the shown time, and none into the past."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.estimation.display import MAX_CHANGES, next_shown, round_up
from tests.support.shown_times import has_changed
from tests.support.world import EVENING


def minutes(estimate):
    return tuple((at - EVENING) / timedelta(minutes=1) for at in (estimate.earliest, estimate.likely, estimate.latest))


def later(estimate, span, *, now=0):
    shift = timedelta(minutes=span)
    return replace(
        estimate,
        earliest=estimate.earliest + shift,
        likely=estimate.likely + shift,
        latest=estimate.latest + shift,
        promise=estimate.promise + shift,
        updated_at=EVENING + timedelta(minutes=now),
    )


def test_first_estimate_is_rounded_up_to_whole_minutes(estimate):
    assert minutes(next_shown(None, later(estimate, 0.1))) == (13, 16, 20)


def test_wide_range_is_shown_in_steps_of_five_minutes(estimate):
    assert minutes(round_up(replace(estimate, latest=EVENING + timedelta(minutes=33)))) == (15, 15, 35)


@pytest.mark.parametrize(("span", "shown"), [(1.9, 15), (2, 17), (-3.9, 15), (-4, 11)])
def test_two_minutes_later_is_news_and_four_earlier(estimate, span, shown):
    assert minutes(next_shown(estimate, later(estimate, span)))[1] == shown


@pytest.mark.parametrize(("span", "shown"), [(7, 15), (8, 23), (-7, 15), (-8, 7)])
def test_after_one_change_only_a_large_gain_is_shown(estimate, span, shown):
    assert minutes(next_shown(estimate, later(estimate, span), 1))[1] == shown


def test_last_change_is_kept_for_a_near_time(estimate):
    assert minutes(next_shown(estimate, later(estimate, 30), 2)) == (12, 15, 19)


def test_what_stays_is_still_looked_at(estimate):
    kept = next_shown(estimate, later(estimate, 1, now=3))
    assert kept.updated_at == EVENING + timedelta(minutes=3)
    assert not has_changed(estimate, kept)
    assert not has_changed(None, kept)


@pytest.mark.parametrize(("changes", "likely"), [(0, 15), (1, 17), (2, 19)])
def test_passed_start_of_a_range_shows_the_rest(estimate, changes, likely):
    shown = next_shown(estimate, later(estimate, 0, now=11.5), changes)
    assert minutes(shown) == (likely, likely, max(19, likely + 2))
    assert has_changed(estimate, shown)


def test_near_time_moves_back_by_four_minutes_or_more(estimate):
    fresh = later(estimate, 0, now=11.5)
    assert minutes(next_shown(estimate, replace(fresh, likely=EVENING + timedelta(minutes=12))))[1] == 15
    early = replace(later(estimate, -6, now=5), earliest=EVENING + timedelta(minutes=6))
    near = replace(estimate, earliest=EVENING + timedelta(minutes=5.5))
    assert minutes(next_shown(near, early))[1] == 9


def test_passed_time_moves_two_minutes_ahead_or_more(estimate):
    assert minutes(next_shown(estimate, later(estimate, 0, now=30))) == (32, 32, 34)


def test_after_the_last_change_only_words_are_shown(estimate):
    waiting = next_shown(estimate, later(estimate, 1, now=5), MAX_CHANGES)
    assert not waiting.timeless
    words = next_shown(waiting, later(estimate, 1, now=12), MAX_CHANGES)
    assert words.timeless
    assert minutes(words) == (27, 27, 42)
    assert next_shown(words, later(estimate, 1, now=13), MAX_CHANGES + 1) == replace(
        words, updated_at=EVENING + timedelta(minutes=13)
    )
