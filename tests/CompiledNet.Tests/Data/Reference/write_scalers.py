"""Writes scalers.csv: what scikit-learn's scalers make of a few samples (Debian: python3-sklearn 1.2.1).

    python3 write_scalers.py > scalers.csv

Each line: what the numbers are, and one for each column. Every input is a number that a float holds.
"""
import numpy as np
from sklearn.preprocessing import MinMaxScaler, StandardScaler

random = np.random.RandomState(5)
samples = 11
columns = [
    random.normal(3, 2, samples),
    1e6 + random.uniform(-1, 1, samples),  # far from 0
    np.full(samples, 0.1),  # constant
    random.normal(0, 1e-9, samples),
    -1e20 * random.exponential(1, samples),
    np.full(samples, -7),
    np.arange(samples) % 2,
]
x = np.stack(columns, axis=1).astype(np.float32).astype(np.float64)


def write(name, rows):
    for row in np.atleast_2d(rows):
        print(",".join([name] + [repr(float(number)) for number in row]))


standard = StandardScaler().fit(x)
write("x", x)
write("mean", standard.mean_)
write("scale", standard.scale_)
write("standard", standard.transform(x))
for name, bounds in [("unit", (0, 1)), ("range", (-1, 2))]:
    scaler = MinMaxScaler(bounds).fit(x)
    write("minimum", scaler.data_min_)
    write("maximum", scaler.data_max_)
    write(name, scaler.transform(x))
