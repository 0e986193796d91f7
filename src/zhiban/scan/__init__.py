"""Judging everybody of a pool: in passes over buckets, pinned, kept as findings over time.

needs (which rows) → parts (which buckets together) → exchange (what is asked of others) → running
(the passes) → store (findings as intervals of scans) → comparing.
"""
