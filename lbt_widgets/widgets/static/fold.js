/** A heading whose button opens and closes what stands below it; Python builds that when it is first opened. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-fold");
  const button = make("button", { type: "button" }, model.get("title"));
  const tell = () => button.setAttribute("aria-expanded", String(model.get("opened")));
  button.addEventListener("click", () => {
    model.set("opened", !model.get("opened"));
    model.save_changes();
  });
  const heading = make(`h${model.get("heading")}`, {}, button);
  nameForContents(heading);
  root.append(heading);
  const stop = listen(model, { "change:opened": tell });
  tell();
  const leave = followAnchor(root, model.get("anchor"), () => {
    if (!model.get("opened")) button.click();
    button.focus();
  });
  return () => {
    leave();
    stop();
    forget();
  };
}

/** Goes where a link to `#anchor` leads, also when the address has it already, which alone would tell nothing. */
function followAnchor(root, anchor, go) {
  if (!anchor) return () => {};
  root.id = anchor;
  const isThere = () => location.hash === `#${anchor}`;
  const follow = () => isThere() && go();
  const again = (event) => {
    if (!isThere() || !event.target.closest?.(`a[href="#${anchor}"]`)) return;
    event.preventDefault();
    go();
  };
  addEventListener("hashchange", follow);
  addEventListener("click", again);
  follow();
  return () => {
    removeEventListener("hashchange", follow);
    removeEventListener("click", again);
  };
}

export default { render };
