"""A small residual network: 48 x 48 gray -> embedding -> eight logits."""
from torch import nn

from faces import LABELS

WIDTHS = (24, 48, 96, 144)  # channels of the four stages


def _conv(inputs, outputs, stride=1, kernel=3):
    return [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs)]


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.first = nn.Sequential(*_conv(inputs, outputs, stride), nn.ReLU())
        self.second = nn.Sequential(*_conv(outputs, outputs))
        same = inputs == outputs and stride == 1
        self.skip = nn.Identity() if same else nn.Sequential(*_conv(inputs, outputs, stride, 1))
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(self.second(self.first(x)) + self.skip(x))


class ExpressionNet(nn.Module):
    def __init__(self, widths=WIDTHS, dropout=0.3):
        super().__init__()
        a, b, c, d = self.widths = tuple(widths)
        self.stem = nn.Sequential(*_conv(1, a, 2), nn.ReLU())
        self.blocks = nn.Sequential(
            Residual(a, a),
            Residual(a, b, 2), Residual(b, b),
            Residual(b, c, 2), Residual(c, c),
            Residual(c, d, 2),
        )
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(d, len(LABELS))

    def embed(self, x):
        return self.pool(self.blocks(self.stem(x)))

    def forward(self, x):
        return self.head(self.dropout(self.embed(x)))


def parameters(net) -> int:
    return sum(p.numel() for p in net.parameters())
