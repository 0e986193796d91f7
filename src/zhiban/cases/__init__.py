"""Which work follows from what a scan found? Proposals to open, suspend, resume, withdraw, close.

states (what follows when, as data) · money (what was granted and paid) · signals (what a finding
asks for) · proposing (frames in, proposals out) · brake (too much at once waits for a person).
`kept` is the file in which an office without a desk keeps its cases; `gathering` reads a scan.
"""
