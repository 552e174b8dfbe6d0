"""What is read of one-time links and of calendars."""
