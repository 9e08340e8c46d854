/** In JupyterLab a page does not run by itself: what a link to the evidence leads to opens over the page instead. */

/** `model`: a widget of the page, whose Python has the cards. The last one is asked: it is the likeliest to be alive. */
function showEvidenceHere(model) {
  globalThis.lbtEvidence ??= makeEvidence();
  globalThis.lbtEvidence.ask(model);
}

function makeEvidence() {
  const body = make("div", { class: "lbt-card", tabindex: "-1" });
  const close = make("button", { type: "button", onclick: () => dialog.close() }, "Close");
  const dialog = make("dialog", { class: "lbt lbt-beside", "aria-label": "From the evidence", "data-lm-suppress-shortcuts": "true" }, close, body);
  let asked = null;
  let part = "";
  const wait = makeWait((sentence) => {
    if (sentence) body.textContent = `${sentence} Run this notebook's cells again, then try once more.`;
  });

  function open(event) {
    const link = event.target.closest?.("a[href]");
    const [, key, name, wanted] = link?.href.match(LEADS_TO_EVIDENCE) ?? [];
    if (!key || !inJupyterLab() || event.ctrlKey || event.metaKey || event.shiftKey || isInEvidence(link)) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would open the page that does not run
    part = wanted;
    body.textContent = "Coming…";
    document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
    asked.send({ kind: "evidence", key, name });
    wait.asked();
  }

  function take({ kind, html }) {
    if (kind !== "evidence") return;
    wait.came();
    fillHtml(body, html);
    dialog.scrollTop = 0;
    const place = part && body.querySelector(`[data-part="${CSS.escape(part)}"]`);
    (place || body).focus({ preventScroll: true });
    if (place) place.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", open, true);
  return {
    ask(model) {
      asked?.off("msg:custom", take);
      asked = model;
      model.on("msg:custom", take);
    },
  };
}

/** That page opens what it has itself. */
const isInEvidence = (link) => Boolean(link.closest(".jp-NotebookPanel")?.querySelector(".lbt-finder"));
