"""Trains the expression network. Stops and goes on at any epoch: the checkpoint holds everything.

python train.py --data FOLDER --out runs/first --epochs 40
python train.py --data FOLDER --out runs/second --epochs 30 --start runs/first/checkpoint.pt --mild --lr 0.05
"""
import argparse
import copy
import json
import math
import pathlib
import time

import torch
import torch.nn.functional as F

from augment import augment
from faces import LABELS, clean_train, clean_valid
from network import ExpressionNet, parameters
from preprocess import normalise, preprocess


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--width", type=int, default=24)
    p.add_argument("--epochs", type=int, default=40)
    p.add_argument("--batch", type=int, default=128)
    p.add_argument("--lr", type=float, default=0.1)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--start", help="checkpoint whose averaged weights to begin with (second phase)")
    p.add_argument("--mild", action="store_true", help="gentle augmentation (second phase)")
    p.add_argument("--decay", type=float, default=5e-4)
    return p.parse_args()


@torch.no_grad()
def validate(net, faces, labels, **setting):
    """Accuracy and macro recall over the eight labels, without test-time tricks."""
    net.eval()
    logits = torch.cat([net(preprocess(b, **setting)) for b in faces.split(256)])
    hit = (logits.argmax(1) == labels).float()
    recall = [hit[labels == c].mean().item() for c in range(len(LABELS))]
    return {
        "accuracy": hit.mean().item(),
        "macroRecall": sum(recall) / len(recall),
        "loss": F.cross_entropy(logits, labels).item(),
    }


@torch.no_grad()
def follow(ema, net, step):
    """Exponential moving average of the weights, faster at the start."""
    keep = min(0.999, (1 + step) / (10 + step))
    for a, b in zip(ema.parameters(), net.parameters()):
        a.lerp_(b, 1 - keep)
    for a, b in zip(ema.buffers(), net.buffers()):
        a.copy_(b)


def main():
    a = arguments()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    faces, targets = clean_train(a.data)
    faces, targets = torch.tensor(faces)[:, None], torch.tensor(targets, dtype=torch.float32)
    valid, labels = clean_valid(a.data)
    valid, labels = torch.tensor(valid)[:, None], torch.tensor(labels)
    net = ExpressionNet(a.width).to(memory_format=torch.channels_last)
    if a.start:
        net.load_state_dict(torch.load(a.start, weights_only=False)["ema"])
    ema = copy.deepcopy(net)
    steps = len(faces) // a.batch
    total = a.epochs * steps
    optimiser = torch.optim.SGD(net.parameters(), a.lr, 0.9, weight_decay=a.decay, nesterov=True)
    log, first = [], 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        net.load_state_dict(saved["net"])
        ema.load_state_dict(saved["ema"])
        optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["rng"])
        log, first = saved["log"], saved["epoch"] + 1
    print(f"{len(faces)} training faces, {len(valid)} validation faces, {parameters(net)} parameters", flush=True)
    for epoch in range(first, a.epochs):
        began, loss_sum = time.time(), 0.0
        net.train()
        order = torch.randperm(len(faces))
        for k in range(steps):
            step = epoch * steps + k
            rate = a.lr * min(1, step / 300) * 0.5 * (1 + math.cos(math.pi * step / total))
            optimiser.param_groups[0]["lr"] = rate
            pick = order[k * a.batch : (k + 1) * a.batch]
            x = normalise(augment(faces[pick], a.mild)).contiguous(memory_format=torch.channels_last)
            loss = -(targets[pick] * F.log_softmax(net(x), 1)).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            loss_sum += loss.item()
            follow(ema, net, step)
        row = {
            "epoch": epoch,
            "trainLoss": loss_sum / steps,
            "plain": validate(ema, valid, labels),
            "equalised": validate(ema, valid, labels, sigma=0.5, strength=1.0),
            "seconds": round(time.time() - began),
        }
        log.append(row)
        print(json.dumps(row), flush=True)
        saved = {
            "net": net.state_dict(), "ema": ema.state_dict(), "optimiser": optimiser.state_dict(),
            "rng": torch.get_rng_state(), "log": log, "epoch": epoch, "width": a.width,
        }
        part = checkpoint.with_suffix(".part")
        torch.save(saved, part)
        part.replace(checkpoint)
        (out / "log.json").write_text(json.dumps(log, indent=1))


if __name__ == "__main__":
    main()
