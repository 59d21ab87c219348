//! A small static server, for looking at the built site and for the end-to-end tests.
//!
//! It does what a plain host of static pages does and nothing more: no rewrites, no fallback page.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

/// How long a connection may be idle. Browsers open some in advance.
const IDLE: Duration = Duration::from_mins(1);
/// The longest request that is read.
const LONGEST: u64 = 64 * 1024;

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
    listening: Option<JoinHandle<()>>,
}

/// What the threads share: one that listens, and one for each connection.
struct Shared {
    root: PathBuf,
    prefix: String,
    ended: AtomicBool,
    requests: Mutex<Vec<String>>,
}

/// An answer to a request.
struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
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
        let listener = TcpListener::bind(wanted).with_context(|| format!("cannot listen on {wanted}"))?;
        let address = listener.local_addr().context("the server has no network address")?;
        let shared = Arc::new(Shared {
            root: root.to_path_buf(),
            prefix: normal_prefix(&options.prefix),
            ended: AtomicBool::new(false),
            requests: Mutex::default(),
        });
        let listening = {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || shared.listen(&listener))
        };
        Ok(Self { shared, address, listening: Some(listening) })
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
        if let Some(thread) = self.listening.take() {
            // A thread that panicked has already said so.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(thread) = self.listening.take() {
            self.shared.ended.store(true, Ordering::SeqCst);
            // The thread sees the end when one more connection comes in.
            if TcpStream::connect(self.address).is_ok() {
                let _ = thread.join();
            }
        }
    }
}

impl Shared {
    /// Takes connections until the end.
    fn listen(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            if self.ended.load(Ordering::SeqCst) {
                return;
            }
            if let Ok(stream) = stream {
                let shared = Arc::clone(self);
                // A browser that goes away in the middle is no reason to complain.
                std::thread::spawn(move || drop(shared.converse(&stream)));
            }
        }
    }

    /// Answers the requests of one connection.
    fn converse(&self, stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(IDLE))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream);
        let mut writer = stream;
        loop {
            let Some((method, target)) = read_request(&mut reader)? else { return Ok(()) };
            if self.ended.load(Ordering::SeqCst) {
                return Ok(());
            }
            let path = target.split(['?', '#']).next().unwrap_or_default();
            self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
            let fit = method == "GET" || method == "HEAD";
            let answer = if fit { self.answer(path) } else { Answer::plain("405 Method Not Allowed") };

            let mut head = format!("HTTP/1.1 {}\r\nContent-Length: {}\r\n", answer.status, answer.body.len());
            for (name, value) in &answer.headers {
                head.extend([name, ": ", value, "\r\n"]);
            }
            // What follows a request of another kind may be its body, which nobody reads.
            head.push_str(if fit { "\r\n" } else { "Connection: close\r\n\r\n" });
            writer.write_all(head.as_bytes())?;
            if method != "HEAD" {
                writer.write_all(&answer.body)?;
            }
            if !fit {
                return Ok(());
            }
        }
    }

    /// Finds the answer to the request of a path.
    fn answer(&self, path: &str) -> Answer {
        if format!("{path}/") == self.prefix {
            let mut answer = Answer::plain("301 Moved Permanently");
            answer.headers.push(("Location", self.prefix.clone()));
            return answer;
        }
        let Some(file) = resolve(&self.root, &self.prefix, path) else {
            return Answer::plain("404 Not Found");
        };
        let Ok(body) = std::fs::read(&file) else {
            return Answer::plain("500 Internal Server Error");
        };
        // Always asked for anew, so that a rebuilt site is seen at once.
        let headers =
            vec![("Content-Type", mime(&file).to_owned()), ("Cache-Control", "no-cache".to_owned())];
        Answer { status: "200 OK", headers, body }
    }
}

impl Answer {
    /// An answer that consists of its status.
    fn plain(status: &'static str) -> Self {
        let headers = vec![("Content-Type", "text/plain".to_owned())];
        Self { status, headers, body: status.as_bytes().to_vec() }
    }
}

/// Reads the head of a request: its method and target, or `None` at the end of the connection or where the
/// request makes no sense.
fn read_request(reader: &mut impl BufRead) -> std::io::Result<Option<(String, String)>> {
    let mut head = reader.take(LONGEST);
    let mut first = String::new();
    head.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        if line.trim_end().is_empty() {
            break;
        }
    }
    let mut words = first.split_whitespace();
    Ok(words.next().zip(words.next()).map(|(method, target)| (method.to_owned(), target.to_owned())))
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

    fn site(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("xtask-server-{name}-{}", std::process::id()));
        std::fs::create_dir_all(root.join("sub")).unwrap();
        std::fs::write(root.join("index.html"), "<p>index").unwrap();
        std::fs::write(root.join("a b.wasm"), "wasm").unwrap();
        root
    }

    /// Sends a request on a connection of its own and reads until the server has answered in full.
    fn send(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn serves_files_below_the_prefix_only() {
        let options = Options { prefix: "a/b".to_owned(), ..Options::default() };
        let server = Server::start(&site("prefix"), &options).unwrap();
        assert!(server.url().ends_with("/a/b/"));
        let index = send(&server, "GET /a/b/?x=1");
        assert!(index.starts_with("HTTP/1.1 200") && index.ends_with("<p>index"), "{index}");
        assert!(send(&server, "GET /a/b/a%20b.wasm").contains("Content-Type: application/wasm\r\n"));
        assert!(send(&server, "GET /a/b").contains("Location: /a/b/\r\n"));
        assert!(send(&server, "HEAD /a/b/").ends_with("\r\n\r\n"));
        assert!(send(&server, "POST /a/b/").starts_with("HTTP/1.1 405"));
        for missing in
            ["/", "/a/b/none", "/a/b/sub/", "/a/b/../index.html", "/a/b/%2e%2e/index.html", "/a/b/%zz"]
        {
            assert!(send(&server, &format!("GET {missing}")).starts_with("HTTP/1.1 404"), "{missing}");
        }
        assert_eq!(server.requests()[0], "/a/b/");
    }

    #[test]
    fn answers_while_other_connections_are_idle() {
        let server = Server::start(&site("idle"), &Options::default()).unwrap();
        let idle: Vec<_> = (0..20).map(|_| TcpStream::connect(server.address).unwrap()).collect();
        assert!(send(&server, "GET /").ends_with("<p>index"));
        drop(idle);
    }

    #[test]
    fn ends_when_dropped() {
        let server = Server::start(&site("end"), &Options::default()).unwrap();
        let address = server.address;
        drop(server);
        assert!(TcpStream::connect(address).is_err());
    }

    #[test]
    fn wants_a_built_site() {
        let missing = Server::start(Path::new("/nonexistent"), &Options::default()).err().unwrap();
        assert!(missing.to_string().contains("cargo xtask build"));
    }
}
