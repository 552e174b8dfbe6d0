"""A PDF turned into lines: words told from glyphs, columns from geometry, pages without their numbers."""
