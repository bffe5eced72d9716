"""Files other than pages: calendars, tables, feeds, the files of the search."""
