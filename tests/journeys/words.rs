//! What the pages call things, and what can be read from the names.

use std::time::Duration;

use tokio::time::sleep;

use crate::reader::{Reader, anything, eventually};

/// The search box.
pub const SEARCH: &str = "Search cases, places, organisations";

/// The first number in a text: of "13 cases", of "Remove: 4".
pub fn number_in(text: &str) -> usize {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut numbers = text.split(|c: char| !c.is_ascii_digit() && c != ',').map(digits);
    let number = numbers.find(|number| !number.is_empty());
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("there is no number in {text:?}"))
}

/// The last number in a text, as of a filter's line: "COVID-19 response 7".
pub fn last_number_in(text: &str) -> usize {
    let tail: Vec<char> = text.trim_end().chars().rev().take_while(char::is_ascii_digit).collect();
    let number: String = tail.into_iter().rev().collect();
    number.parse().unwrap_or_else(|_| panic!("{text:?} does not end with a number"))
}

/// Questions about the page that is shown.
impl Reader {
    /// The sentence above the list, or the title of any other page.
    pub async fn sentence(&self) -> String {
        self.heading(1).await
    }

    /// How many cases the sentence names.
    pub async fn n_cases(&self) -> usize {
        let sentence = self.sentence().await;
        if sentence.starts_with("No ") { 0 } else { number_in(&sentence) }
    }

    /// Waits until the sentence is this one.
    pub async fn reads(&self, sentence: &str) {
        eventually(async || self.sentence().await, sentence).await;
    }

    /// Waits until the address below the folder is this one.
    pub async fn is_at(&self, address: &str) {
        eventually(async || self.address().await, address).await;
    }

    /// Titles of the cases that are listed, on a page that lists any.
    pub async fn titles(&self) -> Vec<String> {
        let titles = async || self.within("main", anything()).names("heading", anything()).await.split_off(1);
        // The first entries are drawn before the others.
        let mut before = titles().await;
        loop {
            sleep(Duration::from_millis(100)).await;
            let now = titles().await;
            if now == before {
                return now;
            }
            before = now;
        }
    }

    /// Presses Tab until the focus is on something. It must not be lost to the page on the way.
    pub async fn tab_to(&self, role: &str, name: &str) {
        self.press_until("Tab", role, name).await;
    }

    /// The same backwards.
    pub async fn tab_back_to(&self, role: &str, name: &str) {
        self.press_until("Shift+Tab", role, name).await;
    }

    async fn press_until(&self, keys: &str, role: &str, name: &str) {
        const MOST: usize = 60;
        let mut passed = Vec::new();
        for _ in 0..MOST {
            self.press(keys).await;
            let focused = self.focused().await;
            if focused.0 == role && focused.1.starts_with(name) {
                return;
            }
            assert_ne!(focused.0, "RootWebArea", "{keys} has led off the page, past\n{}", passed.join("\n"));
            passed.push(format!("{} {:?}", focused.0, focused.1));
        }
        panic!("{MOST} times {keys} do not lead to {role} {name:?}, but past\n{}", passed.join("\n"));
    }

    /// Fails unless the focus is on this.
    pub async fn has_focus_on(&self, role: &str, name: &str) {
        let expected = (role.to_owned(), name.to_owned());
        eventually(async || self.focused().await, expected).await;
    }
}
