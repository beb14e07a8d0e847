// The graph of the digits: the image, the hidden units as pictures of their weights, the outputs as bars.

const pictureGraph = {
  width: 1100,
  height: 760,
  image: { x: 34, y: 110, size: 224 },
  gradient: { x: 34, y: 432, size: 224 },
  unit: { size: 36, pitch: 43, top: 46, bar: 44 },
  columns: [452, 590],
  output: { x: 842, top: 62, pitch: 60, bar: 130 },

  unitX(j) {
    return this.columns[j % 2];
  },

  unitY(j) {
    return this.unit.top + Math.floor(j / 2) * this.unit.pitch + (j % 2) * this.unit.pitch / 2;
  },

  outputY(k) {
    return this.output.top + k * this.output.pitch;
  },

  draw(index, chosen, choose) {
    const state = stateAt(index);
    const svg = drawArea(this, state);
    const [edges, nodes] = [draw("g"), draw("g")];
    this.drawEdges(state, edges);
    this.drawInput(state, nodes, chosen, choose);
    for (let j = 0; j < data.layers[0].units; j++) {
      this.drawHidden(j, state, nodes, chosen, choose);
    }

    for (let k = 0; k < data.layers[1].units; k++) {
      this.drawOutput(k, state, nodes, chosen, choose);
    }

    this.drawTitles(state, nodes);
    this.drawLoss(state, nodes);
    svg.append(edges, nodes);
    return svg;
  },

  drawEdges(state, edges) {
    const direction = state.isBackward ? "backward" : state.isGradient || state.isUpdate ? "gradient" : "forward";
    data.layers.forEach((_, at) => {
      const l = at + 1;
      const isActive = state.edgeLayer === l || state.isUpdate;
      const name = direction === "gradient" && isActive ? `dW${l}` : `W${l}`;
      const flow = state.edgeLayer !== l || state.isGradient ? "" : state.isForward ? "forward" : "back";
      for (const [j, i] of data.edges[direction][at]) {
        edges.append(...drawEdge(l === 1 ? this.fromPixel(j, i) : this.fromUnit(j, i), {
          value: valueAt(`${name}/${j}/${i}`),
          largest: data.tensors[name].largest,
          thickest: l === 1 ? 3 : 4,
          flow,
          active: isActive,
          quiet: !isActive,
        }));
      }
    });
  },

  fromPixel(j, i) {
    const pixel = this.image.size / data.pictureSide;
    const [x1, y1] = [this.image.x + (i % data.pictureSide + 0.5) * pixel, this.image.y + (Math.floor(i / data.pictureSide) + 0.5) * pixel];
    return this.curve(x1, y1, this.unitX(j), this.unitY(j) + this.unit.size / 2);
  },

  fromUnit(k, j) {
    return this.curve(this.unitX(j) + this.unit.size, this.unitY(j) + this.unit.size / 2, this.output.x - 30, this.outputY(k) + 14);
  },

  curve(x1, y1, x2, y2) {
    const middle = (x1 + x2) / 2;
    return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  },

  drawInput(state, nodes, chosen, choose) {
    const { x, y, size } = this.image;
    nodes.append(draw("rect", { class: "card", x, y, width: size, height: size }));
    nodes.append(drawPicture({ ...data.tensors.x, from: 0, side: data.pictureSide, x, y, size, gray: true }));
    if (state.isNow("input")) {
      this.drawChoosable(nodes, chosen, choose);
    }

    if (state.knows("input")) {
      const title = { class: "title", x: this.gradient.x + size / 2 };
      nodes.append(
        draw("text", { ...title, y: this.gradient.y - 14 }, formula("∂L/∂x"), ": more in a pixel makes the loss"),
        drawPicture({ ...data.tensors.dx, from: 0, side: data.pictureSide, ...this.gradient }),
        draw("text", { ...title, y: this.gradient.y + size + 22 },
          draw("tspan", { class: "positive" }, "larger"), " or ", draw("tspan", { class: "negative" }, "smaller")));
    }
  },

  /** Each pixel, to be chosen. */
  drawChoosable(nodes, chosen, choose) {
    const pixel = this.image.size / data.pictureSide;
    for (let i = 0; i < data.pictureSide ** 2; i++) {
      const group = draw("g", { class: `unit-node${chosen.unit === i ? " chosen" : ""}`, "data-node": `0/${i}` }, draw("rect", {
        class: "place",
        x: this.image.x + (i % data.pictureSide) * pixel,
        y: this.image.y + Math.floor(i / data.pictureSide) * pixel,
        width: pixel,
        height: pixel,
      }));
      group.addEventListener("click", () => choose(0, i));
      nodes.append(group);
    }
  },

  drawHidden(j, state, nodes, chosen, choose) {
    const [x, y] = [this.unitX(j), this.unitY(j)];
    const { size, bar } = this.unit;
    const isGradient = state.isGradient && state.edgeLayer === 1;
    const name = isGradient ? "dW1" : state.isUpdate ? "W1′" : "W1";
    const isChosen = chosen.layer === 1 && chosen.unit === j;
    const isSilent = state.knows("a1") && valueAt(`a1/${j}`) === 0;
    const group = draw("g", { class: `unit-node${isChosen ? " chosen" : ""}${isSilent ? " silent" : ""}`, "data-node": `1/${j}` });
    group.append(draw("rect", { class: "card", x, y, width: size, height: size }));
    group.append(drawPicture({ ...data.tensors[name], from: j * data.pictureSide ** 2, side: data.pictureSide, x, y, size }));
    const shown = this.shownOf(1, state);
    if (shown) {
      group.append(...this.bar(`${shown}/${j}`, shown, x + size + 6, y + size / 2 - 5, bar, 10), hint(`${shown}/${j}`));
    }

    group.addEventListener("click", () => choose(1, j));
    nodes.append(group);
  },

  /** The last that is known of the units of a layer: z, a or δ. */
  shownOf(l, state) {
    return state.knows(`delta${l}`) ? `δ${l}` : state.knows(`a${l}`) ? `a${l}` : state.knows(`z${l}`) ? `z${l}` : "";
  },

  drawOutput(k, state, nodes, chosen, choose) {
    const { x, bar } = this.output;
    const y = this.outputY(k);
    const isChosen = chosen.layer === 2 && chosen.unit === k;
    const group = draw("g", { class: `unit-node${isChosen ? " chosen" : ""}`, "data-node": `2/${k}` });
    group.append(draw("rect", { class: "card frame", x: x - 26, y: y - 8, width: 264, height: 44, rx: 8 }));
    group.append(draw("text", { class: "math", x: x - 12, y: y + 20, "font-size": 20 }, String(k)));
    const shown = this.shownOf(2, state);
    if (shown) {
      const path = `${shown}/${k}`;
      const isNow = state.isNow(shown.replace("δ", "delta"));
      group.append(draw("rect", { class: `row${isNow ? " now" : ""}`, x: x + bar + 8, y: y + 1, width: 96, height: 26, rx: 5 }));
      group.append(...this.bar(path, shown, x + 8, y + 4, bar - 4, 20));
      group.append(draw("text", { class: "value", x: x + 228, y: y + 19 }, numberSpan(path), hint(path)));
    }

    if (valueAt(`y/${k}`) === 1) {
      group.append(draw("rect", { class: "target", x: x - 29, y: y - 11, width: 270, height: 50, rx: 10 }));
    }

    group.addEventListener("click", () => choose(2, k));
    nodes.append(group);
  },

  /** A bar to the right for numbers that are never negative, else to both sides of a middle. */
  bar(path, name, x, y, width, height) {
    const value = valueAt(path);
    const isProbability = name === `a${data.layers.length}`;
    const largest = isProbability ? 1 : data.tensors[name].largest;
    const isSigned = !name.startsWith("a");
    const zero = isSigned ? x + width / 2 : x;
    const length = (isSigned ? width / 2 : width) * (largest > 0 ? Math.abs(value) / largest : 0);
    const left = value < 0 ? zero - length : zero;
    return [
      draw("rect", { class: `bar ${signOf(value)}`, x: left.toFixed(2), y, width: length.toFixed(2), height }),
      draw("line", { class: "rule", x1: zero, x2: zero, y1: y - 3, y2: y + height + 3 }),
    ];
  },

  drawTitles(state, nodes) {
    const isGradient = state.isGradient && state.edgeLayer === 1;
    const weights = isGradient ? "dW1" : state.isUpdate ? "W1′" : "W1";
    const [ofUnits, ofOutputs] = [this.shownOf(1, state), this.shownOf(2, state)];
    const title = (x, y, ...parts) => nodes.append(draw("text", { class: "title", x, y }, ...parts));
    title(this.image.x + this.image.size / 2, this.image.y - 14, "input ", formula("x"));
    title(570, 26, "layer 1, ReLU: ", formula(weights), ...(ofUnits ? [" and ", formula(ofUnits)] : []));
    title(948, 26, "layer 2, softmax", ...(ofOutputs ? [": ", formula(ofOutputs)] : []));
    title(948, 664, "framed: the right digit, ", formula("y"), " = 1");
  },

  drawLoss(state, nodes) {
    const [x, y] = [this.output.x - 26, 694];
    const isNow = state.isNow("loss") || state.isUpdate;
    const loss = state.knows("loss") ? [numberSpan("loss"), ...(state.isUpdate ? [" → ", numberSpan("lossAfter")] : [])] : ["·"];
    nodes.append(
      draw("rect", { class: "card", x, y, width: 264, height: 44, rx: 8 }),
      draw("rect", { class: `row${isNow ? " now" : ""}`, x: x + 3, y: y + 3, width: 258, height: 38, rx: 6 }),
      draw("text", { x: x + 14, y: y + 28 }, "loss ", formula("L")),
      draw("text", { class: "value", x: x + 254, y: y + 27 }, ...loss));
  },

  /** The pictures beside the numbers of one unit of layer 1. */
  explain(step, unit) {
    const side = data.pictureSide;
    const pictures = {
      sum: [["x", 0, true], ["W1", unit * side * side, false]],
      gradient: [["x", 0, true], ["dW1", unit * side * side, false]],
    }[step.layer === 1 ? step.kind : ""] ?? [];
    return pictures.map(([name, from, gray]) => {
      const figure = document.createElement("figure");
      const svg = draw("svg", { viewBox: "-1 -1 162 162", role: "img", "aria-label": gray ? "The input" : `Row ${unit} of ${name}` });
      svg.append(drawPicture({ ...data.tensors[name], from, side, x: 0, y: 0, size: 160, gray }));
      const caption = document.createElement("figcaption");
      caption.textContent = gray ? "x" : `${name}[${unit}, …]`;
      figure.append(svg, caption);
      return figure;
    });
  },
};
