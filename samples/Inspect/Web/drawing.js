// SVG, and what both graphs have in common.

function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }

  element.append(...children);
  return element;
}

/** A letter of the notes with its layer as an index and an element in brackets: z1 and 0 become z₁[0]. */
function letters(name, element) {
  const [, before, letter, layer, mark] = /^(∂L\/∂|d?)(\p{L}\u0302?)(\d?)(′?)$/u.exec(name);
  const parts = [];
  if (before) {
    parts.push(before === "d" ? "d" : before);
  }

  parts.push(draw("tspan", { class: "italic" }, letter));
  if (layer) {
    parts.push(draw("tspan", { dy: 4, "font-size": "70%" }, layer));
  }

  // What follows an index stands on the line again, even if that is nothing.
  const rest = mark + (element === undefined ? "" : `[${element}]`);
  parts.push(draw("tspan", layer ? { dy: -4 } : {}, rest || "\u200b"));

  return parts;
}

/** Such letters, slanted and in the type of formulas. */
const formula = (name, element) => draw("tspan", { class: "math" }, ...letters(name, element));

/** What the pointer tells of a number: its name, and all of its digits. */
const hint = path => draw("title", {}, `${nameOf(path)} = ${valueAt(path)}`);

/** A number of the network as a part of a text. */
const numberSpan = (path, attributes = {}) => draw("tspan", { ...attributes, "data-value": path }, textOf(valueAt(path)));

/** The drawing area of a graph. */
const drawArea = ({ width, height }, { step }) =>
  draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `The network: ${step.heading}` });

const signOf = value => (value < 0 ? "minus" : "plus");

/** An edge, and a pulse over it that runs when something flows. */
function drawEdge(path, { value, largest, thickest, flow = "", quiet = false, active = false }) {
  const width = largest > 0 ? 0.6 + (thickest - 0.6) * Math.abs(value) / largest : 0.6;
  const state = (quiet ? " quiet" : "") + (active ? " active" : "");
  const edge = draw("path", { class: `edge ${signOf(value)}${state}`, d: path, fill: "none", "stroke-width": width.toFixed(2) });
  return flow ? [edge, draw("path", { class: `pulse flow ${flow}`, d: path, pathLength: 100 })] : [edge];
}

/** A picture of numbers: dark where they are large if they are gray values, else blue or orange, the small ones raised a little. */
function drawPicture({ values, from, stride = 1, side, largest, x, y, size, gray = false }) {
  const group = draw("g");
  const pixel = size / side;
  for (let i = 0; i < side * side; i++) {
    const value = values[from + i * stride];
    if (value !== 0) {
      group.append(draw("rect", {
        class: "pixel",
        x: (x + (i % side) * pixel).toFixed(2),
        y: (y + Math.floor(i / side) * pixel).toFixed(2),
        width: pixel.toFixed(2),
        height: pixel.toFixed(2),
        fill: gray ? "var(--ink)" : `var(--${signOf(value)})`,
        "fill-opacity": ((Math.abs(value) / largest) ** (gray ? 1 : 0.6)).toFixed(3),
      }));
    }
  }

  group.append(draw("rect", { class: "frame", x, y, width: size, height: size }));
  return group;
}

/** What of the network is known at a step, and what the step is about. */
function stateAt(index) {
  const step = data.steps[index];
  const at = id => data.steps.findIndex(other => other.id === id);
  return {
    step,
    knows: id => at(id) >= 0 && at(id) <= index,
    isNow: id => step.id === id,
    isForward: step.kind === "sum",
    isBackward: (step.kind === "delta" && step.layer < data.layers.length) || step.kind === "input-gradient",
    isGradient: step.kind === "gradient",
    isUpdate: step.kind === "update",
    /** The layer whose edges the step is about; 0 for none. */
    edgeLayer: step.kind === "sum" || step.kind === "gradient" || step.kind === "input-gradient"
      ? step.layer
      : step.kind === "delta" && step.layer < data.layers.length ? step.layer + 1 : 0,
  };
}
