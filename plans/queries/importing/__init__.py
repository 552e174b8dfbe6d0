"""What the screens of importing show."""
