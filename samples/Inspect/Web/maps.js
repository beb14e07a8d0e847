// The graph of a convolution: the image, each filter with its map, what the pooling leaves of the map, the outputs as bars. Framed is what the chosen number
// is computed from.

const mapGraph = {
  width: 1100,
  height: 740,
  image: { x: 30, y: 92, size: 208 },
  gradient: { x: 30, y: 408, size: 208 },
  filter: { x: 292, size: 72 },
  map: { x: 412, size: 144 },
  pooled: { x: 620, size: 112 },
  first: 56,
  pitch: 168,
  output: { x: 866, top: 62, pitch: 58, bar: 112 },
  window: 3,

  get filters() {
    return data.tensors.W1.rows;
  },

  get side() {
    return data.pictureSide;
  },

  /** The middle of the row of a filter. */
  middle(f) {
    return this.first + f * this.pitch + this.map.size / 2;
  },

  /** Where a part of a row of a filter is drawn. */
  boxOf(part, f) {
    return { x: part.x, y: this.middle(f) - part.size / 2, size: part.size };
  },

  draw(index, chosen, choose) {
    const state = stateAt(index);
    const svg = drawArea(this, state);
    const [lines, nodes, frames] = [draw("g"), draw("g"), draw("g")];
    this.drawImage(state, nodes, chosen, choose);
    for (let f = 0; f < this.filters; f++) {
      this.drawRow(f, state, lines, nodes, chosen, choose);
    }

    for (let k = 0; k < data.layers.at(-1).units; k++) {
      this.drawOutput(k, state, nodes, chosen, choose);
    }

    this.drawTitles(state, nodes);
    this.drawLoss(state, nodes);
    this.drawFrames(state, frames, chosen);
    svg.append(lines, nodes, frames);
    return svg;
  },

  drawImage(state, nodes, chosen, choose) {
    nodes.append(draw("rect", { class: "card", x: this.image.x, y: this.image.y, width: this.image.size, height: this.image.size }));
    nodes.append(drawPicture({ ...data.tensors.x, from: 0, side: this.side, ...this.image, gray: true }));
    if (state.isNow("input")) {
      this.drawPlaces(nodes, this.image, this.side, i => i, 0, chosen, choose);
    }

    if (state.knows("input")) {
      const title = { class: "title", x: this.gradient.x + this.gradient.size / 2 };
      nodes.append(
        draw("text", { ...title, y: this.gradient.y - 14 }, formula("∂L/∂x"), ": more in a pixel makes the loss"),
        drawPicture({ ...data.tensors.dx, from: 0, side: this.side, ...this.gradient }),
        draw("text", { ...title, y: this.gradient.y + this.gradient.size + 22 },
          draw("tspan", { class: "positive" }, "larger"), " or ", draw("tspan", { class: "negative" }, "smaller")));
    }
  },

  drawRow(f, state, lines, nodes, chosen, choose) {
    const [filter, map, pooled] = [this.filter, this.map, this.pooled].map(part => this.boxOf(part, f));
    const y = this.middle(f);
    const isFrom = (x1, x2, y1 = y) => lines.append(draw("line", { class: "rule", x1, x2, y1, y2: y }));
    isFrom(this.image.x + this.image.size, filter.x, this.image.y + this.image.size / 2);
    isFrom(filter.x + filter.size, map.x);
    isFrom(map.x + map.size, pooled.x);
    isFrom(pooled.x + pooled.size, this.output.x - 26);

    const weights = this.weightsOf(state);
    this.drawMap(nodes, data.tensors[weights], { from: f * this.window ** 2, side: this.window, ...filter });
    if (state.isGradient && state.step.layer === 1) {
      this.drawPlaces(nodes, filter, this.window, i => f * this.window ** 2 + i, data.layers.length + 1, chosen, choose);
    }

    for (const [l, box, side] of [[1, map, this.side], [2, pooled, this.side / 2]]) {
      const shown = this.shownOf(l, state);
      this.drawMap(nodes, data.tensors[shown], { from: f, stride: this.filters, side, ...box });
      if (layerOf(state.step) === l && shown) {
        this.drawPlaces(nodes, box, side, i => i * this.filters + f, l, chosen, choose);
      }
    }
  },

  /** A map on its card; the card alone as long as nothing is known of it. */
  drawMap(nodes, tensor, picture) {
    const { x, y, size } = picture;
    nodes.append(draw("rect", { class: "card", x, y, width: size, height: size }));
    if (tensor) {
      nodes.append(drawPicture({ ...tensor, ...picture }));
    }
  },

  /** Each place of a picture, to be chosen. */
  drawPlaces(nodes, { x, y, size }, side, unitOf, layer, chosen, choose) {
    const place = size / side;
    for (let i = 0; i < side * side; i++) {
      const unit = unitOf(i);
      const isChosen = chosen.layer === layer && chosen.unit === unit;
      const group = draw("g", { class: `unit-node${isChosen ? " chosen" : ""}`, "data-node": `${layer}/${unit}` }, draw("rect", {
        class: "place", x: x + (i % side) * place, y: y + Math.floor(i / side) * place, width: place, height: place,
      }));
      group.addEventListener("click", () => choose(layer, unit));
      nodes.append(group);
    }
  },

  drawOutput(k, state, nodes, chosen, choose) {
    const { x, bar } = this.output;
    const y = this.output.top + k * this.output.pitch;
    const last = data.layers.length;
    const isChosen = chosen.layer === last && chosen.unit === k;
    const group = draw("g", { class: `unit-node${isChosen ? " chosen" : ""}`, "data-node": `${last}/${k}` });
    group.append(draw("rect", { class: "card frame", x: x - 26, y: y - 8, width: 240, height: 44, rx: 8 }));
    group.append(draw("text", { class: "math", x: x - 12, y: y + 20, "font-size": 20 }, String(k)));
    const shown = this.shownOf(last, state);
    if (shown) {
      const path = `${shown}/${k}`;
      const isNow = state.isNow(shown.replace("δ", "delta"));
      group.append(draw("rect", { class: `row${isNow ? " now" : ""}`, x: x + bar + 8, y: y + 1, width: 90, height: 26, rx: 5 }));
      group.append(...pictureGraph.bar(path, shown, x + 8, y + 4, bar - 4, 20));
      group.append(draw("text", { class: "value", x: x + 204, y: y + 19 }, numberSpan(path), hint(path)));
    }

    if (valueAt(`y/${k}`) === 1) {
      group.append(draw("rect", { class: "target", x: x - 29, y: y - 11, width: 246, height: 50, rx: 10 }));
    }

    group.addEventListener("click", () => choose(last, k));
    nodes.append(group);
  },

  /** The last that is known of a layer: z, a or δ. The pooling has no z of its own to show. */
  shownOf(l, state) {
    return state.knows(`delta${l}`) ? `δ${l}` : state.knows(`a${l}`) ? `a${l}` : state.knows(`z${l}`) ? `z${l}` : "";
  },

  weightsOf(state) {
    return state.isUpdate ? "W1′" : state.isGradient && state.step.layer === 1 ? "dW1" : "W1";
  },

  drawTitles(state, nodes) {
    const title = (x, y, ...parts) => nodes.append(draw("text", { class: "title", x, y }, ...parts));
    const named = (text, l) => {
      const shown = this.shownOf(l, state);
      return shown ? [text, ": ", formula(shown)] : [text];
    };
    title(this.image.x + this.image.size / 2, this.image.y - 14, "image ", formula("x"));
    title(this.filter.x + this.filter.size / 2, 34, "filters ", formula(this.weightsOf(state)));
    title(this.map.x + this.map.size / 2, 34, ...named("maps", 1));
    title(this.pooled.x + this.pooled.size / 2, 34, ...named("largest of 2 × 2", 2));
    title(this.output.x + 94, 34, ...named("digits, softmax", data.layers.length));
  },

  drawLoss(state, nodes) {
    const [x, y] = [this.output.x - 26, 668];
    const isNow = state.isNow("loss") || state.isUpdate;
    const loss = state.knows("loss") ? [numberSpan("loss"), ...(state.isUpdate ? [" → ", numberSpan("lossAfter")] : [])] : ["·"];
    nodes.append(
      draw("text", { class: "title", x: x + 120, y: y - 12 }, "framed: the right digit, ", formula("y"), " = 1"),
      draw("rect", { class: "card", x, y, width: 240, height: 44, rx: 8 }),
      draw("rect", { class: `row${isNow ? " now" : ""}`, x: x + 3, y: y + 3, width: 234, height: 38, rx: 6 }),
      draw("text", { x: x + 14, y: y + 28 }, "loss ", formula("L")),
      draw("text", { class: "value", x: x + 230, y: y + 27 }, ...loss));
  },

  /** Frames around what the chosen number is computed from. */
  drawFrames(state, frames, chosen) {
    const [f, place] = [chosen.unit % this.filters, Math.floor(chosen.unit / this.filters)];
    const { layer, kind } = state.step;
    if (chosen.layer === 1 && kind === "sum") {
      this.frame(frames, this.image, this.side, ...this.around(place));
      this.frame(frames, this.boxOf(this.filter, f), 1, 0, 0, 1, 1);
    } else if (chosen.layer === 1 && kind === "delta") {
      const [row, column] = [Math.floor(place / this.side / 2), Math.floor(place % this.side / 2)];
      this.frame(frames, this.boxOf(this.pooled, f), this.side / 2, row, column, 1, 1);
      this.frame(frames, this.boxOf(this.map, f), this.side, 2 * row, 2 * column, 2, 2);
    } else if (chosen.layer === 2 && kind === "pooling") {
      const [row, column] = [Math.floor(place / (this.side / 2)), place % (this.side / 2)];
      this.frame(frames, this.boxOf(this.map, f), this.side, 2 * row, 2 * column, 2, 2);
    } else if (kind === "gradient" && layer === 1) {
      // The element of the filter lay on all pixels but those of an edge, one for each place.
      const [filter, tap] = [Math.floor(chosen.unit / this.window ** 2), chosen.unit % this.window ** 2];
      const [down, right] = [Math.floor(tap / this.window) - 1, tap % this.window - 1];
      const size = moved => this.side - Math.abs(moved);
      this.frame(frames, this.image, this.side, Math.max(0, down), Math.max(0, right), size(down), size(right));
      this.frame(frames, this.boxOf(this.map, filter), this.side, Math.max(0, -down), Math.max(0, -right), size(down), size(right));
    } else if (kind === "input-gradient") {
      for (let of = 0; of < this.filters; of++) {
        this.frame(frames, this.boxOf(this.map, of), this.side, ...this.around(chosen.unit));
      }
    }
  },

  /** Row, column, rows and columns of the window around a place that lie inside. */
  around(place) {
    const [row, column] = [Math.floor(place / this.side), place % this.side];
    const [top, left] = [Math.max(0, row - 1), Math.max(0, column - 1)];
    return [top, left, Math.min(this.side, row + 2) - top, Math.min(this.side, column + 2) - left];
  },

  frame(frames, { x, y, size }, side, row, column, rows, columns) {
    const place = size / side;
    frames.append(draw("rect", { class: "window", x: x + column * place, y: y + row * place, width: columns * place, height: rows * place }));
  },

  /** The weights of one output as maps, beside its numbers. */
  explain(step, unit) {
    const last = data.layers.length;
    const name = { sum: `W${last}`, gradient: `dW${last}` }[step.layer === last ? step.kind : ""];
    if (!name) {
      return [];
    }

    return Array.from({ length: this.filters }, (_, f) => {
      const figure = document.createElement("figure");
      const label = `${name}[${unit}, …] of map ${f}`;
      const svg = draw("svg", { viewBox: "-1 -1 102 102", role: "img", "aria-label": label });
      const from = unit * data.tensors[name].columns + f;
      svg.append(drawPicture({ ...data.tensors[name], from, stride: this.filters, side: this.side / 2, x: 0, y: 0, size: 100 }));
      const caption = document.createElement("figcaption");
      caption.textContent = `map ${f}`;
      figure.append(svg, caption);
      return figure;
    });
  },
};
