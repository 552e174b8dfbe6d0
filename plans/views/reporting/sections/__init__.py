"""What the section editor of a report shows: its lines, the list of sections, two browsers that met."""
