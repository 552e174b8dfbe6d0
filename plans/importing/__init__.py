"""A document from outside (Word, PDF, text) turned into plan content, with what could not be understood."""
