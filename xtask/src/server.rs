//! A small static server, for looking at the built site and for the end-to-end tests.
//!
//! It does what a plain host of static pages does and nothing more: no rewrites, no fallback page.

use std::fs::File;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow, ensure};
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// How many requests are answered at a time.
const WORKERS: usize = 4;

/// Where to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on.
    pub address: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The path below which the site is found; slashes at its ends are added where missing.
    pub prefix: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { address: Ipv4Addr::LOCALHOST.into(), port: 0, prefix: "/".to_owned() }
    }
}

/// A running server; dropping it ends it.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    workers: Vec<JoinHandle<()>>,
}

/// What the workers share.
struct Shared {
    http: tiny_http::Server,
    root: PathBuf,
    prefix: String,
    requests: Mutex<Vec<String>>,
}

impl Server {
    /// Serves the files below `root`.
    pub fn start(root: &Path, options: &Options) -> Result<Self> {
        ensure!(
            root.join("index.html").is_file(),
            "there is no built site in {}; `cargo xtask build` makes it",
            root.display()
        );
        let wanted = SocketAddr::new(options.address, options.port);
        let http =
            tiny_http::Server::http(wanted).map_err(|error| anyhow!("cannot listen on {wanted}: {error}"))?;
        let address = http.server_addr().to_ip().context("the server has no network address")?;
        let shared = Arc::new(Shared {
            http,
            root: root.to_path_buf(),
            prefix: normal_prefix(&options.prefix),
            requests: Mutex::default(),
        });
        let workers = (0..WORKERS)
            .map(|_| {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || {
                    // `recv` fails only after `unblock`, which is how the server ends.
                    while let Ok(request) = shared.http.recv() {
                        shared.answer(request);
                    }
                })
            })
            .collect();
        Ok(Self { shared, address, workers })
    }

    /// The address of the site, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.prefix)
    }

    /// The paths requested so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves until the process is ended.
    pub fn wait(mut self) {
        for worker in self.workers.drain(..) {
            // A worker that panicked has already said so; the others go on.
            let _ = worker.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.shared.http.unblock();
        }
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

impl Shared {
    /// Answers one request.
    fn answer(&self, request: Request) {
        let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
        // A browser that has gone away is no reason to complain.
        let _ = self.respond(request, &path);
    }

    /// Finds the response to a request and sends it.
    fn respond(&self, request: Request, path: &str) -> std::io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(plain(405, "method not allowed"));
        }
        if format!("{path}/") == self.prefix {
            return request.respond(plain(301, "").with_header(header("Location", &self.prefix)));
        }
        let Some(file) = resolve(&self.root, &self.prefix, path) else {
            return request.respond(plain(404, "not found"));
        };
        let response = Response::from_file(File::open(&file)?)
            .with_header(header("Content-Type", mime(&file)))
            // Always asked for anew, so that a rebuilt site is seen at once.
            .with_header(header("Cache-Control", "no-cache"));
        request.respond(response)
    }
}

/// A short response of plain text.
fn plain(status: u16, text: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    Response::from_string(text).with_status_code(StatusCode(status))
}

/// A header from text known to be valid; nothing else is passed in.
fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("{name}: {value} is a valid header"))
}

/// The prefix with a slash at either end.
fn normal_prefix(prefix: &str) -> String {
    match prefix.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

/// The file a path stands for, if it lies in the site.
fn resolve(root: &Path, prefix: &str, path: &str) -> Option<PathBuf> {
    let path = decode(path)?;
    let inner = path.strip_prefix(prefix)?;
    let mut file = root.to_path_buf();
    for part in inner.split('/').filter(|part| !part.is_empty()) {
        if part == "." || part == ".." || part.contains(['\\', '\0']) {
            return None;
        }
        file.push(part);
    }
    if inner.is_empty() || inner.ends_with('/') {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

/// Resolves percent-encoding.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The content type of a file.
fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    fn site() -> PathBuf {
        let root = std::env::temp_dir().join(format!("xtask-server-{}", std::process::id()));
        std::fs::create_dir_all(root.join("sub")).unwrap();
        std::fs::write(root.join("index.html"), "<p>index").unwrap();
        std::fs::write(root.join("a b.wasm"), "wasm").unwrap();
        root
    }

    fn get(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn serves_files_below_the_prefix_only() {
        let server =
            Server::start(&site(), &Options { prefix: "a/b".to_owned(), ..Options::default() }).unwrap();
        assert!(server.url().ends_with("/a/b/"));
        let index = get(&server, "/a/b/?x=1");
        assert!(index.starts_with("HTTP/1.1 200") && index.ends_with("<p>index"), "{index}");
        assert!(get(&server, "/a/b/a%20b.wasm").contains("Content-Type: application/wasm\r\n"));
        assert!(get(&server, "/a/b").contains("Location: /a/b/\r\n"));
        for missing in
            ["/", "/a/b/none", "/a/b/sub/", "/a/b/../index.html", "/a/b/%2e%2e/index.html", "/a/b/%zz"]
        {
            assert!(get(&server, missing).starts_with("HTTP/1.1 404"), "{missing}");
        }
        assert_eq!(server.requests()[0], "/a/b/");
    }
}
