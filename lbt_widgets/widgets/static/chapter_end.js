/** Only the reader knows that a chapter is read: "Run All Cells" scrolls to its end at once. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-chapter-end");
  const chapter = model.get("chapter");
  const told = make("p", { role: "status" });
  const button = make("button", { type: "button", onclick: keep }, "I have read this chapter");

  function keep() {
    if (!addProgress({ read: [chapter] })) told.textContent = "This browser keeps nothing: its storage is off or full.";
  }

  function show() {
    const read = readProgress().read.includes(chapter);
    button.hidden = read;
    told.textContent = read ? "This browser keeps that you have read this chapter." : "";
  }

  root.append(button, told, make("p", { class: "lbt-hint" }, `The end of chapter ${model.get("number")}. `,
    make("a", { href: model.get("start_page") }, "Where you are in the workbook")));
  const stop = followProgress(show);
  show();

  return () => {
    stop();
    forget();
  };
}

export default { render };
