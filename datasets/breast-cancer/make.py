#!/usr/bin/env python3
"""Writes breast-cancer.csv.gz from scikit-learn's file: make.py SKLEARN/datasets/data/breast_cancer.csv"""

import gzip
import sys

MEASURES = [
    "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
    "concave_points", "symmetry", "fractal_dimension",
]

with open(sys.argv[1]) as source:
    rows = source.read().splitlines()[1:]  # the first says how many there are
header = (
    [f"mean_{name}" for name in MEASURES]
    + [f"{name}_error" for name in MEASURES]
    + [f"worst_{name}" for name in MEASURES]
    + ["benign"]
)
with open("breast-cancer.csv.gz", "wb") as file:
    # no name and no time in the header: the same bytes
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, mtime=0, fileobj=file) as out:
        for row in [",".join(header)] + rows:
            out.write((row + "\n").encode())
