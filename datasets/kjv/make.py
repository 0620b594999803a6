#!/usr/bin/env python3
"""Make the word counts of the 1189 chapters of the King James Bible.

Needs: python3 (standard library only) and the Debian package bible-kjv,
version 4.38 (apt-get install bible-kjv), whose command

    bible -f 'gen1:1-rev22:21'

prints one verse per line, as `Ge1:1 In the beginning ...`.

Usage: make.py            run `bible` and write the files next to this script
       make.py --text F   read the verses from the file F (- for standard
                          input) instead of running `bible`
       make.py --out DIR  write into the folder DIR instead

Reads stopwords.txt from the folder of this script. Writes

    docword.kjv.txt.gz  the counts, in the UCI docword format
    vocab.kjv.txt       line n = word n
    chapters.kjv.txt    line n = document n
    SHA256SUMS          for `sha256sum -c SHA256SUMS`

The same text gives the same bytes. (Another zlib may compress docword.kjv.txt
to other bytes; its uncompressed contents stay the same.)
"""

import argparse
import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
from collections import Counter

RANGE = "gen1:1-rev22:21"
TEXT_SHA256 = "cd45f0c9cedab8e4439bd6486c8952c77cc8b0ecc5d1f6ae3513f2039f47229d"
CHAPTERS = 1189
VERSES = 31102

# A word is kept when it is in at least MIN_CHAPTERS chapters and in at most
# half of all chapters.
MIN_CHAPTERS = 10
MAX_SHARE = 0.5

# The abbreviations `bible` prints, in its order, with the number of chapters.
BOOKS = [
  ("Ge", "Genesis", 50), ("Exo", "Exodus", 40), ("Lev", "Leviticus", 27),
  ("Num", "Numbers", 36), ("Deu", "Deuteronomy", 34), ("Josh", "Joshua", 24),
  ("Jdgs", "Judges", 21), ("Ruth", "Ruth", 4), ("1Sm", "1 Samuel", 31),
  ("2Sm", "2 Samuel", 24), ("1Ki", "1 Kings", 22), ("2Ki", "2 Kings", 25),
  ("1Chr", "1 Chronicles", 29), ("2Chr", "2 Chronicles", 36),
  ("Ezra", "Ezra", 10), ("Neh", "Nehemiah", 13), ("Est", "Esther", 10),
  ("Job", "Job", 42), ("Psa", "Psalms", 150), ("Prv", "Proverbs", 31),
  ("Eccl", "Ecclesiastes", 12), ("SSol", "Song of Solomon", 8),
  ("Isa", "Isaiah", 66), ("Jer", "Jeremiah", 52), ("Lam", "Lamentations", 5),
  ("Eze", "Ezekiel", 48), ("Dan", "Daniel", 12), ("Hos", "Hosea", 14),
  ("Joel", "Joel", 3), ("Amos", "Amos", 9), ("Obad", "Obadiah", 1),
  ("Jonah", "Jonah", 4), ("Mic", "Micah", 7), ("Nahum", "Nahum", 3),
  ("Hab", "Habakkuk", 3), ("Zep", "Zephaniah", 3), ("Hag", "Haggai", 2),
  ("Zec", "Zechariah", 14), ("Mal", "Malachi", 4), ("Mat", "Matthew", 28),
  ("Mark", "Mark", 16), ("Luke", "Luke", 24), ("John", "John", 21),
  ("Acts", "Acts", 28), ("Rom", "Romans", 16), ("1Cor", "1 Corinthians", 16),
  ("2Cor", "2 Corinthians", 13), ("Gal", "Galatians", 6),
  ("Eph", "Ephesians", 6), ("Phi", "Philippians", 4),
  ("Col", "Colossians", 4), ("1Th", "1 Thessalonians", 5),
  ("2Th", "2 Thessalonians", 3), ("1Tim", "1 Timothy", 6),
  ("2Tim", "2 Timothy", 4), ("Titus", "Titus", 3), ("Phmn", "Philemon", 1),
  ("Heb", "Hebrews", 13), ("Jas", "James", 5), ("1Pet", "1 Peter", 5),
  ("2Pet", "2 Peter", 3), ("1Jn", "1 John", 5), ("2Jn", "2 John", 1),
  ("3Jn", "3 John", 1), ("Jude", "Jude", 1), ("Rev", "Revelation", 22),
]

VERSE = re.compile(r"([1-3]?[A-Za-z]+)(\d+):(\d+) (.+)")
WARD = re.compile(r"-ward\b")
POSSESSIVE = re.compile(r"'s\b|'")
WORD = re.compile(r"[a-z]+")


def words(verse):
  """The words of a verse: lower case; `Lord's` and `kings'` lose their
  ending; `God-ward` loses -ward; other hyphens close up, as the text itself
  mostly writes them (`loving-kindness` and `lovingkindness`)."""
  verse = WARD.sub("", verse.lower())
  verse = POSSESSIVE.sub("", verse).replace("-", "")
  return WORD.findall(verse)


