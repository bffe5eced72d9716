// What Material's own script expects to find: where the site begins, and its settings in the browser's storage.
(function () {
  "use strict";
  var scope = self.__md_scope = new URL(document.currentScript.dataset.root, location);

  self.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0); }, 0);
  };
  self.__md_get = function (key, storage, place) {
    return JSON.parse((storage || localStorage).getItem((place || scope).pathname + "." + key));
  };
  self.__md_set = function (key, value, storage, place) {
    try {
      (storage || localStorage).setItem((place || scope).pathname + "." + key, JSON.stringify(value));
    } catch (refused) { /* a browser may keep no storage; the setting lasts for this page */ }
  };
})();
