"""Makes the files of this folder: small networks with random weights in the formats that are not ONNX. Debian's python3-torch and python3-h5py.

    python3 make.py

state_dict.json and like.safetensors have PyTorch's outputs beside them; the others are compared with the tool's plain interpreters.
"""

import io
import json
import pathlib
import struct
import zipfile

import h5py
import numpy
import torch
from torch import nn

FOLDER = pathlib.Path(__file__).parent
RANDOM = numpy.random.RandomState(7)


def numbers(*shape):
    return RANDOM.uniform(-0.6, 0.6, shape).astype(numpy.float32)


def positive(*shape):
    return RANDOM.uniform(0.5, 1.5, shape).astype(numpy.float32)


def layer(kind, size, weights, activation="", **more):
    return {"type": kind, "activation": activation, "shape": [None, None, size], "weights": [w.tolist() for w in weights], **more}


def rtneural():
    layers = [
        layer("conv1d", 6, [numbers(3, 2, 6), numbers(6)], "relu", kernel_size=[3], dilation=[2], groups=1),
        layer("conv1d", 6, [numbers(2, 3, 6), numbers(6)], "", kernel_size=[2], dilation=[1], groups=2),
        layer("prelu", 6, [numbers(1, 6)]),
        layer("batchnorm", 6, [positive(6), numbers(6), numbers(6), positive(6)], epsilon=0.001),
        layer("gru", 5, [numbers(6, 15), numbers(5, 15), numbers(2, 15)], "tanh"),
        layer("lstm", 4, [numbers(5, 16), numbers(4, 16), numbers(16)], "tanh"),
        layer("time-distributed-dense", 3, [numbers(4, 3), numbers(3)], "elu"),
        layer("activation", 3, [], "sigmoid"),
        layer("dense", 2, [numbers(3, 2)], "softmax"),
    ]
    (FOLDER / "rtneural.json").write_text(json.dumps({"in_shape": [None, None, 2], "layers": layers}) + "\n")
    frames = [
        layer("conv2d", 0, [numbers(2, 3, 1, 2), numbers(2)], "tanh", kernel_size_time=2, kernel_size_feature=3, dilation=2, strides=2, num_filters_in=1,
              num_features_in=7, num_filters_out=2, padding="same"),
        layer("batchnorm2d", 0, [numbers(2), positive(2)], epsilon=0.01, num_filters_in=2, num_features_in=4),
        layer("conv2d", 0, [numbers(3, 2, 2, 1), numbers(1)], "", kernel_size_time=3, kernel_size_feature=2, dilation=1, strides=1, num_filters_in=2,
              num_features_in=4, num_filters_out=1, padding="valid"),
    ]
    (FOLDER / "frames.json").write_text(json.dumps({"in_shape": [None, 12, 7, 1], "layers": frames}) + "\n")


def nam(name, architecture, config, count):
    (FOLDER / f"{name}.nam").write_text(json.dumps({
        "version": "0.5.4", "architecture": architecture, "config": config, "weights": numbers(count).tolist(), "sample_rate": 480}) + "\n")


def nams():
    gated = {"input_size": 1, "condition_size": 1, "head_size": 2, "channels": 2, "kernel_size": 2, "dilations": [1, 2], "activation": "Tanh", "gated": True,
             "head_bias": False}
    last = {"input_size": 2, "condition_size": 1, "channels": 2, "bottleneck": 3, "kernel_sizes": [3, 2], "dilations": [1, 4],
            "activation": [{"type": "LeakyReLU", "negative_slope": 0.2}, "ReLU"], "gating_mode": ["none", "gated"], "secondary_activation": "Sigmoid",
            "layer1x1": {"active": True, "groups": 1}, "head1x1": {"active": True, "out_channels": 2, "groups": 1},
            "head": {"out_channels": 1, "kernel_size": 2, "bias": True}}
    first_count = 2 + 2 * (4 * 2 * 2 + 4 + 4 + 6) + 4
    layers = (3 * 2 * 3 + 3) + 3 + (2 * 3 + 2) + (2 * 3 + 2)
    layers += (6 * 2 * 2 + 6) + 6 + (2 * 3 + 2) + (2 * 3 + 2)
    second_count = 4 + layers + (1 * 2 * 2 + 1)
    nam("wavenet", "WaveNet", {"layers": [gated, last], "head": None, "head_scale": 0.5}, first_count + second_count + 1)
    nam("linear", "Linear", {"receptive_field": 5, "bias": True}, 6)
    nam("lstm", "LSTM", {"input_size": 1, "hidden_size": 3, "num_layers": 2}, 4 * 3 * 4 + 12 + 6 + 4 * 3 * 6 + 12 + 6 + 4)
    nam("convnet", "ConvNet", {"channels": 4, "dilations": [1, 2], "batchnorm": False, "activation": "ReLU", "groups": 1}, 8 + 4 + 32 + 4 + 5)


