"""Would landmark geometry help the network? A linear head over its answer, with and without the geometry.

npm run eval:alignment -- --faces DATA --split valid --features features.jsonl
python training/hybrid.py --features features.jsonl

Ten-fold cross-validation on validation faces, which the network has not learned from: each face is judged by a head
that has not seen it. Both heads have the same freedom apart from the geometry.
"""
import argparse
import json
import pathlib

import torch
import torch.nn.functional as F

from figures import summary

FOLDS = 10
DECAY = 1e-3


def fit(inputs, labels):
    """Multinomial logistic regression with a little weight decay."""
    weight = torch.zeros(inputs.shape[1], 8, requires_grad=True)
    bias = torch.zeros(8, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=60, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        value = F.cross_entropy(inputs @ weight + bias, labels) + DECAY * weight.square().sum()
        value.backward()
        return value

    optimiser.step(loss)
    return weight.detach(), bias.detach()


def crossed(inputs, labels):
    """Probabilities for every face from a head fitted on the other folds."""
    torch.manual_seed(5)
    fold = torch.randperm(len(labels)) % FOLDS
    answer = torch.zeros(len(labels), 8)
    for k in range(FOLDS):
        inside = fold != k
        weight, bias = fit(inputs[inside], labels[inside])
        answer[~inside] = (inputs[~inside] @ weight + bias).softmax(1)
    return answer


def standard(values):
    """Zero mean, unit deviation, and the squares too: brows can be too high and too low."""
    values = ((values - values.mean(0)) / values.std(0)).clamp(-4, 4)
    return torch.cat([values, values.square()], 1)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--features", required=True)
    a = p.parse_args()
    rows = [json.loads(line) for line in pathlib.Path(a.features).read_text().splitlines()]
    labels = torch.tensor([row["truth"] for row in rows])
    geometry = standard(torch.tensor([row["geometry"] for row in rows]))
    result = {"n": len(rows)}
    for crop in ("plain", "aligned"):
        answer = torch.tensor([row[crop] for row in rows])
        network = answer.clamp(min=1e-6).log()
        heads = {
            "network": answer,
            "networkHead": crossed(network, labels),
            "networkAndGeometry": crossed(torch.cat([network, geometry], 1), labels),
        }
        result[crop] = {
            name: {k: round(float(v), 4) for k, v in summary(of, labels).items() if k != "recall"} for name, of in heads.items()
        }
    result["geometryAlone"] = round(float((crossed(geometry, labels).argmax(1) == labels).float().mean()), 4)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
