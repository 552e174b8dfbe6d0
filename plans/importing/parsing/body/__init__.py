"""The body of a document: lines joined to paragraphs, numerals read, levels recovered, a tree built."""
