"""Which registers, facts and rules are there? Packs are loaded whole, or refused with every problem."""

from zhiban.packs.fingerprint import fingerprint
from zhiban.packs.library import Library
from zhiban.packs.loading import load

__all__ = ["Library", "fingerprint", "load"]
