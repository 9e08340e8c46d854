/** A button that asks again before it forgets. */
function makeForget({ ask, warning, yes, onYes }) {
  const place = make("div", { class: "lbt-forget" });
  const first = make("button", { type: "button" }, ask);
  const settle = () => {
    place.replaceChildren(first);
    first.focus();
  };
  const sure = make("button", { type: "button", class: "lbt-main", onclick: () => { onYes(); settle(); } }, yes);
  first.addEventListener("click", () => {
    place.replaceChildren(make("span", {}, warning), sure, make("button", { type: "button", onclick: settle }, "Keep them"));
    sure.focus();
  });
  place.append(first);
  return place;
}
