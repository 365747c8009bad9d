// A former address leads on, with the place in the text that it named (#II.1.5).
const link = document.getElementById("ui-target");
if (link) {
  location.replace(link.href + (link.hash ? "" : location.hash));
}
