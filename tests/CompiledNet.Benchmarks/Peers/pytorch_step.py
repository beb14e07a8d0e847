"""Times a training step by PyTorch on one thread: forward, backward, Adam. Prints the least of many, in microseconds.

pytorch_step.py lenet|gru|gru-last BATCH
"""
import sys
import time

import torch
from torch import nn


class Gru(nn.Module):
    """64 steps of 32 numbers, 64 units, 256 classes for each step or for the last."""

    def __init__(self, last):
        super().__init__()
        self.last = last
        self.gru = nn.GRU(32, 64, batch_first=True)
        self.dense = nn.Linear(64, 256)

    def forward(self, x):
        h = self.gru(x)[0]
        return self.dense(h[:, -1] if self.last else h.flatten(0, 1))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


batch = int(sys.argv[2])
torch.set_num_threads(1)
torch.manual_seed(1)
if sys.argv[1] == "lenet":
    net, x, y = lenet(), torch.rand(batch, 1, 28, 28), torch.randint(0, 10, (batch,))
else:
    last = sys.argv[1] == "gru-last"
    net, x, y = Gru(last), torch.rand(batch, 64, 32), torch.randint(0, 256, (batch if last else 64 * batch,))
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
loss = nn.CrossEntropyLoss()


def step():
    optimizer.zero_grad(set_to_none=True)
    loss(net(x), y).backward()
    optimizer.step()


end = time.perf_counter() + 0.7
while time.perf_counter() < end:
    step()
least = float("inf")
end = time.perf_counter() + 2
while time.perf_counter() < end:
    start = time.perf_counter()
    step()
    least = min(least, time.perf_counter() - start)
print(least * 1e6)
