"""Tables written and read as spreadsheets: every cell is text or a number, no formula is ever written or evaluated."""
