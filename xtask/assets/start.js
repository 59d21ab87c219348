// Starts the program. A classic script without top-level await: `import()` is its newest word.
(function () {
  var boot = window.nianbaoBoot;
  boot.begun = true;
  if (boot.failed) { return; }

  // A second copy of every draft. What localStorage takes in, a browser writes to the disk only seconds later; this
  // database it writes at once, where it knows how. Earlier versions of drafts are here only, since they would fill
  // localStorage. Whoever has no such database goes without.
  var database = null;
  function inside(store, act) {
    if (!database) { return; }
    try { act(database.transaction(store, 'readwrite', { durability: 'strict' }).objectStore(store)); } catch (error) {}
  }
  // Files of the clerk's into which drafts are written as well, one writing after the other.
  var files = {};
  function writeFile(key, text) {
    var file = files[key];
    if (!file) { return; }
    file.text = text;
    if (file.isBusy || !text) { return; }
    file.isBusy = true;
    file.handle.createWritable().then(function (out) {
      return out.write(text).then(function () { return out.close(); });
    }).then(function () {
      file.isBusy = false;
      file.told(file.handle.name);
      if (file.text !== text) { writeFile(key, file.text); }
    }).catch(function () { delete files[key]; file.told(); });
  }
  boot.keepFile = function (key, name, told) {
    window.showSaveFilePicker({ suggestedName: name }).then(function (handle) {
      files[key] = { handle: handle, told: told };
      writeFile(key, localStorage.getItem(key));
    }).catch(function () {});
  };
  boot.keep = function (key, text) {
    writeFile(key, text);
    inside('drafts', function (store) { if (text === undefined) { store.delete(key); } else { store.put(text, key); } });
  };
  // The versions of a draft lie under its name and their time. The oldest give way when there are too many.
  function versionsOf(id) { return IDBKeyRange.bound([id], [id, []]); }
  boot.keepVersion = function (id, at, why, text) {
    inside('versions', function (store) {
      store.put([why, text], [id, at]);
      store.getAllKeys(versionsOf(id)).onsuccess = function (event) {
        event.target.result.slice(0, -24).forEach(function (key) { store.delete(key); });
      };
    });
  };
  // Calls back with time, reason and text of every version in one list.
  boot.versions = function (id, done) {
    var found = [];
    function add(event) {
      var cursor = event.target.result;
      if (!cursor) { done(found); return; }
      found.push(String(cursor.key[1]), cursor.value[0], cursor.value[1]);
      cursor.continue();
    }
    if (!database) { done(found); }
    inside('versions', function (store) {
      var opening = store.openCursor(versionsOf(id));
      opening.onsuccess = add;
      opening.onerror = function () { done(found); };
    });
  };
  boot.dropVersions = function (id) { inside('versions', function (store) { store.delete(versionsOf(id)); }); };
  // Clears the database, and then begins anew.
  boot.clear = function () {
    function again() { location.hash = ''; location.reload(); }
    if (!database) { again(); return; }
    var all = database.transaction(['drafts', 'versions'], 'readwrite');
    all.objectStore('drafts').clear();
    all.objectStore('versions').clear();
    all.oncomplete = all.onabort = again;
  };
  function revision(text) {
    try { return JSON.parse(text).revision; } catch (error) { return undefined; }
  }
  // Puts a copy back where what is stored is older or was not written at all. Of a locked draft no copy may be left.
  function putBack(key, text) {
    if (localStorage.getItem(key.replace(':draft:', ':locked:')) !== null) { boot.keep(key); return; }
    var stored = localStorage.getItem(key);
    var isGone = stored === null && localStorage.getItem(key.replace(':draft:', ':bin:')) === null;
    // What is damaged stays at hand under a name of its own; where there is no room for both, nothing changes.
    var isBroken = stored !== null && revision(stored) === undefined && revision(text) !== undefined;
    if (isBroken) { localStorage.setItem(key + 'x', stored); }
    if (isGone || isBroken || revision(stored) < revision(text)) { localStorage.setItem(key, text); }
  }
  // Drops the versions of drafts that are gone for good.
  function sweep(store) {
    store.getAllKeys().onsuccess = function (event) {
      event.target.result.forEach(function (key) {
        var isKept = ['draft:', 'bin:', 'locked:'].some(function (kind) {
          return localStorage.getItem('nianbao:' + kind + key[0]) !== null;
        });
        if (!isKept) { store.delete(key); }
      });
    };
  }
  var restored = new Promise(function (resolve) {
    // A database that does not open must not keep the program from starting.
    window.setTimeout(resolve, 1500);
    try {
      var opening = indexedDB.open('nianbao', 2);
      opening.onupgradeneeded = function () {
        ['drafts', 'versions'].forEach(function (name) {
          if (!opening.result.objectStoreNames.contains(name)) { opening.result.createObjectStore(name); }
        });
      };
      opening.onerror = resolve;
      opening.onsuccess = function () {
        database = opening.result;
        database.onversionchange = function () { database.close(); database = null; };
        inside('drafts', function (store) {
          var cursor = store.openCursor();
          cursor.onerror = resolve;
          cursor.onsuccess = function () {
            var found = cursor.result;
            if (!found) { inside('versions', sweep); resolve(); return; }
            try { putBack(found.key, found.value); } catch (error) {}
            found.continue();
          };
        });
      };
    } catch (error) { resolve(); }
  });

  // Saves a text to a file of the clerk's.
  function saveFile(name, type, text) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: type + ';charset=utf-8' }));
    link.download = name;
    link.click();
  }
  // What stands in the fields of the page, with their names.
  function typed() {
    return Array.prototype.map.call(document.querySelectorAll('#editing textarea, #editing input'), function (field) {
      var label = field.getAttribute('aria-label') || (field.labels && field.labels[0] && field.labels[0].innerText);
      var isLong = field.tagName === 'TEXTAREA';
      return field.value && label ? label + (isLong ? '：\n' : '：') + field.value + (isLong ? '\n' : '') : '';
    }).filter(Boolean).join('\n');
  }
  // The draft that the page shows, or showed last.
  var shown = null;
  function draftOf(address) { return (/#\/[a-z]+\/([0-9a-z]+)/.exec(address) || [])[1]; }
  window.addEventListener('hashchange', function (event) { shown = draftOf(event.oldURL) || shown; });
  // That draft, as it was saved last.
  function saved() {
    var id = draftOf(location.href) || shown;
    try {
      localStorage.removeItem('nianbao:claim:' + id);
      return id && localStorage.getItem('nianbao:draft:' + id);
    } catch (error) { return null; }
  }

  // Tells the clerk when the program has stopped, instead of leaving a page that looks alive: a panic of the program
  // ends in an error of this kind, and so does anything else that it cannot go on after.
  var stopped = false;
  function notice(error) {
    if (stopped || boot.failed || !(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) { return; }
    stopped = true;
    var place = document.createElement('main');
    var text = typed(), draft = saved();
    function add(tag, words, act) {
      var child = place.appendChild(document.createElement(tag));
      child.innerText = words;
      if (act) { child.className = 'button'; child.type = 'button'; child.onclick = act; }
      return child;
    }
    place.className = 'crash';
    place.setAttribute('role', 'alert');
    add('h1', '程序出错，已停止运行');
    add('p', draft ? '最近一次保存的草稿还在这台电脑的浏览器里，刷新页面后可以继续编制。' :
      '存在这台电脑浏览器里的草稿都在，刷新页面后可以继续。');
    if (text) { add('p', '出错前刚填写、可能还没有保存的内容，请先存成文件，刷新后对照补上。'); }
    if (text) { add('button', '存下页面上的文字', function () { saveFile('年报-页面上的文字.txt', 'text/plain', '\ufeff' + text); }); }
    if (draft) { add('button', '存下最近保存的草稿', function () { saveFile('年报-最近保存的草稿.json', 'application/json', draft); }); }
    var again = add('button', '刷新页面', function () { location.reload(); });
    again.className = 'button button--primary';
    // What is dead must not look alive, nor be reached by keyboard.
    Array.prototype.forEach.call(document.body.children, function (child) { child.hidden = true; });
    document.body.appendChild(place);
    again.focus();
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
