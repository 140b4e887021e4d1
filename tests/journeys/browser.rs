//! The browser: one Chromium, its chromedriver, an empty profile, and what it tells about a page.
//!
//! Everything here is machinery; what a reader does is in [`crate::reader`]. Elements are found in
//! the accessibility tree, through the DevTools protocol: it is what a screen reader is told, it
//! knows every rule by which a name comes about, and it is one question however large the page.

use std::{path::PathBuf, sync::Mutex, time::Duration};

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{
    chromedriver::{Chromedriver, Profile},
    locked,
};

/// Longer than any single command takes, even on a busy machine.
const COMMAND_LIMIT: Duration = Duration::from_secs(30);

/// A browser with nothing in it. It is closed when dropped, whatever happened before.
pub struct Browser {
    // Fields are dropped in this order: the profile can go when nobody writes to it any more.
    session: Mutex<Option<WebDriver>>,
    chromedriver: Chromedriver,
    profile: Profile,
    /// What the browser pretends, to pretend it again after a restart.
    emulated: Mutex<Vec<(&'static str, Value)>>,
    console: Mutex<Vec<String>>,
    requests: Mutex<Vec<String>>,
}

/// A thing on the page, as assistive technology is told about it.
#[derive(Clone, Debug)]
pub struct Node {
    /// The role in Chromium's words. They are ARIA's, and some of its own where ARIA has none:
    /// `Iframe`, `DisclosureTriangle` (a `<summary>`), `RootWebArea` (the page).
    pub role: String,
    /// The accessible name.
    pub name: String,
    /// The value, checked, expanded, level, … as text.
    states: Vec<(String, String)>,
    id: NodeId,
}

/// How the DevTools protocol names a part of a page, for as long as the part exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeId(u64);

impl Browser {
    /// Starts one. The page is blank.
    pub async fn start() -> Self {
        let chromedriver = Chromedriver::start().await;
        let profile = Profile::new();
        let session = chromedriver.open_browser(&profile, &[], true, COMMAND_LIMIT).await;
        Self {
            session: Mutex::new(Some(session)),
            chromedriver,
            profile,
            emulated: Mutex::default(),
            console: Mutex::default(),
            requests: Mutex::default(),
        }
    }

    /// The WebDriver session.
    pub fn driver(&self) -> WebDriver {
        locked(&self.session).clone().expect("the browser is open until `close`")
    }

    /// Closes the browser, and opens it again with what it had stored. The page is blank then.
    pub async fn restart(&self) {
        self.close().await;
        let session = self.chromedriver.open_browser(&self.profile, &[], true, COMMAND_LIMIT).await;
        *locked(&self.session) = Some(session);
        let emulated = locked(&self.emulated).clone();
        for (command, parameters) in emulated {
            self.devtools(command, parameters).await.expect("what was pretended before can be again");
        }
    }

    /// Closes the browser. To drop it does the same, but blocks.
    pub async fn close(&self) {
        self.read_logs().await;
        let session = locked(&self.session).take();
        if let Some(session) = session {
            // A browser that has crashed is closed as well.
            drop(session.quit().await);
        }
    }

    /// Sends a command of the DevTools protocol to the page.
    pub async fn devtools(&self, command: &str, parameters: Value) -> WebDriverResult<Value> {
        self.driver().cdp().send_raw(command, parameters).await
    }

    /// Sends a command that makes the browser pretend something, from now on and after restarts.
    pub async fn emulate(&self, command: &'static str, parameters: Value) {
        locked(&self.emulated).retain(|(earlier, _)| *earlier != command);
        locked(&self.emulated).push((command, parameters.clone()));
        self.devtools(command, parameters).await.unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// Where a file lies that the page let the reader save.
    pub fn downloaded_file(&self, name: &str) -> PathBuf {
        self.profile.downloads().join(name)
    }
}

/// The page as assistive technology is told about it.
impl Browser {
    /// The document that is shown. Another one each time that a page is loaded, not when an app
    /// changes its own address.
    pub async fn document(&self) -> WebDriverResult<String> {
        let tree = self.devtools("Page.getFrameTree", json!({})).await?;
        Ok(text(&tree["frameTree"]["frame"]["loaderId"]))
    }

    /// The root of the page.
    pub async fn root(&self) -> WebDriverResult<NodeId> {
        let document = self.devtools("DOM.getDocument", json!({ "depth": 0 })).await?;
        Ok(NodeId::from(&document["root"]))
    }

    /// The root of the page inside a frame.
    pub async fn root_of_frame(&self, frame: NodeId) -> WebDriverResult<NodeId> {
        let parameters = json!({ "backendNodeId": frame.0, "pierce": true });
        let frame = self.devtools("DOM.describeNode", parameters).await?;
        Ok(NodeId::from(&frame["node"]["contentDocument"]))
    }

