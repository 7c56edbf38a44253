"""Teaches the large network's last two blocks and its last layer again, on kept features of pictures as photographs are.

python last_blocks.py --data FOLDER --votes votes --small runs/small --out runs/blocks [--surprise 2 --fear 3 --doubt 1]

Tried and not shipped (docs/training.md). The blocks before them stay as they are; what they make of each view of votes.py, as a
photograph (sharp, hard light) or a camera's picture, is computed once and kept in --out. `--surprise` and `--fear` multiply those
votes, `--doubt` weighs faces on which the annotators disagree. Prints validation figures after every epoch, alone and behind the
small network.
"""
import argparse
import copy
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from augment import camera, light, occlude, photograph
from cascade import together
from checkpoint import read
from distil import Views
from export import SECOND_LOOK_BELOW, logits_of
from faces import LABELS, clean_train, clean_valid
from figures import fit_temperature_of_looks, looked_twice, summary
from preprocess import denoise, normalise, preprocess
from pretrained import CONTRAST
from shipped import shipped
from votes import folded

KEPT, BATCH, DROPOUT = 8, 128, 0.2


@torch.no_grad()
def before_last(net, x):
    """What the blocks that stay make of normalised faces."""
    x = F.interpolate(x * CONTRAST, size=(net.size, net.size), mode="bilinear", align_corners=False)
    return net.blocks[:KEPT](F.max_pool2d(F.relu(net.stem(x)), 3, 2))


def as_photographs(x, sigma):
    """float [N,1,48,48] -> the same: half of them as photographs, a quarter as a camera's pictures, some covered in part."""
    for some, change in ((torch.rand(len(x)) < 0.5, photograph), (torch.rand(len(x)) < 0.25, lambda y: camera(light(y)))):
        if some.any():
            x[some] = change(x[some])
    x = occlude(x, 0.1)
    return denoise(x, torch.where(torch.rand(len(x)) < 0.7, sigma, 0.0))


def keep(net, views, out, sigma):
    """float16 [N,128,5,5] of every view, computed once."""
    half, kept = folded(net), []
    for number, (faces, _, _) in enumerate(views):
        file = out / f"view-{number:02}.npy"
        if not file.exists():
            torch.manual_seed(500 + number)
            made = [before_last(half, normalise(as_photographs(b[:, None].float(), sigma)).bfloat16()).half() for b in faces.split(256)]
            np.save(file, torch.cat(made).numpy())
        kept.append(np.load(file, mmap_mode="r"))
    return kept


class Last(torch.nn.Module):
    def __init__(self, net):
        super().__init__()
        net = folded(net).float()
        self.blocks, self.head = net.blocks[KEPT:], net.head

    def forward(self, x):
        return self.head(F.dropout(self.blocks(x).float().mean((2, 3)), DROPOUT, self.training))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--votes", "--small", "--out"):
        p.add_argument(name, required=True)
    p.add_argument("--root", default="..")
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--lr", type=float, default=1e-4)
    p.add_argument("--views", type=int, default=6)
    p.add_argument("--trust", type=float, default=0.5, help="share of the network's own former answer in the targets")
    p.add_argument("--balance", type=float, default=0.5, help="as in balance.py")
    p.add_argument("--surprise", type=float, default=1)
    p.add_argument("--fear", type=float, default=1)
    p.add_argument("--doubt", type=float, default=0)
    p.add_argument("--threads", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(a.threads)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "arguments.json").write_text(json.dumps(vars(a), indent=1))
    folder = pathlib.Path(a.root) / "public/models/emotion"
    card = json.loads((folder / "card.json").read_text())
    steps = card["preprocess"]["denoiseSigma"], card["preprocess"]["equaliseStrength"]
    trained, votes = clean_train(a.data)
    net = shipped(folder, normalise(torch.tensor(trained[:512])[:, None].float())).eval()
    kept = keep(net, Views(a.votes).views[: a.views], out, steps[0])
    last = Last(net).to(memory_format=torch.channels_last)

    faces, labels = clean_valid(a.data)
    faces, labels = torch.tensor(faces)[:, None], torch.tensor(labels)
    known = [torch.cat([before_last(net, preprocess(b, *steps)) for b in x.split(128)]) for x in (faces, faces.flip(3))]
    small = logits_of(read(pathlib.Path(a.small) / "checkpoint.pt"), faces, *steps)
    first = (small / card["small"]["temperature"]).softmax(1)

    @torch.no_grad()
    def tell(epoch, what):
        what.eval()
        looks = [torch.cat([what(b) for b in x.split(256)]) for x in known]
        alone = looked_twice(*looks, fit_temperature_of_looks(*looks, labels, SECOND_LOOK_BELOW), SECOND_LOOK_BELOW)
        both, _ = together(first, alone, card["small"]["sureFrom"])
        for name, answer in (("alone", alone), ("both", both)):
            found = summary(answer, labels)
            recall = {label: round(found["recall"][label], 3) for label in ("neutral", "surprise", "fear")}
            print(json.dumps({"epoch": epoch, "of": name, **{k: round(found[k], 4) for k in ("accuracy8", "macroRecall6", "ece")}, **recall}), flush=True)

    @torch.no_grad()
    def former(x):
        return torch.cat([last(torch.from_numpy(np.array(x[i : i + 512])).float()) for i in range(0, len(x), 512)])

    tell("before", last)
    factors = torch.tensor([{"surprise": a.surprise, "fear": a.fear}.get(label, 1.0) for label in LABELS])
    votes = torch.tensor(votes, dtype=torch.float32)
    own = sum((former(x) / card["temperature"]).softmax(1) for x in kept) / len(kept)
    share = lambda t: t / t.sum(1, keepdim=True)  # noqa: E731
    wanted = (1 - a.trust) * share(votes * factors) + a.trust * share(own * factors)
    weight = (wanted * votes.mean(0).clamp(min=1e-3) ** -a.balance).sum(1) * (1 + a.doubt * (1 - votes.max(1).values))
    weight /= weight.mean()
    mean, done, total = copy.deepcopy(last), 0, a.epochs * math.ceil(len(votes) / BATCH)
    optimiser = torch.optim.AdamW(last.parameters(), a.lr, weight_decay=1e-3)
    for epoch in range(a.epochs):
        last.train()
        view = torch.from_numpy(np.array(kept[epoch % len(kept)]))
        for pick in torch.randperm(len(votes)).split(BATCH):
            optimiser.param_groups[0]["lr"] = a.lr * min(1, (done + 1) / 100) * 0.5 * (1 + math.cos(math.pi * done / total))
            with torch.autocast("cpu", torch.bfloat16):
                logits = last(view[pick].float().contiguous(memory_format=torch.channels_last)).float()
            loss = (-(wanted[pick] * F.log_softmax(logits / card["temperature"], 1)).sum(1) * weight[pick]).mean()
            if not torch.isfinite(loss):
                raise SystemExit("The loss is not finite: the kept features are damaged. Delete them and run again.")
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            done += 1
            with torch.no_grad():
                for slow, fast in zip(mean.parameters(), last.parameters()):
                    slow.lerp_(fast, 1 - min(0.995, done / (done + 20)))
        tell(epoch, mean)
    torch.save(mean.state_dict(), out / "last.pt")


if __name__ == "__main__":
    main()
