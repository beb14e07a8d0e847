// The graph of a small network: every unit with all its numbers, every edge with its weight.

const unitGraph = {
  width: 1000,
  height: 560,
  card: { width: 158, row: 25 },

  columnX(l) {
    return 100 + (740 - 100) * l / data.layers.length + (l > 0 ? 10 : 0);
  },

  unitY(l, j) {
    const count = l === 0 ? data.layers[0].inputs : data.layers[l - 1].units;
    const spread = count === 2 ? 260 : 380;
    return 295 + (j - (count - 1) / 2) * spread / Math.max(1, count - 1);
  },

  halfWidth(l) {
    return l === 0 ? 80 : this.card.width / 2;
  },

  draw(index, chosen, choose) {
    const state = stateAt(index);
    const svg = drawArea(this, state);
    const [edges, labels, nodes] = [draw("g"), draw("g"), draw("g")];
    data.layers.forEach((layer, i) => this.drawEdges(i + 1, layer, state, edges, labels));
    this.drawInputs(state, nodes, chosen, choose);
    data.layers.forEach((layer, i) => this.drawUnits(i + 1, layer, state, nodes, chosen, choose));
    this.drawLoss(state, edges, nodes);
    svg.append(edges, labels, nodes);
    return svg;
  },

  drawEdges(l, layer, state, edges, labels) {
    const isGradient = (state.isGradient && state.edgeLayer === l);
    const name = isGradient ? `dW${l}` : state.isUpdate ? `W${l}′` : `W${l}`;
    const flow = state.edgeLayer !== l || isGradient ? "" : state.isForward ? "forward" : "back";
    const isActive = state.edgeLayer === l;
    const isQuiet = state.edgeLayer > 0 && state.edgeLayer !== l;
    for (let j = 0; j < layer.units; j++) {
      for (let i = 0; i < layer.inputs; i++) {
        const path = `${name}/${j}/${i}`;
        const [x1, y1] = [this.columnX(l - 1) + this.halfWidth(l - 1), this.unitY(l - 1, i)];
        const [x2, y2] = [this.columnX(l) - this.halfWidth(l), this.unitY(l, j)];
        edges.append(...drawEdge(`M${x1} ${y1}L${x2} ${y2}`, {
          value: valueAt(path), largest: data.tensors[name].largest, thickest: 7, flow, active: isActive, quiet: isQuiet,
        }));
        // Near the side with fewer units the labels of all edges lie apart.
        const along = layer.inputs < layer.units ? 0.34 : 0.66;
        this.drawWeight(labels, x1 + (x2 - x1) * along, y1 + (y2 - y1) * along, path, state.isUpdate ? `W${l}/${j}/${i}` : "", isQuiet);
      }
    }
  },

  drawWeight(labels, x, y, path, before, isQuiet) {
    const text = draw("text", { class: `weight${isQuiet ? " faint" : ""}`, x, y: before ? y - 3 : y + 5 });
    if (before) {
      labels.append(draw("rect", { class: "under", x: x - 40, y: y - 16, width: 80, height: 34, rx: 5 }));
      text.append(
        numberSpan(before, { class: "before", x }),
        draw("tspan", { x, dy: 17 }, "→ ", numberSpan(path)));
    } else {
      text.append(numberSpan(path));
    }

    text.append(hint(path));
    labels.append(text);
  },

  drawInputs(state, nodes, chosen, choose) {
    this.drawTitle(nodes, 0, "input");
    for (let i = 0; i < data.layers[0].inputs; i++) {
      this.drawCard(nodes, 0, i, [
        { name: "x", path: `x/${i}`, isKnown: true, isNow: state.isNow("sample") },
        { name: "∂L/∂x", path: `dx/${i}`, isKnown: state.knows("input"), isNow: state.isNow("input") },
      ], state, chosen, choose);
    }
  },

  drawUnits(l, layer, state, nodes, chosen, choose) {
    this.drawTitle(nodes, l, `layer ${l}, ${layer.activation}`);
    const isLast = l === data.layers.length;
    for (let j = 0; j < layer.units; j++) {
      const rows = [
        { name: `z${l}`, path: `z${l}/${j}`, isKnown: state.knows(`z${l}`), isNow: state.isNow(`z${l}`) },
        { name: `a${l}`, path: `a${l}/${j}`, isKnown: state.knows(`a${l}`), isNow: state.isNow(`a${l}`) || (isLast && state.isNow("loss")) },
        { name: `δ${l}`, path: `δ${l}/${j}`, isKnown: state.knows(`delta${l}`), isNow: state.isNow(`delta${l}`) },
      ];
      if (isLast) {
        rows.splice(2, 0, { name: "y", path: `y/${j}`, isKnown: true, isNow: state.isNow("sample") || state.isNow("loss") });
      }

      const group = this.drawCard(nodes, l, j, rows, state, chosen, choose);
      this.drawBias(group, l, j, rows.length, state);
    }
  },

  drawBias(group, l, j, rows, state) {
    const isGradient = state.isGradient && state.edgeLayer === l;
    const x = this.columnX(l);
    const y = this.unitY(l, j) + rows * this.card.row / 2 + 20;
    const path = isGradient ? `db${l}/${j}` : state.isUpdate ? `b${l}′/${j}` : `b${l}/${j}`;
    const text = draw("text", { class: "weight", x, y }, formula(isGradient ? `db${l}` : `b${l}`), " ");
    if (state.isUpdate) {
      text.append(numberSpan(`b${l}/${j}`, { class: "before" }), " → ");
    }

    text.append(numberSpan(path), hint(path));
    group.append(text);
  },

  drawCard(nodes, l, j, rows, state, chosen, choose) {
    const width = 2 * this.halfWidth(l);
    const [x, y] = [this.columnX(l) - width / 2, this.unitY(l, j) - rows.length * this.card.row / 2];
    const isChosen = state.step.layer > 0 && chosen.layer === l && chosen.unit === j;
    const group = draw("g", { class: `unit-node${isChosen ? " chosen" : ""}`, "data-node": `${l}/${j}` });
    group.append(draw("rect", { class: "card", x, y, width, height: rows.length * this.card.row, rx: 9 }));
    rows.forEach((row, r) => {
      const top = y + r * this.card.row;
      const under = { x: x + 3, y: top + 2, width: width - 6, height: this.card.row - 4, rx: 5 };
      group.append(draw("rect", { class: `row${row.isNow ? " now" : ""}`, ...under }));
      if (r > 0) {
        group.append(draw("line", { class: "rule", x1: x + 10, x2: x + width - 10, y1: top, y2: top }));
      }

      group.append(draw("text", { class: "math", x: x + 10, y: top + 18 }, ...letters(row.name, j)));
      group.append(this.valueText(row, x + width - 10, top + 18));
    });
    group.addEventListener("click", () => choose(l, j));
    nodes.append(group);
    return group;
  },

  /** A number of a card, or a dot as long as it is not computed. */
  valueText({ path, isKnown }, x, y) {
    if (!isKnown) {
      return draw("text", { class: "value unknown", x, y }, "·");
    }

    const value = valueAt(path);
    const tone = /^(δ|d)/.test(path) ? (value < 0 ? " negative" : " positive") : "";
    return draw("text", { class: `value${tone}`, x, y, "data-value": path }, textOf(value), hint(path));
  },

  drawLoss(state, edges, nodes) {
    const [x, y, width] = [930, 295, 116];
    const last = data.layers.length;
    for (let j = 0; j < data.layers[last - 1].units; j++) {
      const path = `M${this.columnX(last) + this.halfWidth(last)} ${this.unitY(last, j)}L${x - width / 2} ${y}`;
      edges.append(draw("path", { class: "rule", d: path, fill: "none", "stroke-width": 1.5 }));
      const flow = state.isNow("loss") ? "forward" : state.isNow(`delta${last}`) ? "back" : "";
      if (flow) {
        edges.append(draw("path", { class: `pulse flow ${flow}`, d: path, pathLength: 100 }));
      }
    }

    const height = state.isUpdate ? 52 : 30;
    const [left, right, top] = [x - width / 2, x + width / 2, y - height / 2];
    const first = state.isUpdate ? y - 6 : y + 6;
    const under = { x: left + 3, y: top + 2, width: width - 6, height: height - 4, rx: 5 };
    nodes.append(
      draw("text", { class: "title", x, y: 42 }, "loss"),
      draw("rect", { class: "card", x: left, y: top, width, height, rx: 9 }),
      draw("rect", { class: `row${state.isNow("loss") || state.isUpdate ? " now" : ""}`, ...under }),
      draw("text", { class: "math italic", x: left + 10, y: first }, "L"),
      this.valueText({ path: "loss", isKnown: state.knows("loss") }, right - 10, first));
    if (state.isUpdate) {
      nodes.append(draw("text", { class: "value", x: right - 10, y: y + 17 }, "→ ", numberSpan("lossAfter")));
    }
  },

  drawTitle(nodes, l, text) {
    nodes.append(draw("text", { class: "title", x: this.columnX(l), y: 42 }, text));
  },
};
