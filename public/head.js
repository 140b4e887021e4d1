// What has to be known before the first paint. Small, and in the way of it: the
// page would flash in other colours, or as another page.

{
  const root = document.documentElement;
  const parameters = new URLSearchParams(location.search);
  const theme = parameters.get("theme");
  if (["light", "dark", "contrast"].includes(theme)) root.dataset.theme = theme;

  // Inside of another page; in a tab of its own, the same address is of the library
  // in full.
  if (parameters.get("embed") === "1" && parent !== window) root.dataset.embed = "";

  // The page as it comes is the front page. At another address its frame alone is
  // shown until the library is open.
  for (const setting of ["theme", "lang"]) parameters.delete(setting);
  if (parameters.toString()) root.dataset.elsewhere = "";

  // What the reader begins to do before there is a program to do it. That does it
  // as soon as it is there: `src/browser/first_paint.rs`.
  const noted = {
    click: "button[id], summary[id], input[type=checkbox]",
    change: "select[id]",
    // What stands in the search box is seen there.
    input: "input[type=search]:not(#q)",
  };
  const note = ({ type, target }) => {
    const start = document.getElementById("start");
    const control = target.closest?.(noted[type]);
    if (!control || !start?.contains(control)) return;
    const act = type === "click" ? [type, control.id] : [type, control.id, control.value];
    start.dataset.acts = `${start.dataset.acts ?? ""}${act.join(" ")}\n`;
  };
  for (const type of Object.keys(noted)) addEventListener(type, note);
}
