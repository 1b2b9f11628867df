// While a job is at work, the part of the page that tells of it is fetched anew; what is open stays open.
const live = document.getElementById("live");
const isOver = () => !live.querySelector('.progress[data-over=""]');
const next = async () => {
  const answer = await fetch(location.href).catch(() => null);
  const fresh = answer && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (fresh && !live.contains(document.activeElement)) swap(fresh);
  else if (fresh) {
    const focused = document.activeElement.value;
    swap(fresh);
    live.querySelector(`button[value="${focused}"]`)?.focus();
  }
  if (!isOver()) setTimeout(next, 1000);
};
const swap = fresh => {
  const open = [...live.querySelectorAll("details")].map(each => each.open);
  live.replaceChildren(...fresh.children);
  live.querySelectorAll("details").forEach((each, at) => { each.open = open[at] ?? false; });
};
if (!isOver()) setTimeout(next, 1000);
