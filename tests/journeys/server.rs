//! A static host for the built app: one folder over HTTP, and the ways in which it can go wrong.
//!
//! The app is served below [`FOLDER`], as on a host that it shares with others, and nothing else is
//! served at all: a path in the build that starts at the root is a 404 here, not an accident that
//! works. One request per connection, no caching, no ranges, no compression: each of these would be
//! one more thing that a failed journey could be about. Files have an `ETag`, and who knows it is told
//! that nothing has changed.

use std::{
    io,
    net::SocketAddr,
    path::{Component, Path, PathBuf},
    sync::{Arc, Mutex},
    time::UNIX_EPOCH,
};

use tokio::{
    fs,
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Mutex as AsyncMutex, Notify},
    task::{JoinHandle, JoinSet},
};

use crate::locked;

/// Where on the host the app lives.
pub const FOLDER: &str = "/some/folder/";

/// The longest request line with headers that is read, in bytes.
const LONGEST_REQUEST: u64 = 64 * 1024;

/// What is wrong with a path. All of it has been seen on real hosts and networks.
#[derive(Clone, Debug)]
pub enum Fault {
    /// This status and a short page, as for a file that was deleted or a server that is ill.
    Status(u16),
    /// An HTML page with status 200 in place of the file: a captive portal, or a host that answers
    /// every unknown path with its front page.
    Html,
    /// The first bytes of the file as if they were all: an upload that broke off.
    Truncate(usize),
    /// The length of the whole file and half of its bytes, then the connection closes.
    CutOff,
    /// The connection is accepted and the request is not answered.
    Stall,
    /// The request waits until the host is [healed](Server::heal), and is then answered well.
    Wait,
    /// The headers and this many bytes of the file, then nothing; the connection stays open.
    StallAfter(usize),
    /// These bytes with this content type, whether or not there is such a file.
    Body(Vec<u8>, &'static str),
    /// The file as it is under a wrong content type.
    Type(&'static str),
}

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path from the root of the host, with the query.
    pub path: String,
    /// The `ETag` of what the browser has, if it says so.
    pub if_none_match: Option<String>,
}

/// A host that runs until it is dropped, with every connection it has.
pub struct Server {
    address: SocketAddr,
    site: Arc<Site>,
    /// Empty while the host is stopped.
    accepting: AsyncMutex<Option<Accepting>>,
}

/// What the connections share.
struct Site {
    /// Paths that end with a slash, with what is served below them: the library, then others.
    folders: Mutex<Vec<(String, PathBuf)>>,
    /// Sent with every answer; each line ends with `\r\n`.
    headers: &'static str,
    faults: Mutex<Vec<(String, Fault)>>,
    /// How many requests more are answered, where the host is about to break off.
    n_left: Mutex<Option<i64>>,
    log: Mutex<Vec<Request>>,
    /// What hanging connections wait for.
    healed: Notify,
}

impl Server {
    /// Serves the files of a folder below [`FOLDER`], on a free port of this machine.
    pub async fn start(files: impl Into<PathBuf>) -> Self {
        Self::start_with(files, "").await
    }

