// Keeps the site at hand where there is no network. A version is kept whole: its page and all files that the page names,
// put away together and thrown away together. Files are named after their content, so that a page never meets those of
// another version; the versions before are kept for pages that are still open.
var version = '{{version}}';
var files = {{files}};
var prefix = 'nianbao ';
// How many versions are kept.
var several = 3;
// Longer than this the page does not wait for a network that does not answer.
var patience = 4000;

self.addEventListener('install', function (event) {
  event.waitUntil(caches.open(prefix + version).then(function (cache) {
    // The page is not named after its content, and must come from the site itself.
    return cache.addAll(files.concat(new Request('./', { cache: 'reload' })));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener('activate', function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    // In the order in which they were made.
    var own = names.filter(function (name) { return name.indexOf(prefix) === 0; });
    return Promise.all(own.slice(0, -several).map(function (name) { return caches.delete(name); }));
  }).then(function () {
    return self.clients.matchAll({ includeUncontrolled: true });
  }).then(function (pages) {
    // Those of another version say so.
    pages.forEach(function (page) { page.postMessage(version); });
  }));
});

// The page comes from the network, and from here if that fails or takes too long.
function page(request) {
  var kept = function () {
    return caches.open(prefix + version).then(function (cache) { return cache.match('./'); });
  };
  return new Promise(function (resolve, reject) {
    var waiting = setTimeout(function () { kept().then(function (answer) { if (answer) { resolve(answer); } }); }, patience);
    fetch(request).then(function (answer) {
      clearTimeout(waiting);
      resolve(answer);
    }, function (error) {
      clearTimeout(waiting);
      kept().then(function (answer) { if (answer) { resolve(answer); } else { reject(error); } }, reject);
    });
  });
}

self.addEventListener('fetch', function (event) {
  var request = event.request;
  var home = new URL('./', self.location.href).href;
  var address = request.url.split(/[?#]/)[0];
  if (request.method !== 'GET' || address.indexOf(home) !== 0) { return; }
  var name = address.slice(home.length);
  if (name === '' || name === 'index.html') {
    event.respondWith(page(request));
  } else if (/^[a-z]+-[0-9a-f]{16}\.(js|wasm|css)$/.test(name)) {
    // In whatever version it is; names say what is inside.
    event.respondWith(caches.match(address).then(function (answer) { return answer || fetch(request); }));
  }
});
