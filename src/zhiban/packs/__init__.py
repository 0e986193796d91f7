"""Which registers, facts and rules are there? Packs load whole, or are refused whole."""

from zhiban.packs.fingerprint import fingerprint
from zhiban.packs.library import Library
from zhiban.packs.loading import load

__all__ = ["Library", "fingerprint", "load"]
