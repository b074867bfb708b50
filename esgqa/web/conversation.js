// a click on a citation or an example, anywhere in this element, becomes a gradio event that names it by number
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-n]");
  if (button) trigger("click", { turn: Number(button.dataset.turn || 0), n: Number(button.dataset.n) });
});
