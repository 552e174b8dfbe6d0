"""The facts a body states: theme, period, deadlines, slogans, agencies."""
