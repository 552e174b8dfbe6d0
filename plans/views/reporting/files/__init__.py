"""Files of a report over HTTP: evidence, and the form as a spreadsheet."""
