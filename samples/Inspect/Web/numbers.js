"use strict";

// The numbers of the page, and how they are written. Nothing is computed here: each number is one that the network had.
const data = JSON.parse(document.getElementById("data").textContent);

/** The number at a path: loss, or z1/0, or W1/2/0 with row and column. */
function valueAt(path) {
  const [name, row, column] = path.split("/");
  if (row === undefined) {
    return data[name];
  }

  const tensor = data.tensors[name];
  return tensor.values[Number(row) * tensor.columns + Number(column ?? 0)];
}

/** Four decimals, or a power of ten where those would be lost; a true minus sign. */
function textOf(value) {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (Number.isInteger(value)) {
    return sign + size;
  }

  if (size >= 0.001) {
    return sign + size.toFixed(4);
  }

  const [digits, exponent] = size.toExponential(2).split("e");
  const raised = [...exponent].map(c => (c === "-" ? "⁻" : c === "+" ? "" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
  return `${sign}${digits}·10${raised}`;
}

/** What a number is called: W1[2, 0]. */
function nameOf(path) {
  const [name, ...indices] = path.split("/");
  return indices.length > 0 ? `${name}[${indices.join(", ")}]` : name;
}

function fillNumber(element) {
  const path = element.dataset.value;
  const value = valueAt(path);
  const text = path === "learningRate" ? String(value) : textOf(value);
  element.textContent = "factor" in element.dataset && value < 0 ? `(${text})` : text;
  element.title = `${nameOf(path)} = ${String(value)}`;
}
