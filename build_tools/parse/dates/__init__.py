"""Days, months, quarters and recurrences as Vietnamese offices write them."""
