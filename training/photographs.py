"""Chooses how much more likely a photograph makes surprise and fear, on FER+ validation faces alone, and writes it to the card.

python photographs.py --data FOLDER --small runs/small [--root ..] [--dry]

Whoever shows a photograph shows a moment, and raters who saw only that one call an open mouth surprise more readily than the
ten of FER+ did. Both labels look alike (brows up, eyes and mouth open), so that one factor serves both. Chosen is the one with
the best macro recall of six at which neutral and happiness still have NEUTRAL and HAPPINESS: no photograph is looked at.
"""
import argparse
import json
import pathlib

import torch

import graph
from cascade import together
from checkpoint import read
from export import SECOND_LOOK_BELOW, logits_of
from faces import LABELS, clean_train, clean_valid
from figures import looked_twice, summary
from preprocess import normalise
from shipped import shipped

FACTORS = [1 + 0.5 * i for i in range(9)]  # candidates
RAISED = ("surprise", "fear")
NEUTRAL, HAPPINESS = 0.90, 0.91
HALVES = 100  # random halves of the faces, to see how far the choice depends on them


def raised(probabilities, factor):
    """Probabilities [N,8] if the labels of RAISED were `factor` times as common."""
    odds = torch.tensor([factor if label in RAISED else 1.0 for label in LABELS])
    more = probabilities * odds
    return more / more.sum(1, keepdim=True)


def chosen(rows):
    """The best row; None where none holds the floors."""
    good = [r for r in rows if r["neutral"] >= NEUTRAL and r["happiness"] >= HAPPINESS]
    return max(good, key=lambda row: row["macroRecall6"], default=None)


def table(both, labels):
    rows = []
    for factor in FACTORS:
        found = summary(raised(both, factor), labels)
        recall = {label: round(found["recall"][label], 4) for label in ("neutral", "happiness", "surprise", "fear")}
        rows.append({"factor": factor, **{k: round(found[k], 4) for k in ("accuracy8", "macroRecall6", "ece")}, **recall})
    return rows


def in_halves(both, labels):
    """What is chosen on random halves, in order."""
    torch.manual_seed(0)
    halves = [torch.randperm(len(labels))[: len(labels) // 2] for _ in range(HALVES)]
    return sorted((chosen(table(both[half], labels[half])) or {"factor": 1.0})["factor"] for half in halves)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--small", required=True)
    p.add_argument("--root", default="..")
    p.add_argument("--dry", action="store_true", help="print the table only, and what is chosen on halves of the faces")
    p.add_argument("--accept-any", action="store_true", help="also write a factor that is not good enough, to try the command")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--bytes-from", type=int, default=4000, help="as in cascade.py")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    folder = pathlib.Path(a.root) / "public/models/emotion"
    card = json.loads((folder / "card.json").read_text())
    sigma, strength = card["preprocess"]["denoiseSigma"], card["preprocess"]["equaliseStrength"]
    trained, _ = clean_train(a.data)
    large = shipped(folder, normalise(torch.tensor(trained[:512])[:, None].float()))
    graph.bytes_from = a.bytes_from
    small = graph.round_like_export(read(pathlib.Path(a.small) / "checkpoint.pt"))
    faces, labels = clean_valid(a.data)
    faces, labels = torch.tensor(faces)[:, None], torch.tensor(labels)
    ask = lambda net, x: logits_of(net, x, sigma, strength)  # noqa: E731
    alone = looked_twice(ask(large, faces), ask(large, faces.flip(3)), card["temperature"], SECOND_LOOK_BELOW)
    first = (ask(small, faces) / card["small"]["temperature"]).softmax(1)
    both, _ = together(first, alone, card["small"]["sureFrom"])

    rows = table(both, labels)
    for row in rows:
        print(json.dumps(row))
    best = chosen(rows) or (rows[0] if a.accept_any else None)
    if best is None:
        raise SystemExit("Too few neutral or happy faces are recognised, whatever the factor.")
    print(f"factor {best['factor']}")
    if a.dry:
        found = in_halves(both, labels)
        print(f"on {HALVES} halves: a quarter up to {found[HALVES // 4]}, half up to {found[HALVES // 2]}, three up to {found[3 * HALVES // 4]}")
        return
    card["photograph"] = {label: best["factor"] if label in RAISED else 1 for label in LABELS}
    card["photographAblation"] = rows
    (folder / "card.json").write_text(json.dumps(card, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
