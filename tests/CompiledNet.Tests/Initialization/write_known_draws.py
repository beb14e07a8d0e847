"""Prints the numbers that SeededRandomTests expects, from a second implementation of the generator.

Run: python3 write_known_draws.py. Python's float is an IEEE double and math.sqrt is exact, so every bit must agree.
"""

import math
import struct

MASK = (1 << 64) - 1


class Generator:
    def __init__(self, seed, stream):
        mixed, _ = split_mix(seed & MASK)
        mixed, _ = split_mix((mixed + (stream & 0xFFFFFFFF)) & MASK)
        self.words = []
        state = mixed
        for _ in range(4):
            word, state = split_mix(state)
            self.words.append(word)

    def next_word(self):
        s = self.words
        result = (rotate(s[1] * 5 & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result

    def next_double(self):
        return (self.next_word() >> 11) / 2.0**53

    def next_int(self, bound):
        while True:
            product = (self.next_word() >> 32) * bound
            if product % 2**32 >= 2**32 % bound:
                return product >> 32

    def next_normal(self):
        while True:
            x = 2 * self.next_double() - 1
            y = 2 * self.next_double() - 1
            s = x * x + y * y
            if 0 < s < 1:
                return x * math.sqrt(-2 * logarithm(s) / s)


def split_mix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31), state


def rotate(word, count):
    return ((word << count) | (word >> (64 - count))) & MASK


def logarithm(x):
    mantissa, exponent = math.frexp(x)
    mantissa, exponent = mantissa * 2, exponent - 1
    if mantissa > math.sqrt(2):
        mantissa, exponent = mantissa / 2, exponent + 1
    f = (mantissa - 1) / (mantissa + 1)
    total = 0.0
    for power in range(21, 1, -2):
        total = (total + 1 / power) * (f * f)
    low = exponent * 1.90821492927058770002e-10
    return exponent * 0.693147180369123816490 + (low + (2 * f + 2 * f * total))


def bits(x):
    return struct.unpack("<q", struct.pack("<d", x))[0]


if __name__ == "__main__":
    for seed, stream in [(0, 0), (0, 1), (42, 0), (-1, 7), (2**63 - 1, -1)]:
        g = Generator(seed, stream)
        words = ", ".join(f"0x{g.next_word():016X}" for _ in range(3))
        g = Generator(seed, stream)
        integers = ", ".join(str(g.next_int(1000)) for _ in range(3))
        g = Generator(seed, stream)
        normals = ", ".join(f"0x{bits(g.next_normal()) & MASK:016X}" for _ in range(3))
        print(f"{seed}, {stream}: words {words}; below 1000: {integers}; normal {normals}")
    g = Generator(3, 0)
    print("sum of 1000 below 0x60000000:", sum(g.next_int(0x60000000) for _ in range(1000)))
    g = Generator(3, 0)
    total = 0
    for _ in range(100000):
        total = (total * 31 + bits(g.next_normal())) & MASK
    print(f"hash of 100000 normals: 0x{total:016X}")
