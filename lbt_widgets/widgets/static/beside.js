/** In JupyterLab a page does not run by itself: what a link to the evidence leads to opens over the page instead. */

/** `model`: a widget of the page, whose Python has the cards. The last one that is shown is asked. Gives the way to leave. */
function showEvidenceHere(model) {
  globalThis.lbtEvidence ??= makeEvidence();
  return globalThis.lbtEvidence.join(model);
}

function makeEvidence() {
  const body = make("div", { class: "lbt-shown", tabindex: "-1" });
  const close = make("button", { type: "button", onclick: () => dialog.close() }, t("Close"));
  const back = make("button", { type: "button", hidden: true, onclick: goBack }, t("Back"));
  const dialog = make("dialog", { class: "lbt lbt-beside", "aria-label": t("From the evidence"), "data-lm-suppress-shortcuts": "true" },
    make("p", { class: "lbt-ways" }, back, close), body);
  const shown = [];
  const left = []; // what links within were followed from, the newest last
  let asked = "";
  let part = "";
  const wait = makeWait((sentence) => {
    if (sentence) body.textContent = `${sentence} ${t("Run this notebook's cells again, then try once more.")}`;
  });

  function open(event) {
    const link = event.target.closest?.("a[href]");
    const [, key, name, wanted] = link?.href.match(LEADS_TO_EVIDENCE) ?? [];
    if (!key || !shown.length || !inJupyterLab() || event.ctrlKey || event.metaKey || event.shiftKey || isInEvidence(link)) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would open the page that does not run
    if (dialog.open) left.push({ link, nodes: [...body.childNodes], top: dialog.scrollTop });
    else show();
    back.hidden = !left.length;
    [part, asked] = [wanted, name];
    body.textContent = t("Coming…");
    wait.ask(shown.at(-1), { kind: "evidence", key, name });
  }

  /** Only when it is closed: an open dialog that is moved in the page is no longer modal. */
  function show() {
    left.length = 0;
    document.body.append(dialog);
    dialog.showModal();
  }

  function goBack() {
    const { link, nodes, top } = left.pop();
    wait.came();
    asked = ""; // what still comes is of the card that is left
    body.replaceChildren(...nodes);
    back.hidden = !left.length;
    link.focus({ preventScroll: true });
    dialog.scrollTop = top;
  }

  function take({ kind, name, html }) {
    if (kind !== "evidence" || name !== asked) return;
    wait.came();
    fillHtml(body, html);
    dialog.scrollTop = 0;
    const place = part && body.querySelector(`[data-part="${CSS.escape(part)}"]`);
    (place || body).focus({ preventScroll: true });
    if (place) place.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", open, true);
  return {
    join(model) {
      const stop = listen(model, { "msg:custom": (message) => take(message) }); // its own: a model may be shown twice
      shown.push(model);
      return () => {
        stop();
        shown.splice(shown.indexOf(model), 1);
      };
    },
  };
}

/** That page opens what it has itself. */
const isInEvidence = (link) => Boolean(link.closest(".jp-NotebookPanel")?.querySelector(".lbt-finder"));
