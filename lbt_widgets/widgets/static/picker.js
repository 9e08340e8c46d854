/** A native select with a button: the choice is taken by the button, not by walking through the list. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-picker");
  const id = uniquePrefix();
  const select = make("select", { id }, model.get("options").map(([value, text]) => make("option", { value }, text)));
  let number = 0;
  const take = () => {
    number += 1;
    model.set("pick", { number, id: select.value });
    model.save_changes();
  };
  root.append(
    make("label", { for: id }, model.get("label")),
    make("div", { class: "lbt-row" }, select, make("button", { type: "button", onclick: take }, model.get("button"))),
  );
  return forget;
}

export default { render };