    /// The same, with further headers in every answer: lines that end with `\r\n`.
    pub async fn start_with(files: impl Into<PathBuf>, headers: &'static str) -> Self {
        let site = Arc::new(Site {
            folders: Mutex::new(vec![(FOLDER.to_owned(), files.into())]),
            headers,
            faults: Mutex::default(),
            n_left: Mutex::default(),
            log: Mutex::default(),
            healed: Notify::new(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("this machine has a free port");
        Self {
            address: listener.local_addr().expect("a bound socket has an address"),
            accepting: AsyncMutex::new(Some(Accepting::spawn(listener, Arc::clone(&site)))),
            site,
        }
    }

    /// The origin, as a page would name it: `http://127.0.0.1:…`, without a slash.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The whole address of something in the folder, such as `?q=health`.
    pub fn url(&self, address: &str) -> String {
        format!("{}{FOLDER}{address}", self.origin())
    }

    /// Publishes another folder in place of the one served below [`FOLDER`]: all at once, as a host
    /// that takes uploads as a whole.
    pub fn publish(&self, files: impl Into<PathBuf>) {
        locked(&self.site.folders)[0].1 = files.into();
    }

    /// Serves a further folder on the same origin, below a path such as `/other/`: another app, or
    /// the library in a second place.
    pub fn also_serve(&self, path: &str, files: impl Into<PathBuf>) {
        locked(&self.site.folders).push((path.to_owned(), files.into()));
    }

    /// Answers so many requests more. The next one gets half of its file, and all later ones nothing
    /// but a closed connection, until [`Self::heal`].
    pub fn break_off_after(&self, n_requests: u32) {
        *locked(&self.site.n_left) = Some(n_requests.into());
    }

    /// From now on, something is wrong with a path.
    ///
    /// The path is relative to its folder; `""` is the page itself. One `*` stands for anything, for
    /// names that the build makes up: `*.wasm`. Of several faults for a path the newest counts.
    pub fn fault(&self, path: &str, fault: Fault) {
        locked(&self.site.faults).push((path.to_owned(), fault));
    }

    /// Every path is well again. Connections that hang are broken, as they are when a network comes
    /// back: a browser would else let a new request for the same file wait for the old one.
    pub fn heal(&self) {
        locked(&self.site.faults).clear();
        *locked(&self.site.n_left) = None;
        self.site.healed.notify_waiters();
    }

    /// Everything that was asked since the start or since [`Self::forget`], oldest first.
    pub fn log(&self) -> Vec<Request> {
        locked(&self.site.log).clone()
    }

    /// How often a path was asked, whatever the query; paths as for [`Self::fault`].
    pub fn asked(&self, path: &str) -> usize {
        let log = locked(&self.site.log);
        log.iter()
            .filter_map(|request| without_query(&request.path).strip_prefix(FOLDER))
            .filter(|asked| is_match(path, asked))
            .count()
    }

    /// Requests for anything on this host that is in no folder that it serves.
    pub fn asked_outside(&self) -> Vec<Request> {
        let folders = locked(&self.site.folders).clone();
        let is_in_any = |path: &str| folders.iter().any(|(folder, _)| path.starts_with(folder));
        let mut log = self.log();
        log.retain(|request| !is_in_any(&format!("{}/", request.path)));
        log
    }

    /// Empties the log.
    pub fn forget(&self) {
        locked(&self.site.log).clear();
    }

    /// Refuses connections, and breaks those that are open. Nothing happens when already stopped.
    pub async fn stop(&self) {
        if let Some(accepting) = self.accepting.lock().await.take() {
            accepting.end().await;
        }
    }

    /// Listens again, on the same port. Nothing happens when already listening.
    pub async fn resume(&self) {
        let mut accepting = self.accepting.lock().await;
        if accepting.is_none() {
            let listener = TcpListener::bind(self.address)
                .await
                .expect("the port is still free: nobody else has asked for it");
            *accepting = Some(Accepting::spawn(listener, Arc::clone(&self.site)));
        }
    }
}

/// The task that accepts connections. It owns the listener and all connections, so that its end is
/// theirs too.
struct Accepting(JoinHandle<()>);

impl Accepting {
    fn spawn(listener: TcpListener, site: Arc<Site>) -> Self {
        Self(tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                        let site = Arc::clone(&site);
                        // A browser that goes away in the middle is no news to anyone.
                        connections.spawn(async move { drop(answer(stream, &site).await) });
                    },
                    Some(_) = connections.join_next() => {}
                }
            }
        }))
    }

    /// Returns when the port is closed.
    async fn end(mut self) {
        self.0.abort();
        // An error here says that the task was aborted, which is what we waited for.
        drop((&mut self.0).await);
    }
}

impl Drop for Accepting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What to send, how much of it, and what then.
struct Answer {
    status: u16,
    content_type: &'static str,
    location: Option<String>,
    tag: Option<String>,
    body: Vec<u8>,
    n_sent: usize,
    then: Then,
}

enum Then {
    Close,
    Hang,
}

/// Where a request stands on a host that is [about to break off](Server::break_off_after).
enum Turn {
    InTime,
    Last,
    Late,
}

/// Reads one request and answers it, well or badly.
async fn answer(mut stream: TcpStream, site: &Site) -> io::Result<()> {
    let Some(request) = read_request(&mut stream).await? else {
        return Ok(());
    };
    locked(&site.log).push(request.clone());
    let turn = site.turn();
    if let Turn::Late = turn {
        return Ok(());
    }

    let Some(answer) = site.answer(&request).await else {
        site.healed.notified().await;
        return Ok(());
    };
    let Answer { status, content_type, location, tag, body, mut n_sent, then } = answer;
    if let Turn::Last = turn {
        n_sent = n_sent.min(body.len() / 2);
    }
    // The one file that pages of other hosts load; the README tells publishers so.
    let for_others = if without_query(&request.path).ends_with("/embed.js") {
        "Access-Control-Allow-Origin: *\r\n"
    } else {
        ""
    };
    let location = location.map_or(String::new(), |to| format!("Location: {to}\r\n"));
    let tag = tag.map_or(String::new(), |tag| format!("ETag: {tag}\r\n"));
    let head = format!(
        "HTTP/1.1 {status} {}\r\n\
         Content-Type: {content_type}\r\n\
         Content-Length: {}\r\n\
         {location}{tag}{for_others}\
         {}\
         Cache-Control: no-store\r\n\
         Connection: close\r\n\r\n",
        reason(status),
        body.len(),
        site.headers,
    );
    stream.write_all(head.as_bytes()).await?;
    if request.method != "HEAD" {
        stream.write_all(&body[..n_sent]).await?;
    }
    stream.flush().await?;
    if let Then::Hang = then {
        site.healed.notified().await;
    }
    stream.shutdown().await
}

