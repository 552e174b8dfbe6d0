"""Screens at secret addresses, and those on which such an address is given: one-time links, calendars."""
