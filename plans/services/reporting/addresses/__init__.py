"""What opens at a secret address, without a log-in: one-time links and calendars."""
