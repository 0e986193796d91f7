"""What should a pool hold after some deliveries? Said again, slowly, over every key there is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Model:
    """Every statement ever made about a key: by which extract, in which commit, what."""

    said: list[tuple[int, int, dict, tuple | None]] = field(default_factory=list)

    def deliver(self, commit, extracted_on, rows, covered=None):
        """`rows`: content by key; `covered`: whether a full delivery speaks for a key."""
        self.said.append((extracted_on, commit, dict(rows), covered))

    def stands(self, keys, known_at):
        """Content by key at a commit: the last word by extract's day, then by commit."""
        out = {}
        for key in keys:
            words = []
            for day, commit, rows, covered in self.said:
                if commit <= known_at and key in rows:
                    words.append((day, commit, rows[key]))
                elif commit <= known_at and covered is not None and covered(key):
                    words.append((day, commit, None))
            if words:
                last = max(words, key=lambda word: word[:2])
                if last[2] is not None:
                    out[key] = last[2]
        return out
