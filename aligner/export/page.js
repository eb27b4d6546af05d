
"use strict";
// The filter and the keys of an exported comparison. Everything is in the page already; this only shows and hides it.
(() => {
  const facts = [...document.querySelectorAll(".fact")];
  const filter = document.getElementById("filter");
  const search = document.getElementById("search");
  const buttons = [...filter.querySelectorAll("button[data-kind]")];
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();
  const texts = new Map(facts.map((fact) => [fact, folded(fact.textContent)]));
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  let current = null;

  // Choices of one kind widen each other, the kinds narrow each other.
  const admits = (fact) => {
    const chosen = {};
    for (const button of buttons) {
      if (isPressed(button)) (chosen[button.dataset.kind] ??= []).push(button.dataset.value);
    }
    const has = {
      agreement: [fact.dataset.agreement],
      verdict: [fact.dataset.verdict],
      types: fact.dataset.types.split(" "),
    };
    return (
      Object.entries(chosen).every(([kind, values]) => values.some((value) => has[kind].includes(value))) &&
      texts.get(fact).includes(folded(search.value.trim()))
    );
  };
  const show = () => {
    for (const fact of facts) fact.hidden = !admits(fact);
    const shown = facts.filter((fact) => !fact.hidden).length;
    document.getElementById("shown").textContent = `${shown} of ${facts.length} facts`;
  };
  const all = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", "false");
    search.value = "";
    show();
  };
  const go = (fact) => {
    if (!fact) return;
    current?.classList.remove("current");
    current = fact;
    fact.classList.add("current");
    fact.focus({ preventScroll: true });
    fact.scrollIntoView({ block: "start" });
  };
  // From the current fact, or from what is on screen, in the order of the page.
  const step = (direction, wanted) => {
    const stops = facts.filter((fact) => !fact.hidden && (fact === current || wanted(fact)));
    const here = stops.indexOf(current);
    if (here >= 0) return go(stops[here + direction]);
    const top = (fact) => fact.getBoundingClientRect().top;
    const ahead = stops.filter((fact) => (direction > 0 ? top(fact) >= 0 : top(fact) < 0));
    return go(direction > 0 ? ahead[0] : ahead.at(-1));
  };
  const isConflict = (fact) => fact.dataset.agreement === "conflict";
  const keys = {
    j: () => step(1, () => true),
    k: () => step(-1, () => true),
    "]": () => step(1, isConflict),
    "[": () => step(-1, isConflict),
    "/": () => search.focus(),
    Escape: all,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key === "Escape" || event.key === "Enter") search.blur();
      return;
    }
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  filter.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "all") return all();
    button.setAttribute("aria-pressed", String(!isPressed(button)));
    show();
  });
  search.addEventListener("input", show);
  const follow = () => {
    const fact = facts.find((one) => `#${one.id}` === location.hash);
    if (fact?.hidden) all();
    go(fact);
  };
  addEventListener("hashchange", follow);
  filter.hidden = false;
  show();
  follow();
})();
