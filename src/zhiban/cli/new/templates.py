"""How does a template become files? Its `${words}` are filled in, NAME in its paths too."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from string import Template

from zhiban.law.yaml_text import Items, Part, Scalar
from zhiban.law.yaml_text import Mapping as YamlMapping

SUFFIX = ".template"
_ROOT = files("zhiban.cli.new") / "templates"


def filled(kind: str, words: Mapping[str, str]) -> dict[PurePosixPath, str]:
    """The files of a template by their path; KeyError for a word that is not given."""
    return {
        PurePosixPath(path.replace("NAME", words["name"])): Template(text).substitute(words)
        for path, text in _texts(_ROOT / kind, "")
    }


def _texts(folder: Traversable, path: str) -> list[tuple[str, str]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _texts(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(SUFFIX):
            found.append((path + entry.name.removesuffix(SUFFIX), entry.read_text("utf-8")))
    return found


def grain(name: str) -> dict[str, list[str]]:
    """How a rule of this grain is written: the entries of grains.yaml, each a list of texts."""
    from pathlib import Path

    from zhiban.law.yaml_text import read_yaml

    tree, problems = read_yaml(Path(str(_ROOT / "grains.yaml")))
    assert isinstance(tree, YamlMapping) and not problems
    entry = tree.entries[name]
    assert isinstance(entry, YamlMapping)
    return {key: _listed(part) for key, part in entry.entries.items()}


def _listed(part: Part) -> list[str]:
    if isinstance(part, Items):
        return [one.text or "" for one in part.items if isinstance(one, Scalar)]
    assert isinstance(part, Scalar)
    return [part.text or ""]
