"""A generator of plans with task tables whose gold is known by construction; see `corpus.tables.sample`."""
