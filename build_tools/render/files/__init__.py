"""Files beside the pages: calendars, tables, feeds, the files of the search."""
