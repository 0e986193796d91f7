"""Which algorithms of the pension law are there? One module each, defined by row and in columns."""
