"""From facts to a colour, a sentence and its mend. Pure, and tried by example."""
