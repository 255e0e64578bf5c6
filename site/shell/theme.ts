// Runs before anything is rendered: sets the chosen theme, and whether the address shows the matrix.
const root = document.documentElement;
try {
  root.dataset.theme = localStorage.getItem("tsd-theme") ?? "os";
} catch {
  root.dataset.theme = "os";
}
if (!/^#?(?:\/|\/ports)?$/.test(location.hash) && root.dataset.page === "explorer") {
  root.dataset.elsewhere = "";
}
