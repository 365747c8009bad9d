// A former address leads on, with the place in the text that it named (#II.1.5).
const link = document.getElementById("tr-moi");
if (link) {
  location.replace(link.href + (link.hash ? "" : location.hash));
}
