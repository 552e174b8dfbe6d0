"""Numbers turned into pictures (SVG, drawn with matplotlib); a sentence and a table stand beside each."""
