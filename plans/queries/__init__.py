"""Reads for screens: every list starts with the viewer."""