def keras_layer(kind, name, inputs, **config):
    nodes = [[[source, 0, 0, {}] for source in inputs]] if inputs else []
    return {"class_name": kind, "config": {"name": name, **config}, "name": name, "inbound_nodes": nodes}


def keras_h5():
    """A functional model of Keras 2: two branches over images."""
    weights = {
        "conv": [("kernel", numbers(3, 3, 2, 4)), ("bias", numbers(4))],
        "norm": [("gamma", positive(4)), ("beta", numbers(4)), ("moving_mean", numbers(4)), ("moving_variance", positive(4))],
        "separable": [("depthwise_kernel", numbers(3, 3, 4, 1)), ("pointwise_kernel", numbers(1, 1, 4, 4)), ("bias", numbers(4))],
        "depthwise": [("depthwise_kernel", numbers(2, 2, 4, 2))],
        "dense": [("kernel", numbers(8 + 16, 3)), ("bias", numbers(3))],
    }
    layers = [
        keras_layer("InputLayer", "image", [], batch_input_shape=[None, 8, 8, 2], dtype="float32"),
        keras_layer("Conv2D", "conv", ["image"], filters=4, kernel_size=[3, 3], strides=[1, 1], padding="same", dilation_rate=[1, 1], groups=1, activation="linear"),
        keras_layer("BatchNormalization", "norm", ["conv"], axis=[3], epsilon=0.001),
        keras_layer("ReLU", "relu", ["norm"], max_value=None, negative_slope=0.0, threshold=0.0),
        keras_layer("SeparableConv2D", "separable", ["relu"], kernel_size=[3, 3], strides=[1, 1], padding="same", dilation_rate=[1, 1], activation="swish"),
        keras_layer("Add", "sum", ["relu", "separable"]),
        keras_layer("MaxPooling2D", "pool", ["sum"], pool_size=[2, 2], strides=[2, 2], padding="valid"),
        keras_layer("Dropout", "drop", ["pool"], rate=0.25),
        keras_layer("DepthwiseConv2D", "depthwise", ["drop"], kernel_size=[2, 2], strides=[2, 2], padding="same", dilation_rate=[1, 1], use_bias=False,
                    activation="tanh"),
        keras_layer("GlobalAveragePooling2D", "mean", ["depthwise"]),
        keras_layer("AveragePooling2D", "average", ["pool"], pool_size=[2, 2], strides=[2, 2], padding="same"),
        keras_layer("Flatten", "flatten", ["average"]),
        keras_layer("Concatenate", "both", ["mean", "flatten"], axis=-1),
        keras_layer("Dense", "dense", ["both"], units=3, activation="softmax"),
    ]
    write_h5("functional", layers, weights)


def clips_h5():
    """Bounds of Keras 2: relu6, the hard_sigmoid with a slope of 0.2, a ReLU with a largest value."""
    weights = {name: [("kernel", 4 * numbers(inputs, units)), ("bias", numbers(units))] for name, inputs, units in (("six", 3, 5), ("hard", 5, 4), ("last", 4, 2))}
    layers = [
        keras_layer("InputLayer", "vector", [], batch_input_shape=[None, 3], dtype="float32"),
        keras_layer("Dense", "six", ["vector"], units=5, activation="relu6"),
        keras_layer("Dense", "hard", ["six"], units=4, activation="hard_sigmoid"),
        keras_layer("ReLU", "most", ["hard"], max_value=0.75, negative_slope=0.0, threshold=0.0),
        keras_layer("Dense", "last", ["most"], units=2, activation="linear"),
    ]
    write_h5("clips", layers, weights)


