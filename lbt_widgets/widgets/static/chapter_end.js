/** Whoever sees the end of a chapter has read it. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-chapter-end");
  const kept = make("span");
  root.append(make("p", { class: "lbt-hint" }, `The end of chapter ${model.get("number")}. `, kept,
    make("a", { href: model.get("start_page") }, "Where you are in the workbook")));
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    if (addProgress({ read: [model.get("chapter")] })) kept.textContent = "This browser keeps that you have read it. ";
  });
  watcher.observe(root);

  return () => {
    watcher.disconnect();
    forget();
  };
}

export default { render };
