"""The keeper's desk: what was read of each document, judged by a person; it writes sidecars and nothing else."""
