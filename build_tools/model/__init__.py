"""The immutable values that the stages hand to each other; docs/phat-trien/kien-truc.md has them in a table."""
