from domain.ratings import Rating, average_stars
from tests.support.world import EVENING


def test_average_is_of_the_stars():
    ratings = [Rating("order-1", stars, "", EVENING) for stars in (5, 4)]
    assert average_stars(ratings) == 4.5


def test_no_ratings_have_no_average():
    assert average_stars([]) is None
