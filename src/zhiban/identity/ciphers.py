"""How is a secret sealed, opened, and found again without being opened?

SM4-GCM (GB/T 32907; a fresh nonce of 96 bits each) seals; HMAC-SM3 (GB/T 32905), cut to 16 bytes,
is the blind index: equal for equal values, telling nothing without its key. What a sealed text
belongs to is authenticated with it, so that it cannot be moved to another person or field.
"""

from __future__ import annotations

import os

import polars as pl
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SEAL_BYTES, INDEX_BYTES = 16, 32
_VERSION = b"\x01"
_NUMBER, _NONCE, _TAG, _BLIND = 8, 12, 16, 16
_HEAD = 1 + _NUMBER


class Damaged(ValueError):
    """A sealed text was changed, moved, or sealed with another key."""


def seal(key: bytes, number: int, secret: bytes, belongs_to: str) -> bytes:
    """`secret` under `key`: version, number of the key, nonce, ciphertext, tag."""
    nonce = os.urandom(_NONCE)
    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(belongs_to.encode())
    body = cipher.update(secret) + cipher.finalize()
    return _VERSION + number.to_bytes(_NUMBER, "big") + nonce + body + cipher.tag


def unseal(key: bytes, sealed: bytes, belongs_to: str) -> bytes:
    """What was sealed; `Damaged` if it is not whole or belongs to something else."""
    nonce, body, tag = (
        sealed[_HEAD : _HEAD + _NONCE],
        sealed[_HEAD + _NONCE : -_TAG],
        sealed[-_TAG:],
    )
    if sealed[:1] != _VERSION or len(tag) < _TAG or len(nonce) < _NONCE:
        raise Damaged("not a sealed text")
    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    cipher.authenticate_additional_data(belongs_to.encode())
    try:
        return cipher.update(body) + cipher.finalize()
    except InvalidTag:
        raise Damaged("changed, moved, or sealed with another key") from None


def key_number(sealed: bytes) -> int:
    """The number of the key that a text was sealed with, from its prefix."""
    return int.from_bytes(sealed[1:_HEAD], "big")


def blind_indexes(key: bytes, domain: str, values: pl.Series) -> pl.Series:
    """The blind index of each value (Binary, 16 bytes); each distinct value is worked out once."""
    start = hmac.HMAC(key, hashes.SM3())
    start.update(domain.encode() + b"\0")
    distinct = values.drop_nulls().unique()

    def index(value: str) -> bytes:
        mac = start.copy()
        mac.update(value.encode())
        return mac.finalize()[:_BLIND]

    table = pl.DataFrame(
        {"value": distinct, "blind": [index(v) for v in distinct]},
        schema={"value": pl.String, "blind": pl.Binary},
    )
    rows = pl.DataFrame({"value": values.cast(pl.String)})
    return rows.join(table, on="value", how="left", maintain_order="left")["blind"]


def proof_of(key: bytes) -> bytes:
    """What tells that a key is the same key, and nothing more."""
    mac = hmac.HMAC(key, hashes.SM3())
    mac.update(b"zhiban vault key")
    return mac.finalize()
