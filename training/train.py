"""Trains the expression network. Stops and goes on at any epoch: the checkpoint holds everything.

python train.py --data FOLDER --out runs/first --epochs 40
python train.py --data FOLDER --out runs/second --epochs 30 --start runs/first/checkpoint.pt --mild-from 0 --lr 0.05

--start takes over a narrower network too (widen.py), --teachers learns from the mean of other runs (distillation).
"""
import argparse
import copy
import json
import math
import pathlib
import time

import torch
import torch.nn.functional as F

from augment import augment, mix
from checkpoint import read, shape_of
from faces import LABELS, clean_train, clean_valid
from network import WIDTHS, ExpressionNet, parameters
from pretrained import FaceNet, pretrained, shortened
from preprocess import normalise, preprocess
from widen import widen


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--widths", type=int, nargs=4, default=WIDTHS, help="channels of the four stages")
    p.add_argument("--epochs", type=int, default=40)
    p.add_argument("--batch", type=int, default=128)
    p.add_argument("--lr", type=float, default=0.1)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--start", help="checkpoint whose averaged weights to begin with (second phase)")
    p.add_argument("--faces", help="folder of @vladmandic/face-api's models: begin with its face descriptor; none: its shape only")
    p.add_argument("--agreed", action="store_true", help="without faces on which the annotators did not agree")
    p.add_argument("--size", type=int, default=112, help="of such a network: side the face is enlarged to")
    p.add_argument("--depth", type=int, default=14, help="of such a network: how many of its blocks")
    p.add_argument("--mild-from", type=int, default=10**6, help="gentle augmentation from this epoch on")
    p.add_argument("--mix", choices=["none", "mixup", "cutmix"], default="none", help="until --mild-from")
    p.add_argument("--teachers", nargs="*", default=[], help="checkpoints whose mean answer is a second target")
    p.add_argument("--mirror", action="store_true", help="teachers answer to the mirror image, too")
    p.add_argument("--trust", type=float, default=0.6, help="share of the teachers' answer in the loss")
    p.add_argument("--bf16", action="store_true", help="half precision; several times faster where the CPU has AMX")
    p.add_argument("--device", default="cpu")
    p.add_argument("--decay", type=float, default=5e-4)
    return p.parse_args()


def beginning(a, faces):
    """The network training starts with."""
    if a.faces == "none":
        return FaceNet(a.size, a.depth)
    if a.faces:
        return pretrained(a.faces, normalise(faces[:512].float()), a.size, a.depth)
    if a.start:
        net = read(a.start)
        return shortened(net, a.size, a.depth) if isinstance(net, FaceNet) else widen(net, a.widths)
    return ExpressionNet(a.widths)


@torch.no_grad()
def validate(net, faces, labels, device="cpu", half=False):
    """Accuracy and macro recall over the eight labels, without test-time tricks."""
    net.eval()
    with torch.autocast(device, torch.bfloat16, enabled=half):
        logits = torch.cat([net(preprocess(b).to(device)).float().cpu() for b in faces.split(256)])
    hit = (logits.argmax(1) == labels).float()
    recall = [hit[labels == c].mean().item() for c in labels.unique().tolist()]
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


def loss_of(logits, targets, advice, trust):
    """Cross entropy with the annotators' votes and, where there are teachers, with their mean answer (Hinton, 2015)."""
    answer = F.log_softmax(logits.float(), 1)
    wanted = targets if advice is None else targets * (1 - trust) + advice * trust
    return -(wanted * answer).sum(1).mean()


@torch.no_grad()
def mean_answer(teachers, x, mirror=False):
    """Mean probabilities of the teachers, to the mirror images as well where asked for; None without teachers."""
    if not teachers:
        return None
    views = [x, x.flip(3)] if mirror else [x]
    return torch.stack([t(view).float().softmax(1) for t in teachers for view in views]).mean(0)


def main():
    a = arguments()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "arguments.json").write_text(json.dumps(vars(a), indent=1))
    faces, targets = clean_train(a.data, a.agreed)
    faces, targets = torch.tensor(faces)[:, None], torch.tensor(targets, dtype=torch.float32)
    valid, labels = clean_valid(a.data)
    valid, labels = torch.tensor(valid)[:, None], torch.tensor(labels)
    net = beginning(a, faces)
    net = net.to(a.device, memory_format=torch.channels_last)
    teachers = [read(path).to(a.device, memory_format=torch.channels_last) for path in a.teachers]
    ema = copy.deepcopy(net)
    steps = len(faces) // a.batch
    total = a.epochs * steps
    optimiser = torch.optim.SGD(net.parameters(), a.lr, 0.9, weight_decay=a.decay, nesterov=True)
    log, first = [], 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False, map_location="cpu")
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
            mild = epoch >= a.mild_from
            x, wanted = mix(augment(faces[pick], mild), targets[pick], "none" if mild else a.mix)
            x = normalise(x).to(a.device, memory_format=torch.channels_last)
            with torch.autocast(a.device, torch.bfloat16, enabled=a.bf16):
                advice = mean_answer(teachers, x, a.mirror)
                logits = net(x)
            loss = loss_of(logits, wanted.to(a.device), advice, a.trust)
            if not torch.isfinite(loss):
                raise SystemExit(f"The loss is not finite in epoch {epoch}: go on from the checkpoint with a lower --lr.")
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            loss_sum += loss.item()
            follow(ema, net, step)
        row = {
            "epoch": epoch,
            "trainLoss": loss_sum / steps,
            "plain": validate(ema, valid, labels, a.device, a.bf16),
            "seconds": round(time.time() - began),
        }
        log.append(row)
        print(json.dumps(row), flush=True)
        saved = {
            "net": net.state_dict(), "ema": ema.state_dict(), "optimiser": optimiser.state_dict(),
            "rng": torch.get_rng_state(), "log": log, "epoch": epoch, **shape_of(net),
        }
        part = checkpoint.with_suffix(".part")
        torch.save(saved, part)
        part.replace(checkpoint)
        (out / "log.json").write_text(json.dumps(log, indent=1))


if __name__ == "__main__":
    main()
