"""Makes the ONNX files of this folder, each with an input and PyTorch's output for it: Debian's python3-torch and python3-onnx.

    python3 make.py
"""

import json
import pathlib

import numpy
import torch
from torch import nn

FOLDER = pathlib.Path(__file__).parent


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 3, padding=1)
        self.norm1 = nn.BatchNorm2d(4)
        self.conv2 = nn.Conv2d(4, 6, 3, stride=2, bias=False)
        self.fc1 = nn.Linear(6 * 2 * 2, 8)
        self.fc2 = nn.Linear(8, 3)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.norm1(self.conv1(x))), 2)
        x = torch.relu(self.conv2(nn.functional.pad(x, (1, 0, 1, 0))))
        x = x.view(x.size(0), -1)
        return torch.softmax(self.fc2(nn.functional.gelu(self.fc1(x))), dim=1)


class Gru(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(3, 5, num_layers=2, batch_first=True)
        self.fc = nn.Linear(5, 2)

    def forward(self, x):
        return self.fc(self.gru(x)[0])


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(3)
        self.lstm = nn.LSTM(3, 4, batch_first=True)
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(self.lstm(self.norm(x))[0][:, -1, :])


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(6, 8)
        self.inner1 = nn.Linear(8, 8)
        self.inner2 = nn.Linear(8, 8)
        self.gate = nn.Linear(8, 8)
        self.head = nn.Linear(16, 2)

    def forward(self, x):
        a = nn.functional.silu(self.stem(x))
        b = a + self.inner2(torch.tanh(self.inner1(a)))
        c = b * torch.sigmoid(self.gate(a))
        return self.head(torch.cat([c, nn.functional.softplus(b)], dim=1))


class Tcn(nn.Module):
    """Causal convolutions: zeros on both sides, and what is too much cut off."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv1d(2, 6, 3, padding=2)
        self.conv2 = nn.Conv1d(6, 6, 3, padding=4, dilation=2)
        self.head = nn.Conv1d(6, 1, 1)

    def forward(self, x):
        y = torch.relu(self.conv1(x)[:, :, :-2])
        return self.head(y + torch.relu(self.conv2(y)[:, :, :-4]))


class Mobile(nn.Module):
    """Depthwise convolutions, asymmetric padding, a global mean and squeeze of a channel."""

    def __init__(self):
        super().__init__()
        self.depth = nn.Conv2d(3, 6, (3, 5), padding=(1, 2), groups=3)
        self.point = nn.Conv2d(6, 4, 1)
        self.down = nn.Conv2d(4, 4, 3, stride=2, dilation=(1, 2), padding=(1, 0))
        self.slope = nn.PReLU(4)
        self.head = nn.Conv2d(4, 3, 1)

    def forward(self, x):
        x = nn.functional.hardswish(self.point(self.depth(x) * 0.5 + 0.25))
        x = self.slope(self.down(x))
        return torch.flatten(self.head(x.mean((2, 3), keepdim=True)), 1)


class Norms(nn.Module):
    """Exported with its BatchNorms: after a convolution, a depthwise one and a product, and where the value has a second reader."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(4)
        self.depth = nn.Conv2d(4, 4, 3, padding=1, groups=4)
        self.norm2 = nn.BatchNorm2d(4, eps=1e-3)
        self.read = nn.Conv2d(4, 4, 1)
        self.norm3 = nn.BatchNorm2d(4)
        self.fc1 = nn.Linear(4, 5)
        self.norm4 = nn.BatchNorm1d(5)
        self.fc2 = nn.Linear(5, 2)

    def forward(self, x):
        x = torch.relu(self.norm1(self.conv(x)))
        x = torch.relu(self.norm2(self.depth(x)))
        y = self.read(x)
        y = (y + self.norm3(y)).mean((2, 3))
        return self.fc2(nn.functional.elu(self.norm4(self.fc1(y))))


class Clips(nn.Module):
    """ReLU6 between convolutions, as MobileNets have it, other bounds, and products that are split."""

    def __init__(self):
        super().__init__()
        self.expand = nn.Conv2d(2, 6, 1)
        self.depth = nn.Conv2d(6, 6, 3, padding=1, groups=6, bias=False)
        self.project = nn.Conv2d(6, 4, 1)
        self.gate = nn.Linear(4, 6)
        self.fc = nn.Linear(3, 3)

    def forward(self, x):
        x = nn.functional.relu6(4 * self.expand(x))
        x = nn.functional.relu6(4 * self.depth(x) + 2)
        x = nn.functional.hardtanh(self.project(x), -0.25, 0.5).mean((2, 3))
        x = nn.functional.glu(self.gate(x), dim=1)
        return nn.functional.hardsigmoid(self.fc(x).clamp(min=-0.1)).clamp(max=0.6)


def make(name, network, shape, dynamic=None, **options):
    torch.manual_seed(len(name))
    network = network()
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                module.running_mean.uniform_(-1, 1)
                module.running_var.uniform_(0.5, 2)
                module.weight.uniform_(0.5, 2)
    network.eval()
    x = torch.rand(shape) * 2 - 1
    torch.onnx.export(network, x, str(FOLDER / f"{name}.onnx"), input_names=["x"], output_names=["y"], dynamic_axes=dynamic, opset_version=14,
                      **options)
    with torch.no_grad():
        y = network(x)
    (FOLDER / f"{name}.json").write_text(json.dumps({
        "input": [float(v) for v in x.numpy().astype(numpy.float64).ravel()],
        "output": [float(v) for v in y.numpy().astype(numpy.float64).ravel()],
    }) + "\n")


if __name__ == "__main__":
    make("cnn", Cnn, (3, 1, 9, 9), {"x": {0: "n"}, "y": {0: "n"}})
    make("gru", Gru, (1, 12, 3), {"x": {0: "n", 1: "t"}, "y": {0: "n", 1: "t"}})
    make("lstm", Lstm, (2, 7, 3))
    make("residual", Residual, (4, 6), {"x": {0: "n"}, "y": {0: "n"}})
    make("tcn", Tcn, (1, 2, 20), {"x": {0: "n", 2: "t"}, "y": {0: "n", 2: "t"}})
    make("mobile", Mobile, (2, 3, 8, 10))
    make("norms", Norms, (3, 2, 5, 6), {"x": {0: "n"}, "y": {0: "n"}}, training=torch.onnx.TrainingMode.PRESERVE)
    make("clips", Clips, (3, 2, 5, 6), {"x": {0: "n"}, "y": {0: "n"}})
