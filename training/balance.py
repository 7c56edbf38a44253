"""Teaches the last layer of the shipped network anew, rare expressions weighted, on what votes.py has kept of it.

python balance.py --data FOLDER --votes votes --out runs/head

The convolutions stay as they are, so that it takes seconds. Writes `head.npz` (weight [8,E], bias [8]) and prints what it
does to the validation faces' training side only: `cascade.py` measures it on the validation faces.
"""
import argparse
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from distil import Views
from faces import clean_train
from shipped import weights

STEPS, BATCH, RATE, DROPOUT = 600, 1024, 1e-3, 0.2


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--votes", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--root", default="..")
    p.add_argument("--trust", type=float, default=0.5, help="share of the network's own former answer in the loss")
    p.add_argument("--balance", type=float, default=0.75, help="exponent of rare expressions' weight: 1 is as if all were as many")
    a = p.parse_args()
    torch.manual_seed(0)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "arguments.json").write_text(json.dumps(vars(a), indent=1))
    _, targets = clean_train(a.data)
    targets = torch.tensor(targets, dtype=torch.float32)
    views = Views(a.votes).views
    found = weights(pathlib.Path(a.root) / "public/models/emotion")
    weight = torch.tensor(np.ascontiguousarray(found["head/w"].T)).requires_grad_()
    bias = torch.tensor(found["head/b"]).requires_grad_()
    optimiser = torch.optim.AdamW([weight, bias], RATE, weight_decay=0.01)
    rare = (targets * targets.mean(0).clamp(min=1e-3) ** -a.balance).sum(1)
    for step in range(STEPS):
        optimiser.param_groups[0]["lr"] = RATE * 0.5 * (1 + math.cos(math.pi * step / STEPS))
        _, told, seen = views[step % len(views)]
        pick = torch.randint(len(targets), (BATCH,))
        wanted = targets[pick] * (1 - a.trust) + told[pick].float() / 255 * a.trust
        logits = F.dropout(seen[pick].float(), DROPOUT) @ weight.T + bias
        each = -(wanted * F.log_softmax(logits, 1)).sum(1)
        loss = (each * rare[pick]).mean() / rare[pick].mean()
        if not torch.isfinite(loss):
            raise SystemExit("The loss is not finite: the kept embeddings are damaged. Run votes.py again.")
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    print(f"loss {loss.item():.4f} after {STEPS} steps")
    np.savez(out / "head.npz", weight=weight.detach().numpy(), bias=bias.detach().numpy())


if __name__ == "__main__":
    main()
