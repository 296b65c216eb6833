"""The script pages may load: it says that the page is shown, and makes its buttons say which hit they are of."""

CODE = """\
(function () {
  var me = document.currentScript, origin = new URL(me.src).origin, own = new URL(me.src).searchParams;
  var said = { u: location.href, r: document.referrer };
  ["f", "n", "p", "ts", "c"].forEach(function (name) {
    var value = new URLSearchParams(location.search).get(name) || own.get(name) || me.getAttribute("data-" + name);
    if (value) said[name] = value;
  });
  var body = Object.keys(said).map(function (name) {
    return encodeURIComponent(name) + "=" + encodeURIComponent(said[name]);
  }).join("&");
  fetch(origin + "/js/funnel", {
    method: "POST", credentials: "include", body: body,
    headers: { "content-type": "application/x-www-form-urlencoded" }
  }).then(function (answer) { return answer.json(); }).then(function (told) {
    var tokens = told.resolvedTokens || {};
    document.querySelectorAll("a[href]").forEach(function (link) {
      if (link.href.indexOf(origin + "/action/") !== 0 || !tokens["{hit}"]) return;
      var url = new URL(link.href);
      url.searchParams.set("h", tokens["{hit}"]);
      url.searchParams.set("vid", tokens["{visitor}"]);
      link.href = url.href;
    });
    document.dispatchEvent(new CustomEvent("funnel", { detail: told }));
  }).catch(function () {});
})();
"""
