// Stepping, choosing a unit, light and dark.

const graph = { units: unitGraph, picture: pictureGraph, maps: mapGraph }[data.graph];
const last = data.steps.length - 1;
const chosen = new Map([[0, data.inputUnit], ...data.layers.map((layer, i) => [i + 1, layer.unit])]);
let current = 0;
// The update is of all layers, and shows a unit of this one.
let updatedLayer = data.layers.length;

function show(index) {
  const isFirst = !document.body.classList.contains("js");
  current = Math.min(Math.max(index, 0), last);
  document.body.classList.add("js");
  const step = data.steps[current];
  for (const part of document.querySelectorAll("section.step, div.code")) {
    part.classList.toggle("current", part.dataset.step === step.id);
  }

  document.querySelectorAll("#steps button").forEach((button, i) => {
    button.classList.toggle("past", i < current);
    if (i === current) {
      button.setAttribute("aria-current", "step");
      const list = button.closest("ol");
      list.scrollLeft = button.parentElement.offsetLeft - list.offsetLeft - (list.clientWidth - button.offsetWidth) / 2;
    } else {
      button.removeAttribute("aria-current");
    }
  });
  document.getElementById("previous").disabled = current === 0;
  document.getElementById("next").disabled = current === last;
  if (!isFirst) {
    document.getElementById("announcement").textContent = `Step ${current + 1} of ${last + 1}: ${step.heading}`;
    history.replaceState(null, "", `#${step.id}`);
  }

  showUnit();
}

/** The layer that the units of a step belong to: 0 is the input, and behind the layers come elements of filters. */
function layerOf(step) {
  return step.chooses ?? (step.kind === "input-gradient" ? 0 : step.kind === "update" ? updatedLayer : step.layer);
}

/** How many units of other layers stand before those of a layer in the list of a step. */
function unitsBefore(step, layer) {
  return step.kind === "update" ? data.layers.slice(0, layer - 1).reduce((sum, before) => sum + before.units, 0) : 0;
}

function showUnit() {
  const step = data.steps[current];
  const layer = layerOf(step);
  const section = document.getElementById(`step-${step.id}`);
  const units = [...section.querySelectorAll(".unit")];
  const unit = Math.min(chosen.get(layer) ?? 0, units.length - 1);
  const place = unitsBefore(step, layer) + unit;
  units.forEach((element, j) => element.classList.toggle("current", j === place));
  const select = section.querySelector("[data-choose]");
  if (select) {
    select.value = String(place);
  }

  section.querySelector(".pictures")?.replaceChildren(...(graph.explain?.(step, unit) ?? []));
  document.getElementById("graph").replaceChildren(graph.draw(current, { layer: units.length > 1 ? layer : -1, unit }, choose));
}

function choose(layer, unit) {
  const step = data.steps[current];
  if (step.kind === "update" && layer > 0) {
    updatedLayer = layer;
  }

  if (layer === layerOf(step)) {
    chosen.set(layer, unit);
    showUnit();
  }
}

function choosePlace(place) {
  const step = data.steps[current];
  const layer = step.kind === "update" ? data.layers.findLastIndex((_, i) => unitsBefore(step, i + 1) <= place) + 1 : layerOf(step);
  choose(layer, place - unitsBefore(step, layer));
}

function isDark() {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showTheme() {
  document.getElementById("theme").setAttribute("aria-pressed", String(isDark()));
}

document.querySelectorAll("[data-value]").forEach(fillNumber);
document.getElementById("previous").addEventListener("click", () => show(current - 1));
document.getElementById("next").addEventListener("click", () => show(current + 1));
document.querySelectorAll("#steps button").forEach((button, i) => button.addEventListener("click", () => show(i)));
document.querySelectorAll("[data-choose]").forEach(select =>
  select.addEventListener("change", () => choosePlace(Number(select.value))));
document.querySelectorAll(".unfold").forEach(button => button.addEventListener("click", () => {
  const isWhole = button.closest(".listing").classList.toggle("whole");
  button.setAttribute("aria-expanded", String(isWhole));
}));
document.getElementById("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  showTheme();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);

document.addEventListener("keydown", event => {
  // Code and graph scroll by the same keys, and so does a list of units choose.
  const { target } = event;
  const scrolls = target.closest?.("select, pre") || (target.id === "graph" && target.scrollWidth > target.clientWidth);
  const to = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: last }[event.key];
  if (to === undefined || scrolls || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }

  event.preventDefault();
  show(to);
});

showTheme();
show(Math.max(0, data.steps.findIndex(step => `#${step.id}` === location.hash)));
