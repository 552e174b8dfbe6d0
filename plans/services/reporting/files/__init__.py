"""Files of a report: evidence brought to it, and its figures as a spreadsheet."""
