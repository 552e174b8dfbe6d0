"""Turns the content of a plan into the official document: words, then HTML, then PDF, then pictures of pages."""
