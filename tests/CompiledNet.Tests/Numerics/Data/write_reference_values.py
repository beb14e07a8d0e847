"""Writes activations.csv and losses.csv: values of the library's functions to 50 digits by mpmath, rounded once to double.

Run in this folder: python3 write_reference_values.py   (needs mpmath, Debian's python3-mpmath)

Derivatives are mpmath's numeric derivatives of the definitions, not formulas of ours. z runs over doubles that fill the
mantissa and, every second one, over numbers that are exact in single precision too.
"""

import random
import struct

from mpmath import diff, erf, erfc, exp, expm1, log, log1p, mp, mpf, nstr, sqrt, tanh

mp.dps = 50
SELU_LAMBDA = mpf("1.0507009873554804934193349852946")
SELU_ALPHA = mpf("1.6732632423543772848170429916717")


def sigmoid(z):
    return 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (1 + exp(z))


def softplus(z):
    return log1p(exp(z)) if z < 0 else z + log1p(exp(-z))


def elu(z, alpha=mpf(1)):
    return z if z > 0 else alpha * expm1(z)


def selu(z):
    return SELU_LAMBDA * elu(z, SELU_ALPHA)


def gelu(z):
    return z * erfc(-z / sqrt(mpf(2))) / 2


def silu(z):
    return z * sigmoid(z)


def mish(z):
    return z * tanh(softplus(z))


def hard_sigmoid(z):
    return max(mpf(0), min(mpf(1), z / 6 + mpf(1) / 2))


def hard_swish(z):
    return z * hard_sigmoid(z)


def slope(function):
    return lambda z: diff(function, z)


FUNCTIONS = {
    "Sigmoid": sigmoid,
    "Softplus": softplus,
    "Elu": elu,
    "Selu": selu,
    "Gelu": gelu,
    "GeluDerivative": slope(gelu),
    "Silu": silu,
    "SiluDerivative": slope(silu),
    "Mish": mish,
    "MishDerivative": slope(mish),
    "HardSigmoid": hard_sigmoid,
    "HardSigmoidDerivative": slope(hard_sigmoid),
    "HardSwish": hard_swish,
    "HardSwishDerivative": slope(hard_swish),
    "Erf": erf,
    "Erfc": erfc,
    "LogOnePlus": lambda z: log1p(z) if z > -1 else None,
    "ExpMinusOne": expm1,
}


def as_single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def as_double(x):
    return "" if x is None else repr(float(nstr(x, 30)))


def grid():
    draw = random.Random(20240229)
    sizes = [1e-300, 1e-20, 1e-8, 1e-4, 0.01, 0.1, 0.3, 0.46, 0.5, 0.66, 0.7, 0.75, 1, 1.2, 1.28, 1.5, 2, 2.5, 2.9, 3.1, 3.5]
    sizes += [4, 4.5, 5, 5.6, 5.7, 6, 7, 8, 9, 10, 12, 15, 18, 20, 25, 26, 27, 30, 33, 35, 36, 37, 37.4, 40, 50, 60, 80, 87, 89]
    sizes += [100, 103, 105, 200, 300, 500, 600, 700, 707, 708.3, 709.5, 720, 740, 744, 746, 1000, 5000, 10000]
    values = set()
    for size in sizes:
        for sign in (1, -1):
            values.add(sign * size * (1 + draw.uniform(-0.01, 0.01)))
            if size > 1e-30:
                values.add(as_single(sign * size * (1 + draw.uniform(-0.01, 0.01))))
    return sorted(values)


def write_activations():
    with open("activations.csv", "w", newline="\n") as file:
        file.write("z," + ",".join(FUNCTIONS) + "\n")
        for z in grid():
            row = [as_double(function(mpf(z))) for function in FUNCTIONS.values()]
            file.write(",".join([repr(z)] + row) + "\n")


def write_losses():
    draw = random.Random(20240301)
    with open("losses.csv", "w", newline="\n") as file:
        file.write("function,value,arguments\n")
        for z in [0.0, 1e-9, -1e-9, 0.7, -0.7, 3.3, -3.3, 20.1, -20.1, 36.6, -36.6, 709.3, -709.3, 10000.0, -10000.0]:
            for y in [0.0, 1.0, 0.3, 0.999]:
                value = max(mpf(z), 0) - mpf(z) * mpf(y) + log1p(exp(-abs(mpf(z))))
                file.write(f"BinaryCrossEntropyFromLogit,{as_double(value)},{z!r},{y!r}\n")
        for count, spread in [(1, 1), (2, 1), (3, 30), (10, 1), (10, 100), (10, 10000), (100, 5)]:
            z = [as_single(draw.uniform(-spread, spread)) for _ in range(count)]
            value = log(sum(exp(mpf(x)) for x in z))
            file.write(",".join(["LogSumExp", as_double(value)] + [repr(x) for x in z]) + "\n")
        for y, p in [(1.0, 0.25), (0.5, 1e-300), (0.0, 0.0), (0.0, 0.5), (0.25, 1.0)]:
            value = mpf(0) if y == 0 else -mpf(y) * log(mpf(p))
            file.write(f"CrossEntropyTerm,{as_double(value)},{y!r},{p!r}\n")
        for error in [0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 1e4]:
            value = mpf(error) ** 2 / 2 if abs(error) <= 1 else abs(mpf(error)) - mpf(1) / 2
            file.write(f"Huber,{as_double(value)},{error!r}\n")


if __name__ == "__main__":
    write_activations()
    write_losses()
