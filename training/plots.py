"""Pictures for docs/: training curves, confusion matrix, calibration."""
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from faces import LABELS


def curves(log, file):
    checked = [row for row in log if "plain" in row]
    epochs = [row["epoch"] + 1 for row in checked]
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8))
    left.plot([r["epoch"] + 1 for r in log], [r["trainLoss"] for r in log], label="training (augmented, soft votes)")
    left.plot(epochs, [r["plain"]["loss"] for r in checked], label="validation (majority)")
    left.set(xlabel="epoch", ylabel="cross-entropy", title="Loss")
    right.plot(epochs, [100 * r["plain"]["accuracy"] for r in checked], label="accuracy, 8 classes")
    right.plot(epochs, [100 * r["plain"]["macroRecall"] for r in checked], label="mean recall, 8 classes")
    right.set(xlabel="epoch", ylabel="%", title="Validation (averaged weights)")
    for axis in (left, right):
        axis.grid(alpha=0.3)
        axis.legend()
    figure.tight_layout()
    figure.savefig(file, dpi=110)


def confusion_matrix(table, file):
    share = table / table.sum(1, keepdim=True).clamp(min=1)
    figure, axis = plt.subplots(figsize=(6.4, 5.8))
    axis.imshow(share, cmap="Blues", vmin=0, vmax=1)
    for i in range(len(LABELS)):
        for j in range(len(LABELS)):
            value = float(share[i, j])
            if value >= 0.005:
                axis.text(j, i, f"{100 * value:.0f}", ha="center", va="center", color="white" if value > 0.5 else "black")
    names = [f"{name} ({int(n)})" for name, n in zip(LABELS, table.sum(1))]
    axis.set_xticks(range(len(LABELS)), LABELS, rotation=40, ha="right")
    axis.set_yticks(range(len(LABELS)), names)
    axis.set(xlabel="network", ylabel="majority of the annotators", title="Clean validation split, % of each row")
    figure.tight_layout()
    figure.savefig(file, dpi=110)


def calibration_plot(rows, ece, file):
    figure, axis = plt.subplots(figsize=(4.6, 4.4))
    axis.plot([0, 1], [0, 1], color="gray", linewidth=1)
    axis.plot([r[0] for r in rows], [r[1] for r in rows], marker="o")
    axis.set(xlabel="confidence", ylabel="accuracy", title=f"Calibration on validation, error {ece:.3f}")
    axis.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(file, dpi=110)
