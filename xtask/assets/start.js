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
    return arriving.then(function (response) { return module.default({ module_or_path: response }); });
  }).catch(explain);
})();
