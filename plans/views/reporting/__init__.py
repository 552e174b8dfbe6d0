"""Screens of reporting: filing, following up, adding up, and the catalogue of figures and forms."""
