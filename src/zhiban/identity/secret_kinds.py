"""Which kinds of secret are kept, and when are two of them the same?

Sealed is what the supplier wrote; compared (by blind index) is its canonical form: a phone with
blanks is the same phone. A domain keeps apart what must not be compared: a phone and an account
with the same digits have different indexes.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from zhiban.identity.keys import KEY_KINDS, kind_of_key
from zhiban.identity.written import INVISIBLE


def canonical(values: pl.Series, kind: str) -> pl.Series:
    """The form in which values of `kind` are compared; null stays null."""
    text = values.cast(pl.String)
    if kind in KEY_KINDS:
        return text  # `read_keys` has brought them to their one spelling
    return OTHER_KINDS[kind](text)


def canonical_in(domain_name: str, values: pl.Series) -> pl.Series:
    """`canonical` of values whose blind indexes are of this domain."""
    return OTHER_KINDS[domain_name](values) if domain_name in OTHER_KINDS else values


def domain(kind: str, source: str = "") -> str:
    """The domain of the blind indexes of `kind`; `source`: whose ids, for `local` ones."""
    if kind in OTHER_KINDS:
        return kind
    return f"{kind_of_key(kind).space}:{source}" if source else kind_of_key(kind).space


def _plain(text: pl.Series) -> pl.Series:
    return text.str.normalize("NFKC").str.replace_all(INVISIBLE, "").str.replace_all(r"\s", "")


def _name(text: pl.Series) -> pl.Series:
    # The dot in names of minorities is typed in many ways.
    return _plain(text).str.replace_all(r"[·・•‧∙．.]", "·").str.to_uppercase()


def _phone(text: pl.Series) -> pl.Series:
    return _plain(text).str.replace_all(r"[-()—]", "").str.replace(r"^(\+|00)86", "")


def _account(text: pl.Series) -> pl.Series:
    return _plain(text).str.replace_all("-", "").str.to_uppercase()


#: Secrets that are no keys: name → canonical form.
OTHER_KINDS: dict[str, Callable[[pl.Series], pl.Series]] = {
    "name": _name,
    "phone": _phone,
    "account": _account,
    "address": _plain,
}
