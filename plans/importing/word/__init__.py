"""A Word document turned into lines: the words, numerals and columns a reader of the printed page sees."""
