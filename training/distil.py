"""Teaches a small network (slim.py) what a teacher has answered to many views (votes.py), and the annotators' votes.

python distil.py --data FOLDER --votes votes --start runs/slim/checkpoint.pt --out runs/student --epochs 60

Stops and goes on at any epoch: the checkpoint holds everything. Each run keeps its arguments in `arguments.json`.

Two threads of one process are slower than one here (oneDNN waits for the thread that the system has put aside), so that
several processes of one thread share the work: each with `--together FOLDER --parts 2 --part 0` (and 1) and a seed of its
own. They take the mean of their weights twice an epoch (local SGD: Stich, 2019).
"""
import argparse
import copy
import json
import math
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F

from augment import camera, light, mix, occlude, photograph, random_preprocess
from checkpoint import read, shape_of
from faces import LABELS, clean_train, clean_valid
from figures import looked_twice, summary
from preprocess import normalise, preprocess

DENOISE = 0.5  # as the shipped card asks for (export.py chooses it by validation)
ANCHOR = 0.5  # share of the answer to the face itself in what a view of it is to get


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--votes", required=True)
    p.add_argument("--start", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=60)
    p.add_argument("--batch", type=int, default=128)
    p.add_argument("--lr", type=float, default=1.5e-3)
    p.add_argument("--decay", type=float, default=0.02)
    p.add_argument("--trust", type=float, default=0.7, help="share of the teacher's answer in the loss")
    p.add_argument("--hint", type=float, default=0.5, help="weight of the distance to the teacher's embedding")
    p.add_argument("--balance", type=float, default=0.0, help="exponent of rare expressions' weight when faces are drawn: 1 is evenly")
    p.add_argument("--degraded", type=float, default=0.5, help="share of pictures that a camera made worse")
    p.add_argument("--photographs", type=float, default=0.3, help="share of pictures as sharp as photographs")
    p.add_argument("--mixed", type=float, default=0.25, help="share of batches with cutmix")
    p.add_argument("--head-only", action="store_true", help="teach the last layer alone")
    p.add_argument("--keep-stem", action="store_true", help="leave the first convolution as it is: a tenth of the time less")
    p.add_argument("--check", type=int, default=3, help="validate after every so many epochs, and at the end")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--together", help="folder in which processes that share the work meet")
    p.add_argument("--parts", type=int, default=1, help="how many of them there are")
    p.add_argument("--part", type=int, default=0, help="which of them this is, from 0")
    p.add_argument("--bf16", action="store_true")
    return p.parse_args()


MEETINGS = 2  # an epoch
PATIENCE = 1800  # seconds


@torch.no_grad()
def meet(a, nets, step):
    """Makes the weights of each of these networks the mean of what all processes have at this step."""
    folder = pathlib.Path(a.together)
    folder.mkdir(parents=True, exist_ok=True)
    mine = folder / f"{step}-{a.part}.pt"
    torch.save([net.state_dict() for net in nets], mine.with_suffix(".part"))
    mine.with_suffix(".part").replace(mine)
    files = [folder / f"{step}-{part}.pt" for part in range(a.parts)]
    began = time.time()
    while not all(file.exists() for file in files):
        if time.time() - began > PATIENCE:
            raise SystemExit(f"The other processes did not come to step {step}. Call all of them again: they go on from their checkpoints.")
        time.sleep(0.2)
    everybody = [torch.load(file, weights_only=True) for file in files]
    for i, net in enumerate(nets):
        states = [state[i] for state in everybody]
        net.load_state_dict({name: sum(state[name] for state in states) / a.parts for name in states[0]})


class Views:
    """What votes.py has written so far: a face and the teacher's answer to it, from a view drawn at random."""

    def __init__(self, folder):
        self.folder, self.views = pathlib.Path(folder), []
        self.refresh()

    def refresh(self):
        """Takes in the views that were written since."""
        while (self.folder / f"view-{len(self.views):02}.answers.npy").exists():
            name = self.folder / f"view-{len(self.views):02}"
            parts = [np.load(f"{name}.{part}.npy", mmap_mode="r") for part in ("faces", "answers", "embeddings")]
            self.views.append([torch.from_numpy(np.array(part)) for part in parts])
        if not self.views:
            raise SystemExit(f"{self.folder} holds no views: run votes.py first.")

    def draw(self, pick):
        """(faces uint8 [N,1,48,48], answers [N,8], embeddings [N,E]) of these faces."""
        of = torch.randint(len(self.views), (len(pick),)).tolist()
        faces, told, seen = zip(*[[part[i] for part in self.views[v]] for v, i in zip(of, pick.tolist())])
        anchor = self.views[0][1][pick].float() / 255
        told = torch.stack(told).float() / 255
        return torch.stack(faces)[:, None], told * (1 - ANCHOR) + anchor * ANCHOR, torch.stack(seen).float()

    def spread(self):
        """Variance of the teacher's embedding, to measure distances by."""
        return self.views[0][2].float().var(0).clamp(min=1e-4)


def drawn(targets, balance, count):
    """Indices of an epoch. The rarer what a face shows, the more often it is drawn."""
    if balance == 0:
        return torch.randperm(count)
    often = targets.mean(0)
    weight = (targets * often.clamp(min=1e-3) ** -balance).sum(1)
    return torch.multinomial(weight, count, replacement=True)


