//! JSON (RFC 8259), read without loss: fields keep their order and stand as
//! often as in the file.
//!
//! Our own, since the page has to carry it: with serde_json it was 6 KB larger
//! with brotli. Numbers come as `f64`, exact for whole numbers of
//! fifteen digits; half of a surrogate pair becomes U+FFFD.

use std::borrow::Cow;

/// Any JSON. Texts without escapes still lie in the file.
#[derive(Debug, Default, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, always finite.
    Number(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// Fields in the order of the file, also those that stand twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// Where reading stopped, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Misread {
    /// Byte of the text, from 0; the length of the text where it ends too
    /// early.
    pub at: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

/// What was read, or why it was not.
pub type Read<T> = Result<T, Misread>;

/// Lists and objects inside one another, at most: deeper ones are no data,
/// and each takes a piece of the stack.
const DEEPEST: usize = 200;

/// More digits say nothing to an `f64`.
const MOST_DIGITS: u64 = u64::MAX / 10 - 1;

/// An object or a list that is being read.
pub struct Items {
    n_read: usize,
}

/// Reads a text from its start to its end.
pub struct Reader<'a> {
    file: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// At the start of a file, which should be UTF-8.
    pub fn new(file: &'a [u8]) -> Self {
        Self { file, at: 0, depth: 0 }
    }

    /// The byte that the next value begins with.
    pub fn first(&mut self) -> Option<u8> {
        self.skip_space();
        self.peek()
    }

    /// Reads a value.
    pub fn value(&mut self) -> Read<Json<'a>> {
        self.skip_space();
        match self.peek() {
            Some(b'{') => {
                let mut fields = Vec::new();
                self.object(&mut |reader, name| {
                    fields.push((name, reader.value()?));
                    Ok(())
                })?;
                Ok(Json::Object(fields))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.list(&mut |reader| {
                    items.push(reader.value()?);
                    Ok(())
                })?;
                Ok(Json::List(items))
            }
            Some(b'"') => Ok(Json::Text(self.text()?)),
            Some(b'-' | b'0'..=b'9') => Ok(Json::Number(self.number()?)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            _ => self.fail("expected value"),
        }
    }

    /// Reads an object; `each` is called with each name and reads its value.
    fn object(&mut self, each: &mut dyn FnMut(&mut Self, Cow<'a, str>) -> Read<()>) -> Read<()> {
        let mut items = self.enter()?;
        while let Some(name) = self.next_field(&mut items)? {
            each(self, name)?;
        }
        Ok(())
    }

    /// Reads a list; `each` is called for each item and reads it.
    fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Read<()>) -> Read<()> {
        let mut items = self.enter()?;
        while self.next_item(&mut items)? {
            each(self)?;
        }
        Ok(())
    }

    /// Steps into the object or list that begins here.
    pub fn enter(&mut self) -> Read<Items> {
        if self.depth == DEEPEST {
            return self.fail("lists and objects too deep inside one another");
        }
        self.depth += 1;
        self.at += 1;
        Ok(Items { n_read: 0 })
    }

    /// Steps to the next value of an object and gives its name; out of the
    /// object where there is none.
    pub fn next_field(&mut self, items: &mut Items) -> Read<Option<Cow<'a, str>>> {
        if !self.next(items, b'}', "expected `,` or `}`")? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return self.fail("key must be a string");
        }
        let name = self.text()?;
        self.skip_space();
        if !self.take(b':') {
            return self.fail("expected `:`");
        }
        Ok(Some(name))
    }

    /// Steps to the next value of a list, and says whether there is one; out of
    /// the list where there is none.
    pub fn next_item(&mut self, items: &mut Items) -> Read<bool> {
        self.next(items, b']', "expected `,` or `]`")
    }

    /// How many bytes were read.
    pub fn n_read(&self) -> usize {
        self.at
    }

    /// Nothing but white space follows.
    pub fn end(&mut self) -> Read<()> {
        self.skip_space();
        if self.peek().is_some() { self.fail("trailing characters") } else { Ok(()) }
    }

    /// Whether an item follows before `close`.
    fn next(&mut self, items: &mut Items, close: u8, otherwise: &'static str) -> Read<bool> {
        self.skip_space();
        if self.take(close) {
            self.depth -= 1;
            return Ok(false);
        }
        if items.n_read > 0 {
            if !self.take(b',') {
                return self.fail(otherwise);
            }
            self.skip_space();
            if self.peek() == Some(close) {
                return self.fail("trailing comma");
            }
        }
        items.n_read += 1;
        Ok(true)
    }

    fn word(&mut self, word: &str, meaning: Json<'a>) -> Read<Json<'a>> {
        for byte in word.bytes() {
            if !self.take(byte) {
                return self.fail("expected value");
            }
        }
        Ok(meaning)
    }

    /// Reads a number, which begins here.
    pub fn number(&mut self) -> Read<f64> {
        let is_negative = self.take(b'-');
        let (mut digits, mut exponent) = (0_u64, 0_i32);
        if !self.take(b'0') {
            self.digits(&mut |digit| {
                if digits < MOST_DIGITS {
                    digits = digits * 10 + digit;
                } else {
                    exponent += 1;
                }
            })?;
        } else if matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fail("invalid number");
        }
        if self.take(b'.') {
            self.digits(&mut |digit| {
                if digits < MOST_DIGITS {
                    digits = digits * 10 + digit;
                    exponent -= 1;
                }
            })?;
        }
        if self.take(b'e') || self.take(b'E') {
            let is_small = !self.take(b'+') && self.take(b'-');
            let mut power = 0;
            self.digits(&mut |digit| power = (power * 10 + digit).min(9999))?;
            exponent += if is_small { -(power as i32) } else { power as i32 };
        }
        let mut number = digits as f64;
        for _ in 0..exponent.unsigned_abs() {
            number = if exponent < 0 { number / 10.0 } else { (number * 10.0).min(f64::MAX) };
        }
        Ok(if is_negative { -number } else { number })
    }

    /// Reads digits, at least one.
    fn digits(&mut self, each: &mut dyn FnMut(u64)) -> Read<()> {
        let start = self.at;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            each(u64::from(digit - b'0'));
        }
        if self.at == start { self.fail("invalid number") } else { Ok(()) }
    }

    /// Reads a text, which begins here.
    pub fn text(&mut self) -> Read<Cow<'a, str>> {
        self.at += 1;
        let plain = self.plain()?;
        if self.take(b'"') {
            return Ok(plain.into());
        }
        let mut text = plain.to_owned();
        loop {
            if self.take(b'\\') {
                text.push(self.escaped()?);
            } else if self.peek().is_some() {
                return self.fail("control character (\\u0000-\\u001F) found while parsing a string");
            } else {
                return self.fail("the text ends in the middle");
            }
            text.push_str(self.plain()?);
            if self.take(b'"') {
                return Ok(text.into());
            }
        }
    }

    /// The characters of a text up to the next that stands for another.
    fn plain(&mut self) -> Read<&'a str> {
        let rest = &self.file[self.at..];
        let plain = &rest[..plain_length(rest)];
        match std::str::from_utf8(plain) {
            Ok(text) => {
                self.at += text.len();
                Ok(text)
            }
            Err(error) => {
                let is_cut_off = error.error_len().is_none() && plain.len() == rest.len();
                self.at += if is_cut_off { plain.len() } else { error.valid_up_to() };
                self.fail("invalid unicode code point")
            }
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Read<char> {
        let c = match self.peek() {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unit_pair();
            }
            _ => return self.fail("invalid escape"),
        };
        self.at += 1;
        Ok(c)
    }

    /// The character of one UTF-16 unit in hexadecimal digits, or of two.
    fn unit_pair(&mut self) -> Read<char> {
        let first = self.unit()?;
        if (0xD800..0xDC00).contains(&first) && self.file[self.at..].starts_with(b"\\u") {
            let after_first = self.at;
            self.at += 2;
            let second = self.unit()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            // It stands for itself.
            self.at = after_first;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Read<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.peek().and_then(|byte| char::from(byte).to_digit(16)) else {
                return self.fail("invalid escape");
            };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.file.get(self.at).copied()
    }

    #[inline(always)]
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn fail<T>(&self, reason: &'static str) -> Read<T> {
        Err(Misread { at: self.at, reason })
    }
}

/// Bytes before the first that is a control character, a quote or a backslash.
fn plain_length(text: &[u8]) -> usize {
    // Eight bytes at a time, each in its own eighth of a number: a subtraction
    // sets the highest bit of those that are too small, or that are zero after
    // an exclusive or with what is sought.
    const ONES: u64 = u64::MAX / 255;
    const HIGHEST: u64 = ONES << 7;
    let (words, _) = text.as_chunks();
    let is_plain = |word: &&[u8; 8]| {
        let word = u64::from_le_bytes(**word);
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let control = word.wrapping_sub(ONES * u64::from(b' ')) & !word;
        let found = control | zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')));
        found & HIGHEST == 0
    };
    let start = words.iter().take_while(is_plain).count() * 8;
    let is_end = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    text[start..].iter().position(is_end).map_or(text.len(), |length| start + length)
}
