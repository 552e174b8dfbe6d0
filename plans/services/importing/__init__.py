"""Bringing documents from outside in, correcting what was read in them, and keeping them as plans."""
