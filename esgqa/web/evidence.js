// when another page is shown: bring the quoted words into view within it, and, where the columns are stacked and the
// reader asked for the page, the page itself
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
let shown = "";
const page = () => element.querySelector(".eq-page");
const into = (frame, goal) => {
  if (!frame || frame.clientHeight === 0) return;
  const top = goal ? goal.getBoundingClientRect().top - frame.getBoundingClientRect().top + frame.scrollTop : 0;
  frame.scrollTo({ top: Math.max(0, top - frame.clientHeight / 3), behavior: shown ? calm : "auto" });
};
const aim = () => {
  const now = page();
  if (!now) return;
  into(now.querySelector(".eq-page-text"), now.querySelector("mark.eq-focus"));
  into(now.querySelector(".eq-page-picture"), now.querySelector(".eq-box.eq-focus"));
};
const turn = (mode) => {
  const now = page();
  if (!now || !now.querySelector(".eq-page-picture")) return;
  now.dataset.mode = mode;
  now.querySelectorAll("[data-show]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.show === mode)));
  aim();
};
const settle = () => {
  const now = page();
  if (!now) return;
  if (window.esgqaPageMode) turn(window.esgqaPageMode);
  aim();
  const stacked = window.matchMedia("(max-width: 900px)").matches;
  if (stacked && now.dataset.moved === "1") (element.closest(".eq-right") || now).scrollIntoView({ block: "start", behavior: calm });
  shown = now.dataset.key;
};
const copy = async (button) => {
  const words = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // pages served without TLS to another machine have no clipboard of their own
    const box = document.createElement("textarea");
    box.value = words;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    button.focus();
  }
  const before = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = before), 1600);
};
watch("value", () => requestAnimationFrame(settle));
requestAnimationFrame(settle);
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.step) trigger("click", { step: Number(button.dataset.step) });
  if (button.dataset.copy) copy(button);
  if (button.dataset.show) {
    window.esgqaPageMode = button.dataset.show;
    turn(button.dataset.show);
  }
  if (button.dataset.back) {
    const left = element.closest(".eq-columns")?.querySelector(".eq-left");
    left?.scrollIntoView({ block: "start", behavior: calm });
  }
});
element.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && page()) trigger("click", { step });
});
// a page that cannot be drawn (its file is gone) is still text
element.addEventListener(
  "error",
  (event) => {
    const now = page();
    if (event.target.tagName !== "IMG" || !now) return;
    now.querySelector(".eq-page-picture")?.remove();
    now.querySelector(".eq-toggle")?.remove();
    now.dataset.mode = "text";
    aim();
  },
  true,
);
