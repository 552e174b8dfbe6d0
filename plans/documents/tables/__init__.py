"""Wide tables of figures as pages to print."""
