"""What a teacher answers to many views of every training face, computed once: most of the time of distillation.

python votes.py --data FOLDER --teacher runs/shipped/checkpoint.pt --out votes --views 10

Each view is `view-NN.faces.npy` (uint8 [N,48,48]) with `view-NN.answers.npy` (uint8 [N,8], probabilities times 255) and
`view-NN.embeddings.npy` (float16 [N,128], what the teacher's head sees). The views differ in geometry only: light, camera
and occlusion are drawn anew whenever a student sees them (distil.py), and leave the answer as it is. View 0 is the face
itself, answered together with its mirror image. A view that is there is not made again, so that the command can be
stopped and called once more.
"""
import argparse
import copy
import pathlib
import time

import numpy as np
import torch

from augment import geometry
from checkpoint import read
from faces import clean_train
from preprocess import normalise
from pretrained import Scaled

# Tilt in degrees, scale and shift of one half of the pictures and of the other.
GENTLE, STRONG = (10.0, 0.14, 0.07), (18.0, 0.22, 0.13)
MIRRORED = 0  # the view that is answered twice


def folded(net):
    """A copy without batch norms (their work is done by the convolutions), in bfloat16: twice as fast."""
    net = copy.deepcopy(net).eval()
    for layer in net.modules():
        if isinstance(layer, Scaled):
            layer.conv = torch.nn.utils.fusion.fuse_conv_bn_eval(layer.conv, layer.norm)
            layer.norm = torch.nn.Identity()
    return net.to(torch.bfloat16, memory_format=torch.channels_last)


def view_of(faces, number):
    """uint8 [N,1,48,48] -> uint8 [N,1,48,48], one geometry for each face; view 0 leaves them as they are."""
    torch.manual_seed(1000 + number)
    if number == 0:
        return faces
    strong = torch.rand(len(faces)) < 0.5
    out = faces.float()
    for some, (degrees, scale, shift) in ((~strong, GENTLE), (strong, STRONG)):
        out[some] = geometry(out[some], degrees, scale, shift)
    return out.round().clamp(0, 255).to(torch.uint8)


@torch.no_grad()
def answers(net, view, mirrored, batch=64):
    """Probabilities [N,8] and embeddings [N,E] of a network without batch norms."""
    told, seen = [], []
    for faces in view.split(batch):
        x = normalise(faces.float()).to(torch.bfloat16)
        embedding = net.embed(x)
        both = [net.head(embedding)] + ([net(x.flip(3))] if mirrored else [])
        told.append(torch.stack([logits.float().softmax(1) for logits in both]).mean(0))
        seen.append(embedding.half())
    told, seen = torch.cat(told), torch.cat(seen)
    if not (torch.isfinite(told).all() and torch.isfinite(seen).all()):
        raise SystemExit("The teacher's answers are not finite: its checkpoint is damaged.")
    return told, seen


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--teacher", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--views", type=int, default=10)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    faces, _ = clean_train(a.data)
    faces = torch.tensor(faces)[:, None]
    net = folded(read(a.teacher))
    for number in range(a.views):
        name = out / f"view-{number:02}"
        last = pathlib.Path(f"{name}.answers.npy")
        if last.exists():
            continue
        began = time.time()
        view = view_of(faces, number)
        told, seen = answers(net, view, number == MIRRORED)
        np.save(f"{name}.faces.npy", view[:, 0].numpy())
        np.save(f"{name}.embeddings.npy", seen.numpy())
        part = pathlib.Path(f"{name}.part.npy")
        np.save(part, (told * 255).round().to(torch.uint8).numpy())
        part.replace(last)
        print(f"view {number}: {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
