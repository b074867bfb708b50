// a click on a citation, an example or a verdict, anywhere in this element, becomes a gradio event that names it
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-n], button[data-verdict]");
  if (!button) return;
  const { turn, n, verdict } = button.dataset;
  trigger("click", { turn: Number(turn || 0), n: Number(n || 0), verdict: verdict || "" });
});
