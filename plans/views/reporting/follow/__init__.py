"""Screens of following up."""