def write_h5(name, layers, weights):
    ends = {"input_layers": [[layers[0]["name"], 0, 0]], "output_layers": [[layers[-1]["name"], 0, 0]]}
    config = {"class_name": "Functional", "config": {"name": "model", "layers": layers, **ends}}
    with h5py.File(FOLDER / f"{name}.h5", "w") as file:
        file.attrs["keras_version"] = "2.8.0"
        file.attrs["model_config"] = json.dumps(config)
        root = file.create_group("model_weights")
        for item in layers:
            group = root.create_group(item["name"])
            named = weights.get(item["name"], [])
            group.attrs["weight_names"] = numpy.array([f"{item['name']}/{name}:0".encode() for name, _ in named]) if named else numpy.array([])
            for part, value in named:
                group.create_dataset(f"{item['name']}/{part}:0", data=value)


def keras_archive():
    """A sequential model of Keras 3: recurrent layers, weights by number."""
    layers = [
        ("InputLayer", "input", {"batch_shape": [None, None, 3], "dtype": "float32"}, None, []),
        ("Conv1D", "conv1d", {"filters": 4, "kernel_size": [3], "strides": [1], "padding": "causal", "dilation_rate": [2], "groups": 1, "activation": "gelu"},
         "conv1d", [numbers(3, 3, 4), numbers(4)]),
        ("LayerNormalization", "layer_normalization", {"axis": -1, "epsilon": 0.001}, "layer_normalization", [positive(4), numbers(4)]),
        ("GRU", "gru", {"units": 5, "return_sequences": True, "reset_after": True, "activation": "tanh", "recurrent_activation": "sigmoid"}, "gru/cell",
         [numbers(4, 15), numbers(5, 15), numbers(2, 15)]),
        ("GRU", "gru_1", {"units": 4, "return_sequences": True, "reset_after": False, "activation": "tanh", "recurrent_activation": "sigmoid"}, "gru_1/cell",
         [numbers(5, 12), numbers(4, 12), numbers(12)]),
        ("LSTM", "lstm", {"units": 3, "return_sequences": True, "activation": "tanh", "recurrent_activation": "sigmoid"}, "lstm/cell",
         [numbers(4, 12), numbers(3, 12), numbers(12)]),
        ("Dense", "dense", {"units": 2, "activation": "hard_sigmoid"}, "dense", [numbers(3, 2), numbers(2)]),
    ]
    config = {"class_name": "Sequential", "config": {"name": "sequential", "layers": [
        {"class_name": kind, "config": {"name": name, **options}} for kind, name, options, _, _ in layers]}}
    store = io.BytesIO()
    with h5py.File(store, "w") as file:
        for _, _, _, path, weights in layers:
            if path is not None:
                group = file.create_group(f"layers/{path}/vars")
                for i, value in enumerate(weights):
                    group.create_dataset(str(i), data=value)
    with zipfile.ZipFile(FOLDER / "recurrent.keras", "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.3.3"}))
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("model.weights.h5", store.getvalue())


def save_safetensors(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.numpy().tobytes()
        kind = {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype]
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def torches():
    torch.manual_seed(3)
    gru, dense = nn.GRU(2, 4, num_layers=2, batch_first=True), nn.Linear(4, 1)
    x = torch.rand(1, 9, 2) * 2 - 1
    with torch.no_grad():
        y = dense(gru(x)[0])
    state = {f"gru.{name}": value for name, value in gru.state_dict().items()}
    state |= {f"dense.{name}": value for name, value in dense.state_dict().items()}
    (FOLDER / "state_dict.json").write_text(json.dumps({name: value.tolist() for name, value in state.items()}) + "\n")
    (FOLDER / "state_dict.expected.json").write_text(json.dumps({"input": x.flatten().tolist(), "output": y.flatten().tolist()}) + "\n")

    net = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 2))
    with torch.no_grad():
        net[1].running_mean.uniform_(-1, 1)
        net[1].running_var.uniform_(0.5, 2)
    net.eval()
    x = torch.rand(4, 3) * 2 - 1
    with torch.no_grad():
        y = net(x)
    save_safetensors(FOLDER / "like.safetensors", {f"module.{name}": value for name, value in net.state_dict().items()})
    (FOLDER / "like.expected.json").write_text(json.dumps({"input": x.flatten().tolist(), "output": y.flatten().tolist()}) + "\n")


if __name__ == "__main__":
    rtneural()
    nams()
    keras_h5()
    keras_archive()
    torches()
    clips_h5()