def worse(x, degraded, photographs):
    """Pictures as cameras and photographers make them; what they show stays the same."""
    some = torch.rand(len(x)) < degraded
    if some.any():
        x[some] = camera(light(x[some]))
    some = torch.rand(len(x)) < photographs
    if some.any():
        x[some] = photograph(x[some])
    return random_preprocess(occlude(x, 0.12), p=0.5)


@torch.no_grad()
def validate(net, faces, labels):
    """Figures with the shipped second look; the temperature stays 1."""
    net.eval()
    views = [torch.cat([net(preprocess(b, DENOISE)) for b in x.split(256)]) for x in (faces, faces.flip(3))]
    once, twice = views[0].softmax(1), looked_twice(*views, 1.0, 0.7)
    figures = {"once": summary(once, labels), "twice": summary(twice, labels)}
    recalls = [recall for recall in figures["once"]["recall"].values() if recall is not None]
    return {
        "accuracy": round(figures["once"]["accuracy8"], 4), "macroRecall": round(sum(recalls) / len(recalls), 4),
        "loss": round(F.cross_entropy(views[0], labels).item(), 4),
        **{name: {k: round(f[k], 4) for k in ("accuracy8", "macroRecall6", "ece")} for name, f in figures.items()},
    }


def main():
    a = arguments()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "arguments.json").write_text(json.dumps(vars(a), indent=1))
    _, targets = clean_train(a.data)
    targets = torch.tensor(targets, dtype=torch.float32)
    valid, labels = clean_valid(a.data)
    valid, labels = torch.tensor(valid)[:, None], torch.tensor(labels)
    views = Views(a.votes)
    spread = views.spread()
    net = read(a.start).to(memory_format=torch.channels_last)
    for name, parameter in net.named_parameters():
        stays = (a.head_only and not name.startswith("head.")) or (a.keep_stem and name.startswith("stem."))
        parameter.requires_grad_(not stays)
    ema = copy.deepcopy(net)
    steps = len(targets) // a.batch
    total = a.epochs * steps
    taught = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(taught, a.lr, weight_decay=a.decay)
    log, first, checkpoint = [], 0, out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False, map_location="cpu")
        net.load_state_dict(saved["net"])
        ema.load_state_dict(saved["ema"])
        optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["rng"])
        log, first = saved["log"], saved["epoch"] + 1
    print(f"{len(targets)} training faces, {sum(p.numel() for p in net.parameters())} parameters, {LABELS}", flush=True)
    for epoch in range(first, a.epochs):
        began, loss_sum = time.time(), 0.0
        views.refresh()
        net.train()
        order = drawn(targets, a.balance, len(targets))
        for k in range(steps):
            step = epoch * steps + k
            optimiser.param_groups[0]["lr"] = a.lr * min(1, (step + 1) / 300) * 0.5 * (1 + math.cos(math.pi * step / total))
            pick = order[k * a.batch : (k + 1) * a.batch]
            faces, told, seen = views.draw(pick)
            wanted = targets[pick] * (1 - a.trust) + told * a.trust
            x = worse(faces.float(), a.degraded, a.photographs)
            mixed = bool(torch.rand(1) < a.mixed)
            if mixed:
                x, wanted = mix(x, wanted, "cutmix", 1.0)
            x = normalise(x).contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16, enabled=a.bf16):
                embedding = net.embed(x)
            embedding = embedding.float()
            logits = net.head(net.dropout(embedding))
            loss = -(wanted * F.log_softmax(logits, 1)).sum(1).mean()
            if not mixed and a.hint > 0:
                loss = loss + a.hint * ((embedding - seen).square() / spread).mean()
            if not torch.isfinite(loss):
                raise SystemExit(f"The loss is not finite in epoch {epoch}: go on from the checkpoint with a lower --lr.")
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(taught, 2.0)
            optimiser.step()
            loss_sum += loss.item()
            with torch.no_grad():
                keep = min(0.999, (1 + step) / (10 + step))
                for old, new in zip(ema.parameters(), net.parameters()):
                    old.lerp_(new, 1 - keep)
            if a.together and (k + 1) % (steps // MEETINGS) == 0:
                meet(a, [net, ema], step)
        checks = (epoch + 1) % a.check == 0 or epoch + 1 == a.epochs
        row = {"epoch": epoch, "views": len(views.views), "trainLoss": round(loss_sum / steps, 4),
               **({"plain": validate(ema, valid, labels)} if checks else {}),
               "seconds": round(time.time() - began), "processorSeconds": round(time.process_time())}
        log.append(row)
        print(json.dumps(row), flush=True)
        saved = {"net": net.state_dict(), "ema": ema.state_dict(), "optimiser": optimiser.state_dict(),
                 "rng": torch.get_rng_state(), "log": log, "epoch": epoch, **shape_of(net)}
        part = checkpoint.with_suffix(".part")
        torch.save(saved, part)
        part.replace(checkpoint)
        (out / "log.json").write_text(json.dumps(log, indent=1))


if __name__ == "__main__":
    main()
