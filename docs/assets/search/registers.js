// The registers that are searched together: this one, first, and those that mkdocs.yml names (extra.so_khac). Each has
// `name`, `root` (the address of its site), `index` (that of its search), and `own`, true of this one; store.js keeps in it
// what it has loaded.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var ROOT = new URL("../../", document.currentScript.src).href;

  function register(name, root, own) {
    return { name: name, root: root, index: new URL("tim-kiem/", root).href, own: own, segments: [], version: "", outdated: false };
  }

  var said = document.querySelector("meta[name=so-khac]");
  var named = said ? JSON.parse(said.content) : { ten: "", so: [] };
  svb.registers = [register(named.ten, ROOT, true)].concat(named.so.map(function (other) {
    return register(other.ten, new URL(other.dia_chi, ROOT).href, false);
  }));
})();
