//! A host as publishers are told to have one: files compressed with brotli, those
//! with a hash in their name kept for ever, and connections that stay open.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use crate::server::{content_type, read_request, without_query};

/// As hosts compress what they serve many times.
const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

/// A file as it is sent.
struct File {
    head: String,
    body: Vec<u8>,
}

/// Serves a folder at the root of a free port, until the program ends.
pub async fn serve(folder: &Path) -> SocketAddr {
    let mut files = HashMap::new();
    collect(folder, "/", &mut files);
    let files = Arc::new(files);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("this machine has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A browser that goes away in the middle is no news to anyone.
            let files = Arc::clone(&files);
            tokio::spawn(async move { drop(answer_all(stream, &files).await) });
        }
    });
    address
}

/// All files below a folder, by the path that they are asked for.
fn collect(folder: &Path, path: &str, files: &mut HashMap<String, File>) {
    for entry in fs::read_dir(folder).expect("a built folder can be read") {
        let entry = entry.expect("a built folder can be read");
        let name = entry.file_name().into_string().expect("built names are ASCII");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}{name}/"), files);
        } else {
            let body = fs::read(entry.path()).expect("a built file can be read");
            let asked = if name == "index.html" { path.to_owned() } else { format!("{path}{name}") };
            files.insert(asked, File::new(&name, body));
        }
    }
}

impl File {
    fn new(name: &str, body: Vec<u8>) -> Self {
        // A picture is compressed already.
        let (body, encoding) =
            if name.ends_with(".png") { (body, "") } else { (brotli(&body), "Content-Encoding: br\r\n") };
        let has_hash = name.contains('-') && [".js", ".css", ".wasm"].iter().any(|end| name.ends_with(end));
        let caching = match has_hash && name != "service-worker.js" {
            true => "public, max-age=31536000, immutable",
            false => "no-cache",
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\n{encoding}Cache-Control: {caching}\r\n\r\n",
            content_type(name),
            body.len(),
        );
        Self { head, body }
    }
}

/// Answers what comes over a connection, one request after the other.
async fn answer_all(mut stream: TcpStream, files: &HashMap<String, File>) -> io::Result<()> {
    while let Some(request) = read_request(&mut stream).await? {
        match files.get(without_query(&request.path)) {
            Some(File { head, body }) => {
                stream.write_all(head.as_bytes()).await?;
                if request.method != "HEAD" {
                    stream.write_all(body).await?;
                }
            }
            None => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").await?,
        }
        stream.flush().await?;
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(bytes).expect("memory can be written");
    drop(writer);
    compressed
}
