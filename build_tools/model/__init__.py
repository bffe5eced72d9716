"""The immutable values that the stages pass to each other; docs/phat-trien/kien-truc.md has them in a table."""
