"""What the repair of broken text gives back, and that it harms nothing.

    python eval/repair.py [FILE] [--json OUT] [--list DAMAGE]

FILE (default: eval/repair/clean_control.txt) is clean text, its pages apart by form feeds. It is read as it is, which
must change no word, and again after each kind of damage that PDF extraction does, drawn with a fixed seed. A word is
right where it stands whole, alone and letter for letter:

* restored: of the words that the damage broke, those that are right again;
* kept: of the words that it left alone, those that are still right;
* lines: of all lines, those that come back exactly, white space aside.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from esgqa.reading.clean import clean_pages
from esgqa.reading.fold import fold

CONTROL = Path(__file__).parent / "repair" / "clean_control.txt"
SEED = 20_18
WIDTH = 48
"""Of the lines that the hyphenating damage sets, in characters."""
GAP = re.compile(r"(?<=[A-Za-z])(?=[A-Za-z])")
CODE = re.compile(r"\S*(?:[\d@/\\_]|://|www\.)\S*")
"""Tokens that no damage touches: numbers, codes, addresses. The repair takes numbers for walls."""
VOWEL = "aeiouy"

Damage = Callable[[str, random.Random], tuple[str, str]]
"""From a clean page: the page as it ought to be read, and as it was damaged."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of words and lines."""

    broken: int
    restored: int
    whole: int
    kept: int
    lines: int
    exact_lines: int


def by_words(change: Callable[[str, random.Random], str], blank: str = " ") -> Damage:
    """Damage done to each word by itself; words end up `blank` apart."""

    def damage(page: str, draw: random.Random) -> tuple[str, str]:
        found = [
            blank.join(word if CODE.fullmatch(word) else change(word, draw) for word in line.split())
            for line in page.split("\n")
        ]
        return page, "\n".join(found)

    return damage


def at_gaps(rate: float) -> Callable[[str, random.Random], str]:
    """Blanks between letters, each gap by chance."""
    return lambda word, draw: GAP.sub(lambda _: " " if draw.random() < rate else "", word)


def at_narrow_letters(word: str, draw: random.Random) -> str:
    """Blanks behind the letters that fonts set narrow, as where a font's widths are wrong."""
    return re.sub(r"(?<=[A-Za-z])[fijlrt](?=[A-Za-z])", lambda m: m[0] + " " if draw.random() < 0.5 else m[0], word)


def at_ligatures(word: str, draw: random.Random) -> str:
    """Blanks around what a font sets as one sign."""
    found = re.sub(r"ff[il]?|f[il]|tt", lambda m: f" {m[0]} " if draw.random() < 0.7 else m[0], word)
    return found.strip()


def at_capitals(word: str, draw: random.Random) -> str:
    """A blank behind a capital that the font sets close to the next letter; words all in capitals fall apart."""
    if len(word) > 3 and word.isupper():
        return GAP.sub(" ", word)
    return re.sub(r"^([(“]?[ATVWYPF])(?=[a-z])", lambda m: m[1] + " " if draw.random() < 0.5 else m[1], word)


def as_ligatures(word: str, _: random.Random) -> str:
    return re.sub("ffi|ffl|ff|fi|fl", lambda m: {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}[m[0]], word)


def with_marks(page: str, draw: random.Random) -> tuple[str, str]:
    """Footnote marks glued to some words, and blanks as in `at_gaps(0.15)`."""
    marked = re.sub(
        r"(?<=[a-z]{3})(?=[.,;]?$|[.,;]? )",
        lambda _: str(draw.randint(1, 9)) if draw.random() < 0.08 else "",
        page,
        flags=re.MULTILINE,
    )
    lines = []
    for line in marked.split("\n"):
        words = [
            word if CODE.fullmatch(word.rstrip(".,;123456789")) else at_gaps(0.15)(word, draw) for word in line.split()
        ]
        lines.append(" ".join(words))
    return marked, "\n".join(lines)


def hyphenated(page: str, draw: random.Random) -> tuple[str, str]:
    """Lines set anew and narrower; a word at a line's end is cut. What is wanted has it whole, where it began."""
    wanted: list[str] = []
    damaged: list[str] = []
    for paragraph in _paragraphs(page):
        line, whole = "", ""
        for word in paragraph.split():
            if len(f"{line} {word}") <= WIDTH:
                line, whole = f"{line} {word}".strip(), f"{whole} {word}".strip()
                continue
            cuts = [cut for cut in _cuts(word) if len(line) + 2 + cut <= WIDTH]
            if cuts and line:
                cut = draw.choice(cuts)
                head = word[:cut] if word[cut - 1] == "-" else word[:cut] + "-"
                damaged.append(f"{line} {head}")
                wanted.append(f"{whole} {word}")
                line, whole = word[cut:], ""
            else:
                damaged.append(line)
                wanted.append(whole)
                line = whole = word
        damaged.append(line)
        wanted.append(whole)
    return "\n".join(wanted), "\n".join(damaged)


