// dialogues open and close here; what is said in one becomes a gradio event that names the report, from 1, and its id
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.opens) element.querySelector(`[data-dialog="${button.dataset.opens}"]`)?.showModal();
  if (button.dataset.closes) button.closest("dialog")?.close();
});
element.addEventListener("submit", (event) => {
  const form = event.target.closest("form");
  if (!form) return;
  const { remove, edit } = form.dataset;
  const id = form.closest("[data-report]").dataset.report;
  const fields = Object.fromEntries(new FormData(form));
  trigger("submit", { ...fields, id, remove: remove === undefined ? 0 : Number(remove) + 1, edit: edit === undefined ? 0 : Number(edit) + 1 });
});
