"""Open data: what the register knows as records, tables, a database, JSON-LD and Akoma Ntoso."""
