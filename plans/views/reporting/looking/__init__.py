"""Screens of figures to look at and to take away: charts, overviews, the national table."""
