// rows come and go as they are searched; a click on a row or a place becomes a gradio event that names it, from 1
const part = (name) => element.querySelector(`[data-filter="${name}"]`);
const sift = () => {
  const [text, status, aspect] = ["text", "status", "aspect"].map((name) => (part(name)?.value || "").trim().toLowerCase());
  let shown = 0;
  let count = 0;
  element.querySelectorAll("tbody[data-aspect]").forEach((group) => {
    const here = !aspect || group.dataset.aspect.toLowerCase() === aspect;
    let any = false;
    group.querySelectorAll("tr[data-status]").forEach((row) => {
      const fits = here && (!status || row.dataset.status === status) && text.split(/\s+/).every((word) => row.dataset.words.includes(word));
      row.hidden = !fits;
      any = any || fits;
      shown += fits;
      count += 1;
    });
    group.hidden = !any;
  });
  const words = element.querySelector(".eq-shown");
  if (words) words.textContent = words.dataset.words.replace("{shown}", shown).replace("{count}", count);
  const none = element.querySelector(".eq-none");
  if (none) none.hidden = shown > 0;
};
element.addEventListener("input", (event) => event.target.closest("[data-filter]") && sift());
element.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.closest("[data-filter]")) event.preventDefault();
});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-row], button[data-check]");
  if (!button) return;
  element.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  button.setAttribute("aria-current", "true");
  const sent = (name) => (button.dataset[name] === undefined ? 0 : Number(button.dataset[name]) + 1);
  const { report } = button.closest("[data-report]").dataset;
  trigger("click", { report, row: sent("row"), check: sent("check"), place: sent("place") });
});
