"""Where is what was delivered kept, for years, so that nothing is lost and the past stays the past?

A pool is a folder: one catalogue (SQLite) and, for each register and each kind of subject it
speaks of, one append-only Delta table in 32 buckets. A row of the catalogue is the commit: until it
stands, nothing of a delivery can be seen (SEM 11).
"""
