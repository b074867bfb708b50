// a click on a figure of the table, or on a bar of the chart, becomes a gradio event that says where the figure stands
const send = (report, page, start, end) => trigger("click", { report: String(report), page: Number(page), start: Number(start), end: Number(end) });
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-report]");
  if (!button) return;
  element.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  button.setAttribute("aria-current", "true");
  const { report, page, start, end } = button.dataset;
  send(report, page, start, end);
});
// the chart is drawn anew, and later than the table: it is listened to where it is found without a listener
const listen = () => {
  const drawn = document.querySelector("#eq-chart .js-plotly-plot");
  if (!drawn || drawn.dataset.heard || !drawn.on) return;
  drawn.dataset.heard = "1";
  drawn.on("plotly_click", (event) => send(...event.points[0].customdata));
};
new MutationObserver(listen).observe(document.querySelector("#eq-view-compare") || document.body, { childList: true, subtree: true });
