"""Times in a sentence, and the days that they mean."""

from datetime import date

from pipelines.times import find_times


def test_a_day_without_a_year_is_the_last_one_that_fits():
    (found,) = find_times("9月20日发布", date(2023, 4, 26))
    assert (found.start, found.end) == (date(2022, 9, 20), date(2022, 9, 20))
    (found,) = find_times("将于9月20日发布", date(2023, 4, 26))
    assert found.start == date(2023, 9, 20)
