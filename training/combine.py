"""Makes one checkpoint of two runs, to go on from.

python combine.py blocks runs/small runs/whole --out runs/joined   # first blocks of the first, the rest of the second
python combine.py mean runs/small runs/student --out runs/mean     # the mean of their weights (of networks alike)
"""
import argparse
import pathlib

import torch


def load(run):
    return torch.load(pathlib.Path(run) / "checkpoint.pt", weights_only=False, map_location="cpu")


def blocks(first, second):
    """The second network with the weights of the first but for its head; the first may have fewer blocks."""
    weights = dict(second["ema"])
    for name, value in first["ema"].items():
        if name.startswith("head."):
            continue
        if name not in weights or weights[name].shape != value.shape:
            raise SystemExit(f"{name} of the first run has no place in the second.")
        weights[name] = value
    return weights


def mean(first, second):
    """Between two networks of which one went on from the other, the mean is a network too (Wortsman et al., 2022)."""
    a, b = first["ema"], second["ema"]
    if {k: v.shape for k, v in a.items()} != {k: v.shape for k, v in b.items()}:
        raise SystemExit("The two runs are not of the same shape.")
    return {name: (value + b[name]) / 2 if value.is_floating_point() else b[name] for name, value in a.items()}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("how", choices=["blocks", "mean"])
    p.add_argument("first")
    p.add_argument("second")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    first, second = load(a.first), load(a.second)
    weights = (blocks if a.how == "blocks" else mean)(first, second)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({**second, "net": weights, "ema": weights}, out / "checkpoint.pt")


if __name__ == "__main__":
    main()
