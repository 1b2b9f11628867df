"""Years in a calendar."""

from datetime import date


def years_after(day: date, years: int) -> date:
    """The same day so many years later; the day after where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
