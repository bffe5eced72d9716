"""Documents that somebody wrote to do harm, or that went through much: what a register must show as it stands."""