/// Reads up to the empty line. `None` if the browser only opened a connection in advance.
pub async fn read_request(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let Some(first) = lines.next_line().await? else {
        return Ok(None);
    };
    let mut if_none_match = None;
    while let Some(line) = lines.next_line().await?.filter(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("if-none-match")
        {
            if_none_match = Some(value.to_owned());
        }
    }
    let mut words = first.split(' ').map(str::to_owned);
    Ok(words.next().zip(words.next()).map(|(method, path)| Request { method, path, if_none_match }))
}

impl Site {
    /// Counts a request.
    fn turn(&self) -> Turn {
        let mut n_left = locked(&self.n_left);
        let Some(n_left) = n_left.as_mut() else {
            return Turn::InTime;
        };
        *n_left -= 1;
        match *n_left {
            0.. => Turn::InTime,
            -1 => Turn::Last,
            _ => Turn::Late,
        }
    }

    /// The answer to a request; `None` is none until the host is healed.
    async fn answer(&self, request: &Request) -> Option<Answer> {
        if !["GET", "HEAD"].contains(&request.method.as_str()) {
            return Some(Answer::page(405));
        }
        let path = without_query(&request.path);
        let Some((files, path)) = self.place(path) else {
            // As every static host does for a folder without its slash.
            let folder = format!("{path}/");
            let is_folder = self.place(&folder).is_some_and(|(_, path)| path.is_empty());
            return Some(if is_folder { Answer::redirect(folder) } else { Answer::page(404) });
        };
        let path = path.as_str();
        let file = match read(&files, path).await {
            Some((_, tag)) if request.if_none_match.as_ref() == Some(&tag) => Answer::unchanged(),
            Some((body, tag)) => Answer { tag: Some(tag), ..Answer::new(200, content_type(path), body) },
            None => Answer::page(404),
        };
        let n_bytes = file.body.len();
        Some(match self.fault_of(path) {
            None => file,
            Some(Fault::Status(status)) => Answer::page(status),
            Some(Fault::Html) => Answer::page(200),
            Some(Fault::Truncate(n)) => {
                Answer::new(file.status, file.content_type, file.body[..n.min(n_bytes)].to_vec())
            }
            Some(Fault::CutOff) => Answer { n_sent: n_bytes / 2, ..file },
            Some(Fault::Stall) => return None,
            Some(Fault::Wait) => {
                self.healed.notified().await;
                file
            }
            Some(Fault::StallAfter(n)) => Answer { n_sent: n.min(n_bytes), then: Then::Hang, ..file },
            Some(Fault::Body(body, content_type)) => Answer::new(200, content_type, body),
            Some(Fault::Type(content_type)) => Answer { content_type, ..file },
        })
    }

    /// The folder that a path of the host leads into, and the rest of the path.
    fn place(&self, path: &str) -> Option<(PathBuf, String)> {
        let folders = locked(&self.folders);
        folders
            .iter()
            .find_map(|(folder, files)| Some((files.clone(), path.strip_prefix(folder)?.to_owned())))
    }

    fn fault_of(&self, path: &str) -> Option<Fault> {
        let faults = locked(&self.faults);
        let newest = faults.iter().rev().find(|(pattern, _)| is_match(pattern, path));
        newest.map(|(_, fault)| fault.clone())
    }
}

/// A file of a folder, with its `ETag`; a path that ends in a slash is the page in it.
async fn read(files: &Path, path: &str) -> Option<(Vec<u8>, String)> {
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let is_inside = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
    if !is_inside {
        return None;
    }
    let path = files.join(path);
    let bytes = fs::read(&path).await.ok()?;
    let modified = fs::metadata(&path).await.ok()?.modified().ok()?;
    let since_epoch = modified.duration_since(UNIX_EPOCH).ok()?;
    Some((bytes, format!("\"{:x}\"", since_epoch.as_nanos())))
}

impl Answer {
    fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        let n_sent = body.len();
        Self { status, content_type, location: None, tag: None, body, n_sent, then: Then::Close }
    }

    fn page(status: u16) -> Self {
        let text = format!("<!doctype html><title>{status}</title><h1>Not the file you asked for</h1>");
        Self::new(status, content_type(".html"), text.into_bytes())
    }

    fn unchanged() -> Self {
        Self::new(304, "", Vec::new())
    }

    fn redirect(to: String) -> Self {
        Self { location: Some(to), ..Self::page(301) }
    }
}

/// By the name's ending, as a static host does; a path without one is a folder, so a page.
pub fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        None | Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        Some(_) => "application/octet-stream",
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        304 => "Not Modified",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "See The Number",
    }
}

pub fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

/// Whether a path is the one meant; `*` in the pattern stands for anything.
fn is_match(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, end)) => {
            path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end)
        }
    }
}
