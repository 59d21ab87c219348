// Starts the program. A classic script without top-level await: `import()` is its newest word.
(function () {
  var boot = window.nianbaoBoot;
  boot.begun = true;
  if (boot.failed) { return; }

  var glue = '{{glue}}';
  var program = '{{program}}';
  // The size before compression on the way, against which the arriving bytes are counted.
  var size = {{size}};

  // The files of the programs that run in workers.
  var workers = {{workers}};
  boot.worker = function (name) { return new Worker(workers[name]); };

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

  // Passes the bytes on and counts them. The type is stated here because many hosts of static pages do not
  // know that of WebAssembly, and without it the browser refuses to compile while it loads.
  function counted(response) {
    if (!response.ok) { throw new Error(program + ': ' + response.status); }
    if (!response.body || typeof ReadableStream !== 'function') { return response; }
    var reader = response.body.getReader();
    var received = 0;
    var stream = new ReadableStream({
      pull: function (controller) {
        return reader.read().then(function (part) {
          if (part.done) { controller.close(); return; }
          received += part.value.length;
          boot.progress(Math.min(99, Math.floor(received * 100 / size)));
          controller.enqueue(part.value);
        });
      }
    });
    return new Response(stream, { headers: { 'Content-Type': 'application/wasm' } });
  }

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

  function explain(error) {
    if (window.console) { console.error(error); }
    if (window.location.protocol === 'file:') {
      boot.fail('本程序不能以双击文件的方式打开，请通过网址访问。', false);
    } else {
      boot.fail('程序载入失败，可能是网络不通或网站正在更新。', true);
    }
  }

  var arriving = fetch(program, { credentials: 'same-origin' }).then(counted);
  // Both are on their way at once; a failure of either is reported once, below.
  arriving.catch(function () {});
  import(glue).then(function (module) {
    return Promise.all([arriving, restored]).then(function (both) {
      return module.default({ module_or_path: both[0] });
    });
  }).catch(explain);
})();
