"""The letters of a text: which encoding they are stored in, and what they are in Unicode."""
