"""Times a training step of LeNet by PyTorch on one thread: forward, backward, Adam. Prints the least of many, in microseconds."""
import sys
import time

import torch
from torch import nn

batch = int(sys.argv[1])
torch.set_num_threads(1)
torch.manual_seed(1)
net = nn.Sequential(
    nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
    nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
loss = nn.CrossEntropyLoss()
x = torch.rand(batch, 1, 28, 28)
y = torch.randint(0, 10, (batch,))


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
