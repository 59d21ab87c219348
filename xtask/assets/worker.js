
// Starts the program of a worker. The bytes are fetched here because many hosts of static pages do not know the
// type of WebAssembly, and without it the browser refuses to compile while it loads.
wasm_bindgen({
  module_or_path: fetch('{{program}}', { credentials: 'same-origin' }).then(function (response) {
    if (!response.ok) { throw new Error('{{program}}: ' + response.status); }
    return response.arrayBuffer();
  })
}).catch(function (error) {
  // Out of the promise, so that the page hears of it.
  setTimeout(function () { throw error; });
});