def _paragraphs(page: str) -> list[str]:
    """Full lines joined with what follows them; tables and headings as they are."""
    found: list[str] = []
    on = False
    for line in page.split("\n"):
        if on:
            found[-1] += " " + line
        else:
            found.append(line)
        on = len(line) > 95 and "  " not in line
    return found


def _cuts(word: str) -> list[int]:
    """Where a typesetter may cut: at the word's own hyphens, or before a consonant that a vowel follows."""
    if CODE.fullmatch(word):
        return []
    own = [match.end() for match in re.finditer(r"(?<=[a-z]{2})-(?=[a-z]{2})", word)]
    if own or not re.fullmatch(r"[A-Za-z]?[a-z]{5,}[.,;:]?", word):
        return own
    return [
        at
        for at in range(2, len(word.rstrip(".,;:")) - 2)
        if word[at] not in VOWEL and word[at + 1] in VOWEL and re.search(f"[{VOWEL}]", word[:at].lower())
    ]


DAMAGES: dict[str, Damage] = {
    "none": lambda page, _: (page, page),
    "every gap, words two blanks apart": by_words(lambda word, _: GAP.sub(" ", word), "  "),
    "15% of gaps": by_words(at_gaps(0.15)),
    "40% of gaps": by_words(at_gaps(0.4)),
    "40% of gaps, words two blanks apart": by_words(at_gaps(0.4), "  "),
    "behind narrow letters": by_words(at_narrow_letters),
    "around ligatures": by_words(at_ligatures),
    "behind capitals": by_words(at_capitals),
    "two blanks between words": by_words(lambda word, _: word, "  "),
    "ligature signs": by_words(as_ligatures),
    "footnote marks, 15% of gaps": with_marks,
    "words cut at line ends": hyphenated,
}

Places = dict[tuple[int, int], str]


def words_of(page: str) -> Places:
    """The words of a page by where they begin and end among its characters, white space and hyphens left out."""
    found: Places = {}
    at = 0
    for word in page.split():
        end = at + len(word.replace("-", ""))
        found[at, end] = word
        at = end
    return found


def outcome(wanted: Sequence[str], damaged: Sequence[str], read: Sequence[str]) -> Outcome:
    """All three page by page."""
    broken = restored = whole = kept = lines = exact = 0
    for want, damage, got in zip(wanted, damaged, read, strict=True):
        # signs that stand for two letters are opened, so that places agree; a word with one counts as broken
        before = words_of(damage)
        opened = words_of(fold(damage).text)
        after = words_of(got)
        signs = {place for place, word in zip(opened, before.values(), strict=True) if word != opened[place]}
        for place, word in words_of(want).items():
            if opened.get(place) == word and place not in signs:
                whole += 1
                kept += after.get(place) == word
            else:
                broken += 1
                restored += after.get(place) == word
        ours = {" ".join(line.split()) for line in got.split("\n")}
        full = [" ".join(line.split()) for line in want.split("\n") if line.strip()]
        lines += len(full)
        exact += sum(line in ours for line in full)
    return Outcome(broken, restored, whole, kept, lines, exact)


def measure(pages: Sequence[str], damage: Damage) -> tuple[Outcome, list[tuple[str, str]]]:
    """The outcome, and the lines that did not come back with what was read in their place."""
    draw = random.Random(SEED)
    pairs = [damage(page, draw) for page in pages]
    wanted, damaged = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    read = [page.text for page in clean_pages(damaged, [""] * len(damaged))]
    return outcome(wanted, damaged, read), _wrong(wanted, read)


def _wrong(wanted: Sequence[str], read: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    for want, got in zip(wanted, read, strict=True):
        ours = {re.sub(r"[\s-]", "", line): " ".join(line.split()) for line in got.split("\n")}
        for line in want.split("\n"):
            plain = " ".join(line.split())
            if plain and plain not in ours.values():
                found.append((plain, ours.get(re.sub(r"[\s-]", "", line), "")))
    return found


def control_pages(path: Path = CONTROL) -> list[str]:
    return path.read_text(encoding="utf-8").split("\f")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=CONTROL)
    parser.add_argument("--json", type=Path, help="write the counts here")
    parser.add_argument("--list", choices=DAMAGES, help="also list the lines that do not come back from this damage")
    args = parser.parse_args()
    pages = control_pages(args.file)
    print(f"{'damage':38} {'broken':>7} {'restored':>9} {'kept':>8} {'lines':>7}")
    results: dict[str, dict[str, int]] = {}
    for name, damage in DAMAGES.items():
        found, wrong = measure(pages, damage)
        results[name] = asdict(found)
        restored = f"{found.restored / found.broken:.4f}" if found.broken else "-"
        kept = f"{found.kept / found.whole:.4f}" if found.whole else "-"
        print(f"{name:38} {found.broken:>7} {restored:>9} {kept:>8} {found.exact_lines / found.lines:>7.4f}")
        if name == args.list:
            for want, got in wrong:
                print(f"  - {want}\n  + {got}")
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