    /// What is below a root and has a role, or everything; in the order of the document. Nothing
    /// that is hidden from assistive technology, and nothing inside frames.
    pub async fn nodes(&self, root: NodeId, role: Option<&str>) -> WebDriverResult<Vec<Node>> {
        let mut parameters = json!({ "backendNodeId": root.0 });
        if let Some(role) = role {
            parameters["role"] = json!(role);
        }
        let found = self.devtools("Accessibility.queryAXTree", parameters).await?;
        Ok(array(&found["nodes"]).iter().filter_map(Node::read).collect())
    }

    /// What has the keyboard's focus in the page of this root; the page itself, if nothing has.
    pub async fn focused(&self, root: NodeId) -> WebDriverResult<Node> {
        let page = self.script_object(root).await?;
        let parameters = json!({
            "objectId": page,
            "functionDeclaration": "function () {
                const active = this.activeElement;
                return active && active !== this.body ? active : this;
            }",
        });
        let active = self.devtools("Runtime.callFunctionOn", parameters).await?;
        let parameters = json!({
            "objectId": active["result"]["objectId"],
            "fetchRelatives": false,
        });
        let found = self.devtools("Accessibility.getPartialAXTree", parameters).await?;
        let node = Node::read(&found["nodes"][0]);
        // Focus on what is hidden from assistive technology: a mistake that a test should see.
        Ok(node.unwrap_or_else(|| Node::hidden(root)))
    }

    /// The element of a node, for WebDriver to click and type on.
    pub async fn element(&self, node: NodeId) -> WebDriverResult<WebElement> {
        // The two protocols have no name for elements in common; the page can hold one for both.
        let parameters = json!({
            "objectId": self.script_object(node).await?,
            "functionDeclaration": "function () { window.found = this }",
        });
        self.devtools("Runtime.callFunctionOn", parameters).await?;
        let take = "const found = window.found; delete window.found; return found";
        self.driver().execute(take, []).await?.element()
    }

    async fn script_object(&self, node: NodeId) -> WebDriverResult<Value> {
        let parameters = json!({ "backendNodeId": node.0 });
        let mut resolved = self.devtools("DOM.resolveNode", parameters).await?;
        Ok(resolved["object"]["objectId"].take())
    }
}

/// What the browser noted down.
impl Browser {
    /// Errors and warnings on the console since the start, each with its source.
    pub async fn console(&self) -> Vec<String> {
        self.read_logs().await;
        locked(&self.console).clone()
    }

    /// The address of every request since the start that pages made over the network.
    pub async fn requests(&self) -> Vec<String> {
        self.read_logs().await;
        locked(&self.requests).clone()
    }

    /// Moves what is new from chromedriver's logs, which forget what has been read, to ours.
    async fn read_logs(&self) {
        let Some(driver) = locked(&self.session).clone() else {
            return;
        };
        // A browser that has crashed says nothing more.
        for entry in driver.get_log("browser").await.unwrap_or_default() {
            if ["SEVERE", "WARNING"].contains(&entry.level.as_str()) {
                locked(&self.console).push(format!("{}: {}", entry.level, entry.message));
            }
        }
        for entry in driver.get_log("performance").await.unwrap_or_default() {
            let event: Value = serde_json::from_str(&entry.message).unwrap_or_default();
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent" {
                locked(&self.requests).push(text(&event["params"]["request"]["url"]));
            }
        }
    }
}

impl Node {
    /// A state such as `checked`, `expanded`, `value` or `level`, if the node has it.
    pub fn state(&self, name: &str) -> Option<&str> {
        let found = self.states.iter().find(|(state, _)| state == name);
        found.map(|(_, value)| value.as_str())
    }

    /// For the commands about this node.
    pub fn id(&self) -> NodeId {
        self.id
    }

    /// `None` for what is hidden from assistive technology.
    fn read(node: &Value) -> Option<Self> {
        if node["ignored"] == true {
            return None;
        }
        let mut states = Vec::new();
        if !node["value"].is_null() {
            states.push(("value".to_owned(), text(&node["value"]["value"])));
        }
        for state in array(&node["properties"]) {
            states.push((text(&state["name"]), text(&state["value"]["value"])));
        }
        Some(Self {
            role: text(&node["role"]["value"]),
            name: text(&node["name"]["value"]),
            states,
            // Only pieces of text have none.
            id: NodeId(node["backendDOMNodeId"].as_u64()?),
        })
    }

    /// Something that assistive technology is not told of.
    fn hidden(id: NodeId) -> Self {
        Self { role: "none".to_owned(), name: String::new(), states: Vec::new(), id }
    }
}

impl From<&Value> for NodeId {
    fn from(node: &Value) -> Self {
        // No node has the number 0, so a page that is gone finds nothing.
        Self(node["backendNodeId"].as_u64().unwrap_or_default())
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Text as it is, anything else as JSON writes it, nothing as nothing.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
