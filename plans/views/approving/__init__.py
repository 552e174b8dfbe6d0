"""Screens of a plan on its way: where it is, submitting, checking, asking for opinions, and what changed."""
