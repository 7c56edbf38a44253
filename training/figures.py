"""Measures of a classifier: accuracy, recall, calibration, confusion."""
import torch
import torch.nn.functional as F

from faces import LABELS

BINS = 15
# As in src/analysis/emotion/labels.ts: the six expressions shown, and where each of the eight labels goes.
SIX = ["neutral", "happiness", "surprise", "sadness", "anger", "fear"]


def looked_twice(first, mirrored, temperature, below):
    """As src/analysis/networks/emotion-model.ts: the mean of both answers where the first one is less sure than `below`."""
    a, b = ((logits / temperature).softmax(1) for logits in (first, mirrored))
    return torch.where(a.max(1, keepdim=True).values < below, (a + b) / 2, a)


def fit_temperature_of_looks(first, mirrored, labels, below) -> float:
    """The temperature that makes validation likelihood best; it also decides who is looked at twice."""
    def loss(temperature):
        return F.nll_loss(looked_twice(first, mirrored, temperature, below).log(), labels).item()

    return min((t / 1000 for t in range(200, 5000, 5)), key=loss)


def calibration(probabilities, labels):
    """(expected calibration error, [(mean confidence, accuracy, count) per bin])."""
    confidence, guess = probabilities.max(1)
    hit = (guess == labels).float()
    error, rows = 0.0, []
    for low in torch.arange(BINS) / BINS:
        inside = (confidence > low) & (confidence <= low + 1 / BINS)
        count = int(inside.sum())
        if count:
            mean, accuracy = float(confidence[inside].mean()), float(hit[inside].mean())
            error += count / len(labels) * abs(mean - accuracy)
            rows.append((mean, accuracy, count))
    return error, rows


def confusion(guess, labels):
    table = torch.zeros(len(LABELS), len(LABELS), dtype=torch.long)
    for truth, said in zip(labels.tolist(), guess.tolist()):
        table[truth, said] += 1
    return table


def summary(probabilities, labels) -> dict:
    guess = probabilities.argmax(1)
    hit = (guess == labels).float()
    occurs = set(labels.tolist())
    recall = {name: float(hit[labels == i].mean()) if i in occurs else None for i, name in enumerate(LABELS)}
    six = torch.tensor([LABELS.index(name) for name in SIX])
    among = torch.isin(labels, six)
    guess6 = six[probabilities[among][:, six].argmax(1)]
    hit6 = (guess6 == labels[among]).float()
    recall6 = [float(hit6[labels[among] == i].mean()) for i in six.tolist() if i in occurs]
    return {
        "n": len(labels),
        "accuracy8": float(hit.mean()),
        "accuracy6": float(hit6.mean()),
        "macroRecall6": sum(recall6) / len(recall6),
        "recall": recall,
        "ece": calibration(probabilities, labels)[0],
    }
