  // The programs stand in this page, compressed: the number of bytes, and thirteen bits in every two letters.
  function text(id) { return document.getElementById('part-' + id).textContent; }

  // Gives the bytes behind such letters. Workers run this text, too, so that it uses nothing around it.
  function unpack(letters) {
    var begin = letters.indexOf(' ') + 1;
    var bytes = new Uint8Array(Number(letters.slice(0, begin)));
    var bits = 0, count = 0, at = 0;
    // Letters follow their codes, but for those that mean something in a page or in quotation marks.
    function digit(index) {
      var code = letters.charCodeAt(index);
      return code - 33 - (code > 34) - (code > 60) - (code > 92);
    }
    for (var index = begin; index < letters.length; index += 2) {
      bits |= (digit(index) * 91 + digit(index + 1)) << count;
      for (count += 13; count >= 8; count -= 8) {
        bytes[at] = bits & 255;
        at += 1;
        bits >>>= 8;
      }
    }
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  }

  // Starts the program of a worker, in the worker.
  function start(unpack, letters) {
    wasm_bindgen({ module_or_path: unpack(letters) }).catch(function (error) {
      // Out of the promise, so that the page hears of it.
      setTimeout(function () { throw error; });
    });
  }

  var workers = {};
  boot.worker = function (name) {
    if (!workers[name]) {
      var call = '\n(' + start + ')(' + unpack + ', "' + text(name) + '");';
      var script = new Blob([text(name + '-glue'), call], { type: 'text/javascript' });
      workers[name] = URL.createObjectURL(script);
    }
    return new Worker(workers[name]);
  };

  function load(ready) {
    if (typeof DecompressionStream !== 'function') { return Promise.reject(new Error('no DecompressionStream')); }
    return Promise.all([unpack(text('nianbao')), ready]).then(function (both) {
      return nianbaoProgram({ module_or_path: both[0] });
    });
  }

  function explain() {
    if (typeof DecompressionStream === 'function') {
      boot.fail('程序没有完整载入，这个文件可能不完整，请重新复制一份。', true);
    } else {
      boot.fail('当前浏览器版本过低，不能打开单文件版。请改用 Chromium 80 及以上内核的浏览器或 Firefox 113 及以上版本。', false);
    }
  }
