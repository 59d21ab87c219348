  // The programs are files of the site.
  var glue = '{{glue}}';
  var program = '{{program}}';
  // The size before compression on the way, against which the arriving bytes are counted.
  var size = {{size}};

  // The files of the programs that run in workers.
  var workers = {{workers}};
  boot.worker = function (name) { return new Worker(workers[name]); };

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

  function load(ready) {
    var arriving = fetch(program, { credentials: 'same-origin' }).then(counted);
    // Both are on their way at once; a failure of either is reported once.
    arriving.catch(function () {});
    return import(glue).then(function (module) {
      return Promise.all([arriving, ready]).then(function (both) { return module.default({ module_or_path: both[0] }); });
    });
  }

  function explain() {
    if (window.location.protocol === 'file:') {
      boot.fail('这个网页要通过网址打开，不能双击文件打开。没有网站可用时，请改用单文件版 nianbao.html。', false);
    } else {
      boot.fail('程序载入失败，可能是网络不通或网站正在更新。', true);
    }
  }

  // Where the browser allows it, the site is kept for days without a network. That waits until the page has settled. A
  // new version is told in a line at the edge, which takes neither the keyboard nor any room from the page.
  var keeper = '{{keeper}}';
  var version = '{{version}}';
  function announce() {
    var line = document.createElement('p');
    line.className = 'news';
    line.setAttribute('role', 'status');
    document.body.appendChild(line);
    // Filled in after it is there, so that it is read out.
    line.innerText = '本程序有新版本，刷新页面后使用。正在编写的内容不受影响。';
    setTimeout(function () { line.parentNode.removeChild(line); }, 60000);
  }
  function keep() {
    navigator.serviceWorker.register(keeper).then(function (kept) {
      setInterval(function () { kept.update().catch(function () {}); }, 3600000);
    }).catch(function () {
      // Only days without a network are worse for it.
    });
  }
  if (keeper && window.isSecureContext && navigator.serviceWorker) {
    navigator.serviceWorker.onmessage = function (event) { if (event.data !== version) { announce(); } };
    setTimeout(keep, 10000);
  }
