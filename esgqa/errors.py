"""Errors for a person: what, where, what to do. Every error the package raises on purpose is an `EsgqaError`."""

from __future__ import annotations


class EsgqaError(Exception):
    """Root of all. `str(error)` is one or two lines that name the thing, the cause and the remedy."""

    exit_code = 3

    def __init__(self, what: str, *, cause: str = "", remedy: str = "") -> None:
        self.what, self.cause, self.remedy = what, cause, remedy
        first = f"{what}: {cause}" if cause else what
        super().__init__(f"{first}\n{remedy}" if remedy else first)


class UsageError(EsgqaError):
    """The call is wrong: bad arguments, a file that is not there."""

    exit_code = 2


class DataError(EsgqaError):
    """The data does not allow it: an empty report, an unreadable gold line."""

    exit_code = 1


class UnreadableFile(DataError):
    """A report's file cannot be read; the rest of the batch goes on."""


class BrokenIndex(EsgqaError):
    """The index on disk is damaged, of another version, or built with other models."""


class MissingModel(EsgqaError):
    """A model's files are not there or are not what their checksum says."""
