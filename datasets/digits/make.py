#!/usr/bin/env python3
"""Writes digits.csv.gz from scikit-learn's file: make.py SKLEARN/datasets/data/digits.csv.gz"""

import gzip
import sys

with gzip.open(sys.argv[1], "rt") as source:
    rows = [[int(float(value)) for value in line.split(",")] for line in source]
header = [f"p{row}{column}" for row in range(8) for column in range(8)] + ["digit"]
with open("digits.csv.gz", "wb") as file:
    # no name and no time in the header: the same bytes
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, mtime=0, fileobj=file) as out:
        for row in [header] + rows:
            out.write((",".join(map(str, row)) + "\n").encode())
