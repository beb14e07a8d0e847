"""Trains scikit-learn's MLPClassifier as its argument, a JSON object, says, and prints how it went as another.

The command `sklearn` of tests/CompiledNet.Benchmarks starts it. Inputs are single precision, in which MLPClassifier then computes.
"""

import json
import os
import sys
import time
import warnings

import numpy
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info


def load(folder, name, inputs):
    x = numpy.fromfile(os.path.join(folder, name + "-inputs.f32"), numpy.float32).reshape(-1, inputs)
    return x, numpy.fromfile(os.path.join(folder, name + "-classes.i32"), numpy.int32)


def blas():
    libraries = [library for library in threadpool_info() if library["user_api"] == "blas"]
    return ", ".join(f"{b['internal_api']} {b['version']} for {b['architecture']}" for b in libraries) or "a BLAS without threads"


def main():
    job = json.loads(sys.argv[1])
    x, y = load(job["Folder"], "training", job["Inputs"])
    mlp = MLPClassifier(
        hidden_layer_sizes=job["Hidden"],
        activation="relu",
        solver=job["Solver"],
        learning_rate_init=job["LearningRate"],
        momentum=job["Momentum"],
        nesterovs_momentum=True,
        alpha=job["Alpha"],
        batch_size=job["BatchSize"],
        max_iter=job["Epochs"],
        # Never stop early.
        n_iter_no_change=job["Epochs"] + 1,
        random_state=job["Seed"],
    )
    # That the last epoch was the last is what was asked for.
    warnings.simplefilter("ignore", ConvergenceWarning)
    start = time.perf_counter()
    mlp.fit(x, y)
    seconds = time.perf_counter() - start
    assert mlp.n_iter_ == job["Epochs"] and mlp.coefs_[0].dtype == numpy.float32

    accuracy = mlp.score(*load(job["Folder"], "test", job["Inputs"]))
    about = f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}, {blas()}"
    json.dump({"Accuracy": accuracy, "Seconds": seconds, "About": about}, sys.stdout)


main()
