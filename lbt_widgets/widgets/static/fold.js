/** A heading whose button opens and closes what stands below it; Python builds that when it is first opened. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-fold");
  const button = make("button", { type: "button" }, model.get("title"));
  const tell = () => button.setAttribute("aria-expanded", String(model.get("opened")));
  button.addEventListener("click", () => {
    model.set("opened", !model.get("opened"));
    model.save_changes();
  });
  root.append(make(`h${model.get("heading")}`, {}, button));
  const anchor = model.get("anchor");
  const follow = () => {
    if (!anchor || location.hash !== `#${anchor}`) return;
    if (!model.get("opened")) button.click();
    button.focus();
  };
  if (anchor) root.id = anchor;
  addEventListener("hashchange", follow);
  const stop = listen(model, { "change:opened": tell });
  tell();
  follow();
  return () => {
    removeEventListener("hashchange", follow);
    stop();
    forget();
  };
}

export default { render };