def read_text(source):
  if source == "-":
    return sys.stdin.buffer.read()
  if source is not None:
    with open(source, "rb") as f:
      return f.read()
  try:
    return subprocess.run(["bible", "-f", RANGE], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, check=True).stdout
  except FileNotFoundError:
    sys.exit("make.py: there is no command `bible`: "
             "install the Debian package bible-kjv")
  except subprocess.CalledProcessError as e:
    sys.exit(f"make.py: `bible -f {RANGE}` failed: {e}")


def read_chapters(text):
  """The names of the chapters, and the words of each, in their order."""
  expected = [(abbreviation, str(chapter), f"{name} {chapter}")
              for abbreviation, name, chapters in BOOKS
              for chapter in range(1, chapters + 1)]
  names, bags, last, verses = [], [], None, 0
  for line in text.decode("ascii").splitlines():
    m = VERSE.fullmatch(line)
    if not m:
      sys.exit(f"make.py: not a verse: {line!r}")
    if (m[1], m[2]) != last:
      last = (m[1], m[2])
      if len(names) == len(expected) or expected[len(names)][:2] != last:
        sys.exit(f"make.py: unexpected chapter at {line[:40]!r}")
      names.append(expected[len(names)][2])
      bags.append(Counter())
    bags[-1].update(words(m[4]))
    verses += 1
  if len(names) != CHAPTERS or verses != VERSES:
    sys.exit(f"make.py: {len(names)} chapters and {verses} verses "
             f"instead of {CHAPTERS} and {VERSES}")
  return names, bags


def read_stop_words(path):
  with open(path, encoding="ascii") as f:
    return {line.strip() for line in f if not line.startswith("#")}


def gzipped(data):
  """Without a name and a time, so that the bytes do not change."""
  out = io.BytesIO()
  with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out,
                     mtime=0) as f:
    f.write(data)
  return out.getvalue()


def main():
  here = os.path.dirname(os.path.abspath(__file__))
  parser = argparse.ArgumentParser(
      description="Make the word counts of the King James Bible.")
  parser.add_argument("--text", metavar="F", help="file of verses, or -")
  parser.add_argument("--out", metavar="DIR", default=here)
  args = parser.parse_args()

  text = read_text(args.text)
  if hashlib.sha256(text).hexdigest() != TEXT_SHA256:
    print("make.py: warning: the text is not that of bible-kjv 4.38; "
          "the files will differ", file=sys.stderr)
  names, bags = read_chapters(text)
  stop = read_stop_words(os.path.join(here, "stopwords.txt"))

  chapters_of = Counter(w for bag in bags for w in bag)
  vocab = sorted(w for w, n in chapters_of.items()
                 if w not in stop
                 and MIN_CHAPTERS <= n <= MAX_SHARE * len(bags))
  ids = {w: i for i, w in enumerate(vocab, 1)}

  rows, tokens = [], 0
  for d, bag in enumerate(bags, 1):
    kept = sorted((ids[w], n) for w, n in bag.items() if w in ids)
    if not kept:
      sys.exit(f"make.py: no word is left of {names[d - 1]}")
    rows += [f"{d} {w} {n}" for w, n in kept]
    tokens += sum(n for _, n in kept)
  lines = [str(len(bags)), str(len(vocab)), str(len(rows))] + rows

  def text_file(lines):
    return "".join(line + "\n" for line in lines).encode("ascii")

  files = {
      "chapters.kjv.txt": text_file(names),
      "docword.kjv.txt.gz": gzipped(text_file(lines)),
      "vocab.kjv.txt": text_file(vocab),
  }
  with open(os.path.join(here, "stopwords.txt"), "rb") as f:
    sums = {"stopwords.txt": hashlib.sha256(f.read()).hexdigest()}
  for name, data in files.items():
    sums[name] = hashlib.sha256(data).hexdigest()
    with open(os.path.join(args.out, name), "wb") as f:
      f.write(data)
  with open(os.path.join(args.out, "SHA256SUMS"), "wb") as f:
    f.write(text_file(f"{sums[n]}  {n}" for n in sorted(sums)))

  sizes = [sum(n for w, n in bag.items() if w in ids) for bag in bags]
  print(f"documents {len(bags)}, words {len(vocab)}, non-zeros {len(rows)}, "
        f"tokens {tokens} of {sum(sum(b.values()) for b in bags)}; "
        f"tokens in a document: {min(sizes)} to {max(sizes)}")
  frequent = sorted(w for w, n in chapters_of.items()
                    if w not in stop and n > MAX_SHARE * len(bags))
  print("too frequent:", " ".join(frequent))


if __name__ == "__main__":
  main()
