"""Reads and writes safetensors files with Python's own struct and json, for the tests to compare with.

    python3 safetensors_oracle.py write                 the files of Data that stand for another program's
    python3 safetensors_oracle.py read FILE > JSON      names, types, shapes and numbers of a file, after a check of its form
"""

import json
import os
import struct
import sys

# The tensors of FileNet under the names of nn.Sequential. Element [row, column] of tensor t is t + row / 8 + column / 64, negative in odd rows.
SHAPES = [("0.weight", [4, 3]), ("0.bias", [4]), ("2.weight", [2, 4]), ("3.weight", [3, 2]), ("3.bias", [3])]
SIZES = {"F16": 2, "BF16": 2, "F32": 4, "F64": 8}


def number(tensor, row, column):
    value = tensor + row / 8 + column / 64
    return -value if row % 2 else value


def numbers(tensor, shape):
    columns = shape[1] if len(shape) == 2 else 1
    return [number(tensor, row, column) for row in range(shape[0]) for column in range(columns)]


def encode(dtype, values):
    if dtype == "BF16":
        # The upper half of the single: what is cut off counts.
        return b"".join(struct.pack("<f", value)[2:] for value in values)
    return struct.pack("<%d%s" % (len(values), {"F16": "e", "F32": "f", "F64": "d"}[dtype]), *values)


def decode(dtype, data):
    if dtype == "BF16":
        return [struct.unpack("<f", b"\0\0" + data[i:i + 2])[0] for i in range(0, len(data), 2)]
    return list(struct.unpack("<%d%s" % (len(data) // SIZES[dtype], {"F16": "e", "F32": "f", "F64": "d"}[dtype]), data))


def write(path, dtype):
    header = {"__metadata__": {"format": "pt"}}
    data = b""
    # Not in the order of the layers, as other programs sort by name.
    for index, (name, shape) in sorted(enumerate(SHAPES), key=lambda pair: pair[1][0]):
        raw = encode(dtype, numbers(index, shape))
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def read(path):
    with open(path, "rb") as file:
        raw = file.read()
    length = struct.unpack("<Q", raw[:8])[0]
    assert length % 8 == 0 and raw[8:9] == b"{", "the header"
    header = json.loads(raw[8:8 + length].decode("utf-8"))
    data = raw[8 + length:]
    metadata = header.pop("__metadata__")
    assert all(isinstance(value, str) for value in metadata.values()), "the metadata"
    end = 0
    tensors = {}
    for name, info in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        start, stop = info["data_offsets"]
        count = 1
        for size in info["shape"]:
            count *= size
        assert start == end and stop - start == count * SIZES[info["dtype"]], name
        end = stop
        tensors[name] = {"dtype": info["dtype"], "shape": info["shape"], "values": decode(info["dtype"], data[start:stop])}
    assert end == len(data), "the end"
    json.dump({"metadata": metadata, "tensors": tensors}, sys.stdout)


if sys.argv[1] == "write":
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Data")
    for name, dtype in [("single", "F32"), ("double", "F64"), ("half", "F16"), ("brain", "BF16")]:
        write(os.path.join(folder, name + ".safetensors"), dtype)
else:
    read(sys.argv[2])
