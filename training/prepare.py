"""Makes the training folder from the two published tables, and finds training faces that are near-copies of others.

python prepare.py --fer2013 fer2013.csv --ferplus fer2013new.csv --out DATA

`fer2013.csv` (columns emotion, pixels, Usage) is the one of the 2013 challenge, `fer2013new.csv` the FER+ votes for the same
rows in the same order (columns Usage, neutral ... contempt, unknown, NF). Writes NAME.bin and NAME.csv (format: faces.py)
for train, valid and test. A near-copy is found by the cosine of the two pictures, each without its mean.
"""
import argparse
import csv
import pathlib

import numpy as np

from faces import LABELS, SIZE

SPLITS = {"train": "Training", "valid": "PublicTest", "test": "PrivateTest"}
VOTES = [*LABELS, "unknown", "NF"]
USAGE = "Usage"


def table(path, needed):
    """Rows of a CSV file. Ends with a sentence where it lacks a column."""
    with open(path, newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in needed if name not in (reader.fieldnames or [])]
        if missing:
            raise SystemExit(f"{path} has no column {', '.join(missing)}.")
        yield from reader


def majority(votes):
    """The label that more than half of the votes are for, single votes left out as outliers; else "unknown"."""
    votes = np.where(np.asarray(votes) < 2, 0, votes)
    best = int(votes.argmax())
    return VOTES[best] if votes[best] * 2 > votes.sum() else "unknown"


def unit(faces):
    """Pictures as vectors of length 1 without their mean; a flat picture is like no other."""
    flat = faces.reshape(len(faces), -1).astype(np.float32)
    flat -= flat.mean(1, keepdims=True)
    length = np.linalg.norm(flat, axis=1, keepdims=True)
    return np.divide(flat, length, out=np.zeros_like(flat), where=length > 0)


def nearest(faces, others, batch=1024):
    """The largest cosine of each face with any of the others or their mirror images."""
    if len(others) == 0:
        return np.zeros(len(faces))
    to = np.concatenate([unit(others), unit(others[:, :, ::-1])]).T
    return np.concatenate([(unit(faces[i : i + batch]) @ to).max(1) for i in range(0, len(faces), batch)])


def read(fer2013, ferplus):
    """Split -> (faces uint8 [N,48,48], votes [N,10])."""
    found = {name: ([], []) for name in SPLITS}
    by_usage = {usage: name for name, usage in SPLITS.items()}
    pairs = zip(table(fer2013, ["pixels", USAGE]), table(ferplus, [USAGE, *VOTES]), strict=True)
    try:
        for number, (row, vote) in enumerate(pairs, 2):
            if row[USAGE] != vote[USAGE] or row[USAGE] not in by_usage:
                raise SystemExit(f"Line {number}: {row[USAGE]!r} in {fer2013} and {vote[USAGE]!r} in {ferplus} do not belong together.")
            face = np.array(row["pixels"].split(), np.int64)
            if face.size != SIZE * SIZE or face.min() < 0 or face.max() > 255:
                raise SystemExit(f"{fer2013}, line {number}: a face has {SIZE * SIZE} pixels from 0 to 255.")
            faces, votes = found[by_usage[row[USAGE]]]
            faces.append(face.astype(np.uint8).reshape(SIZE, SIZE))
            votes.append([int(vote[name]) for name in VOTES])
    except ValueError as error:
        raise SystemExit(f"The tables do not belong together, or hold something that is no number: {error}") from error
    empty = np.zeros((0, SIZE, SIZE), np.uint8)
    return {name: (np.array(faces) if faces else empty, votes) for name, (faces, votes) in found.items()}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--fer2013", required=True)
    p.add_argument("--ferplus", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    splits = read(a.fer2013, a.ferplus)
    for name, (faces, votes) in splits.items():
        near = {f"cos_max_{other}": nearest(faces, splits[other][0]) for other in ("valid", "test") if name == "train"}
        if name != "train":
            near = {"cos_nn_train": nearest(faces, splits["train"][0])}
        (out / f"{name}.bin").write_bytes(faces.tobytes())
        with open(out / f"{name}.csv", "w", newline="") as file:
            columns = [*(f"v_{v}" for v in VOTES), "ferplus_majority", "pixel_src", *near]
            writer = csv.writer(file)
            writer.writerow(columns)
            for i, vote in enumerate(votes):
                writer.writerow([*vote, majority(vote), "csv", *(f"{value[i]:.4f}" for value in near.values())])
        print(f"{name}: {len(faces)} faces", flush=True)


if __name__ == "__main__":
    main()
