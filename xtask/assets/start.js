// Starts the program. A classic script without top-level await: `import()` is its newest word.
(function () {
  var boot = window.nianbaoBoot;
  boot.begun = true;
  if (boot.failed) { return; }

  // A second copy of every draft. What localStorage takes in, a browser writes to the disk only seconds later; this
  // database it writes at once, where it knows how. Whoever has no such database goes without.
  var copies = null;
  function inCopies(act) {
    if (!copies) { return; }
    try { act(copies.transaction('drafts', 'readwrite', { durability: 'strict' }).objectStore('drafts')); } catch (error) {}
  }
  boot.keep = function (key, text) {
    inCopies(function (store) { if (text === undefined) { store.delete(key); } else { store.put(text, key); } });
  };
  function revision(text) {
    try { return JSON.parse(text).revision; } catch (error) { return undefined; }
  }
  // Puts a copy back where what is stored is older or was not written at all.
  function putBack(key, text) {
    var stored = localStorage.getItem(key);
    var isGone = stored === null && localStorage.getItem(key.replace(':draft:', ':bin:')) === null;
    if (isGone || revision(stored) < revision(text)) { localStorage.setItem(key, text); }
  }
  var restored = new Promise(function (resolve) {
    // A database that does not open must not keep the program from starting.
    window.setTimeout(resolve, 1500);
    try {
      var opening = indexedDB.open('nianbao', 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore('drafts'); };
      opening.onerror = resolve;
      opening.onsuccess = function () {
        copies = opening.result;
        copies.onversionchange = function () { copies.close(); copies = null; };
        var cursor = copies.transaction('drafts').objectStore('drafts').openCursor();
        cursor.onerror = resolve;
        cursor.onsuccess = function () {
          var found = cursor.result;
          if (!found) { resolve(); return; }
          try { putBack(found.key, found.value); } catch (error) {}
          found.continue();
        };
      };
    } catch (error) { resolve(); }
  });

  // Tells the clerk when the program has stopped, instead of leaving a page that looks alive: a panic of the program
  // ends in an error of this kind, and so does anything else that it cannot go on after.
  var stopped = false;
  function notice(error) {
    if (stopped || boot.failed || !(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) { return; }
    stopped = true;
    var place = document.createElement('div');
    place.className = 'crash';
    place.setAttribute('role', 'alert');
    place.innerText = '程序出错，已停止运行。最近一次保存的内容还在这台电脑的浏览器里，请刷新页面后继续。';
    document.body.appendChild(place);
  }
  window.addEventListener('error', function (event) { notice(event.error); });
  window.addEventListener('unhandledrejection', function (event) { notice(event.reason); });

  // Where the programs come from: this gives `boot.worker`, `load` and `explain`. The program itself
  // starts when what was kept of drafts is in its place.
{{source}}
  load(restored).catch(function (error) {
    if (window.console) { console.error(error); }
    explain();
  });
})();
