"""Where do the keys of the vault come from?

From the environment (`ZHIBAN_VAULT_KEYS`, the text itself) or a file that only its owner can read
(`ZHIBAN_VAULT_KEY_FILE`, or the place that the pool says). One key a line: `index HEX` (32 bytes)
and `seal NUMBER HEX` (16 bytes); the highest number seals, the others still open. Without its keys
a vault cannot be read by anybody: keep a copy in another place, and never beside the vault.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from zhiban.errors import DataError, Problem
from zhiban.identity.ciphers import INDEX_BYTES, SEAL_BYTES

TEXT_VARIABLE, FILE_VARIABLE = "ZHIBAN_VAULT_KEYS", "ZHIBAN_VAULT_KEY_FILE"
_NOTE = "# zhiban 保险库密钥。另存一份，勿与保险库放在一起。Vault keys: keep a copy, elsewhere.\n"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a vault; never shown, not even in a traceback."""

    index: bytes = field(repr=False)
    seals: dict[int, bytes] = field(repr=False)

    @property
    def newest(self) -> int:
        """The number of the key that seals."""
        return max(self.seals)

    @classmethod
    def find(cls, default: Path) -> Keys:
        """The keys from the environment, or else from the file `default`; DataError if neither."""
        if text := os.environ.get(TEXT_VARIABLE):
            return cls.parse(text.replace(";", "\n"), f"${TEXT_VARIABLE}")
        return cls.read(Path(os.environ.get(FILE_VARIABLE) or default))

    @classmethod
    def read(cls, path: Path) -> Keys:
        """The keys in the file at `path`, which nobody but its owner may be able to read."""
        try:
            others = path.stat().st_mode & 0o077
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            reason = getattr(fault, "strerror", None) or "not text"
            raise _error(
                "vault-key-file", str(path), f"读不到密钥文件（{reason}）",
                f"the key file cannot be read ({reason})",
                f"核对路径，或设 {FILE_VARIABLE}；没有密钥，保险库不开",
                f"check the path or set {FILE_VARIABLE}; without keys the vault stays shut",
            ) from None  # fmt: skip
        if others:
            raise _error(
                "vault-key-open", str(path), "密钥文件别人也能读",
                "others can read the key file", f"chmod 600 {path}", f"chmod 600 {path}",
            )  # fmt: skip
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, where: str) -> Keys:
        """Keys from their lines; `where` is what the reader knows the text by."""
        index, seals = b"", {}
        for number, line in enumerate(text.splitlines(), start=1):
            words = line.split("#")[0].split()
            try:
                match words:
                    case []:
                        pass
                    case ["index", digits] if not index:
                        index = _key(digits, INDEX_BYTES)
                    case ["seal", ordinal, digits] if (
                        int(ordinal) > 0 and int(ordinal) not in seals
                    ):
                        seals[int(ordinal)] = _key(digits, SEAL_BYTES)
                    case _:
                        raise ValueError
            except ValueError:
                raise _broken(f"{where} 第 {number} 行 (line {number})") from None
        if not index or not seals:
            raise _broken(where)
        return cls(index, seals)

    def text(self) -> str:
        """The lines of a key file."""
        seals = "".join(f"seal {n} {k.hex()}\n" for n, k in sorted(self.seals.items()))
        return f"{_NOTE}index {self.index.hex()}\n{seals}"

    def with_new_seal(self) -> Keys:
        """The same keys and a new one, which seals from now on."""
        fresh = {self.newest + 1: secrets.token_bytes(SEAL_BYTES)}
        return Keys(self.index, self.seals | fresh)

    def write(self, path: Path) -> None:
        """Write a key file that only its owner can read; an older one is replaced whole."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(self.text())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)


def make_keys() -> Keys:
    """New random keys, for a new vault."""
    return Keys(secrets.token_bytes(INDEX_BYTES), {1: secrets.token_bytes(SEAL_BYTES)})


def _key(digits: str, length: int) -> bytes:
    key = bytes.fromhex(digits)
    if len(key) != length:
        raise ValueError
    return key


def _broken(where: str) -> DataError:
    form = f"index {2 * INDEX_BYTES}×hex, seal NUMBER {2 * SEAL_BYTES}×hex"
    return _error(
        "vault-key-form", where, "密钥文件缺行或写法不对",
        "a line is missing from the key file or is not of its form",
        f"每行一把：{form}；或从备份恢复", f"one key a line: {form}; or restore it from its copy",
    )  # fmt: skip


def _error(code: str, where: str, *texts: str) -> DataError:
    return DataError(Problem(code, f"保险库密钥 (vault keys) {where}", *texts))
