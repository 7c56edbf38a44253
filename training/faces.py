"""Reads FER2013 faces with FER+ votes and makes the clean split.

A folder holds NAME.bin[.gz] (uint8, N x 48 x 48, row-major) and NAME.csv[.gz] (one row per face, same order).
"""
import csv
import gzip
import io
import pathlib

import numpy as np

SIZE = 48
LABELS = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"]
NEAR_COPY_COSINE = 0.93  # above this a training face is the same photograph as a validation or test face


def _open(folder: pathlib.Path, name: str) -> bytes:
    plain, packed = folder / name, folder / f"{name}.gz"
    if plain.exists():
        return plain.read_bytes()
    if packed.exists():
        return gzip.decompress(packed.read_bytes())
    raise FileNotFoundError(f"{plain} (or {packed.name}) is missing")


def load(folder: str, split: str):
    """Returns (faces uint8 [N,48,48], votes float [N,10], rows)."""
    root = pathlib.Path(folder)
    rows = list(csv.DictReader(io.StringIO(_open(root, f"{split}.csv").decode())))
    _require(folder, split, rows, [*(f"v_{n}" for n in [*LABELS, "unknown", "NF"]), "ferplus_majority", "pixel_src"])
    raw = np.frombuffer(_open(root, f"{split}.bin"), np.uint8)
    if raw.size != len(rows) * SIZE * SIZE:
        raise ValueError(f"{split}.bin holds {raw.size} bytes, {len(rows)} rows need {len(rows) * SIZE * SIZE}")
    votes = np.array([[int(r[f"v_{n}"]) for n in [*LABELS, "unknown", "NF"]] for r in rows], float)
    return raw.reshape(-1, SIZE, SIZE), votes, rows


NEAR = ("cos_max_valid", "cos_max_test")


def _require(folder, name, rows, columns):
    """A column that is missing would silently count as "no copy", or as "no vote"."""
    missing = [column for column in columns if not rows or column not in rows[0]]
    if missing:
        raise ValueError(f"{name}.csv in {folder} has no column {', '.join(missing)}: prepare.py writes them")


def _cosine(row, column):
    return float(row[column] or 0)


def usable(row) -> bool:
    """Has a majority among the eight expressions, and is a face."""
    return row["ferplus_majority"] in LABELS and row["pixel_src"] != "jpg_rowunknown"


def clean_train(folder: str, agreed=False):
    """Training faces without near-copies of validation or test: (faces [N,48,48], soft targets [N,8]).

    Faces on which the annotators did not agree teach, too: their votes say how far each expression is in them. With
    `agreed` they are left out.
    """
    faces, votes, rows = load(folder, "train")
    _require(folder, "train", rows, NEAR)
    keep = np.array([
        r["pixel_src"] != "jpg_rowunknown" and max(_cosine(r, column) for column in NEAR) <= NEAR_COPY_COSINE
        for r in rows
    ])
    if agreed:
        keep &= np.array([usable(r) for r in rows])
    keep &= votes[:, :8].sum(1) > votes[:, 8:].sum(1)  # most annotators saw an expression, and a face
    votes = np.where(votes < 2, 0, votes)[:, :8]  # a single vote is an outlier (Barsoum et al., 2016)
    keep &= votes.sum(1) > 0
    votes = votes[keep]
    return faces[keep], votes / votes.sum(1, keepdims=True)


def clean_valid(folder: str):
    """Validation faces with a majority label: (faces [N,48,48], label index [N])."""
    faces, _, rows = load(folder, "valid")
    keep = np.array([usable(r) for r in rows])
    labels = np.array([LABELS.index(r["ferplus_majority"]) for r in rows if usable(r)])
    return faces[keep], labels
