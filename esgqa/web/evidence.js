// when another page is shown: bring the quoted words into view within the page, and, where the columns are stacked and
// the reader asked for the page, the page itself
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
let shown = "";
const settle = () => {
  const page = element.querySelector(".eq-page");
  if (!page) return;
  const text = page.querySelector(".eq-page-text");
  const mark = page.querySelector("mark.eq-focus");
  if (text) {
    const into = mark
      ? mark.getBoundingClientRect().top - text.getBoundingClientRect().top + text.scrollTop - text.clientHeight / 3
      : 0;
    text.scrollTo({ top: Math.max(0, into), behavior: shown ? calm : "auto" });
  }
  const stacked = window.matchMedia("(max-width: 900px)").matches;
  if (stacked && page.dataset.moved === "1") (element.closest("#eq-right") || page).scrollIntoView({ block: "start", behavior: calm });
  shown = page.dataset.key;
};
watch("value", () => requestAnimationFrame(settle));
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) {
    document.querySelector("#eq-conversation")?.scrollIntoView({ block: "start", behavior: calm });
  }
});
