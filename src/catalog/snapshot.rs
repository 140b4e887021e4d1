//! The published snapshot as it came, before anything is believed.
//!
//! The raw types accept any JSON: a field holds what was expected, or nothing,
//! or notes what stood there instead. So one wrong field never hides the
//! problems of the others. Their doc comments are also the descriptions in
//! `public/schema/snapshot-v1.json`, which is generated from them.

use std::borrow::Cow;

use super::Problem;
use super::json::{Json, Misread, Read, Reader};
use super::pace::Pace;

/// The major version of the format that this code reads.
pub const SUPPORTED_VERSION: u64 = 1;

/// Why a snapshot as a whole cannot be used.
#[derive(Debug)]
pub enum SnapshotError {
    /// No byte came, or only white space.
    Empty,
    /// A web page came in place of JSON, as from a sign-in page or a host
    /// that answers every address with its front page.
    Html,
    /// The text ends in the middle: the transfer or the file was cut off.
    Truncated {
        /// Bytes that came.
        bytes: usize,
    },
    /// The text is not JSON.
    NotJson {
        /// Line of the first error, from 1.
        line: usize,
        /// Column of the first error, from 1.
        column: usize,
        /// What the JSON reader says.
        reason: String,
    },
    /// JSON, but nothing that looks like a snapshot.
    OtherJson {
        /// What came instead.
        found: String,
    },
    /// A snapshot of a version that this code does not read.
    Version {
        /// The version that this code reads.
        supported: u64,
        /// The version that the snapshot names.
        found: String,
    },
    /// Every case is wrong, or there is none.
    NoUsableCase {
        /// Why, case by case.
        problems: Vec<Problem>,
    },
}

/// Reads JSON into raw types and checks the version.
///
/// # Errors
/// All variants of [`SnapshotError`] but `NoUsableCase`.
pub async fn read<'a>(bytes: &'a [u8], pace: &mut impl Pace) -> Result<RawSnapshot<'a>, SnapshotError> {
    let n_bytes = bytes.len();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    match bytes.first() {
        None => return Err(SnapshotError::Empty),
        Some(b'<') => return Err(SnapshotError::Html),
        Some(_) => {}
    }
    let root = read_json(bytes, pace).await.map_err(|Misread { at, reason }| {
        if at == bytes.len() {
            return SnapshotError::Truncated { bytes: n_bytes };
        }
        let before = &bytes[..at];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        SnapshotError::NotJson { line, column: at - line_start + 1, reason: reason.to_owned() }
    })?;
    let snapshot = match root {
        Field::Is(snapshot) => snapshot,
        Field::Absent => return Err(SnapshotError::OtherJson { found: "null".into() }),
        Field::Mismatch(found) => return Err(SnapshotError::OtherJson { found }),
    };
    let version = |found: String| Err(SnapshotError::Version { supported: SUPPORTED_VERSION, found });
    match &snapshot.schema_version {
        // `1.2` adds to version 1 and is read as such.
        Field::Is(number) if number.floor() == SUPPORTED_VERSION as f64 => Ok(snapshot),
        Field::Is(number) => version(decimal(*number)),
        Field::Mismatch(found) => version(found.clone()),
        Field::Absent => Err(SnapshotError::OtherJson { found: "an object without `schema_version`".into() }),
    }
}

/// A text of the snapshot, which still lies in the file where it can: most are
/// ids and codes that are looked up and never kept.
pub type Text<'a> = Cow<'a, str>;

/// A field of the snapshot, whatever stands there.
#[derive(Debug, Default)]
pub enum Field<T> {
    /// Missing, or `null`.
    #[default]
    Absent,
    /// Of the expected type.
    Is(T),
    /// Of another type: what was found, in words.
    Mismatch(String),
}

// A type, its name in the schema, and its fields. `#[schema(…)]` is what
// schemars takes; a field without `default` there is required by the schema.
// Reading accepts its absence, so that `validate` can say where it is missing.
macro_rules! raw {
    (
        $(#[doc = $doc:literal])*
        $name:ident, $title:literal {
            $($(#[doc = $field_doc:literal])* $(#[schema($($rule:tt)*)])? pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename = $title))]
        pub struct $name<'a> {
            $(
                $(#[doc = $field_doc])*
                $(#[cfg_attr(not(target_arch = "wasm32"), schemars($($rule)*))])?
                pub $field: $type,
            )*
        }

        impl<'a> $name<'a> {
            fn empty() -> Self {
                Self { $($field: Field::Absent,)* }
            }

            fn slots(&mut self) -> [(&'static str, &mut dyn Slot<'a>); [$(stringify!($field)),*].len()] {
                [$((stringify!($field), &mut self.$field)),*]
            }
        }

        impl<'a> FromJson<'a> for $name<'a> {
            const EXPECTED: &'static str = "an object";
            const FIRST: &'static [u8] = b"{";

            fn read(reader: &mut Reader<'a>) -> Read<Found<Self>> {
                let mut value = Self::empty();
                let found = Slots::of(&mut value.slots()).read(reader)?;
                Ok(found.map(|()| value))
            }
        }
    };
}

raw! {
    /// A snapshot of a Casebook library, version 1.
    ///
    /// Unknown fields are ignored. Texts are plain text, never HTML: a blank
    /// line parts paragraphs, lines that start with `- ` are a list.
    RawSnapshot, "Casebook snapshot, version 1" {
        /// `1`. Another major number is refused; `1.2` adds to version 1.
        #[schema(extend("minimum" = 1, "exclusiveMaximum" = 2))]
        pub schema_version: Field<f64>,
        /// Date of publication, as `2026-11-23`.
        #[schema(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
        pub generated: Field<Text<'a>>,
        /// BCP 47 tag of the language that the texts are in.
        #[schema(regex(pattern = r"\S"))]
        pub language: Field<Text<'a>>,
        /// The library as a publication.
        pub library: Field<RawLibrary<'a>>,
        /// The publisher's own facets. Country, region, organisation and year
        /// are built in.
        #[schema(default)]
        pub facets: Field<Vec<Field<RawFacet<'a>>>>,
        /// The case template: the kinds of section, in order.
        #[schema(default)]
        pub sections: Field<Vec<Field<RawLabelled<'a>>>>,
        /// Groups of equal terms, each a list of words or phrases.
        #[schema(default)]
        pub synonyms: Field<Vec<Field<Vec<Field<Text<'a>>>>>>,
        /// What changed since the snapshot before.
        #[schema(default)]
        pub changes: Field<RawChanges<'a>>,
        /// The cases.
        pub cases: Field<Vec<Field<RawCase<'a>>>>,
    }
}

raw! {
    /// The library as a publication.
    RawLibrary, "Library" {
        /// Title of the library.
        #[schema(regex(pattern = r"\S"))]
        pub title: Field<Text<'a>>,
        /// A few sentences about what it holds.
        #[schema(default)]
        pub description: Field<Text<'a>>,
        /// Who publishes it.
        pub publisher: Field<RawPublisher<'a>>,
        /// Where the cases come from.
        #[schema(default)]
        pub source: Field<RawNamedLink<'a>>,
        /// On which terms the cases may be reused.
        #[schema(default)]
        pub licence: Field<RawNamedLink<'a>>,
    }
}

raw! {
    /// Who publishes a library.
    RawPublisher, "Publisher" {
        /// Name of the publisher.
        #[schema(regex(pattern = r"\S"))]
        pub name: Field<Text<'a>>,
        /// What the publisher says of itself and of this library.
        #[schema(regex(pattern = r"\S"))]
        pub statement: Field<Text<'a>>,
        /// The publisher's own site.
        #[schema(default)]
        pub url: Field<Text<'a>>,
        /// Whether this is an official publication; the app claims it only then.
        #[schema(default)]
        pub official: Field<bool>,
        /// Where a reader can check that this copy is authentic.
        #[schema(default)]
        pub authenticity_url: Field<Text<'a>>,
    }
}

raw! {
    /// A name with an optional address.
    RawNamedLink, "NamedLink" {
        /// The name.
        #[schema(regex(pattern = r"\S"))]
        pub name: Field<Text<'a>>,
        /// The address: `https:`, `http:` or `mailto:`.
        #[schema(default)]
        pub url: Field<Text<'a>>,
    }
}

raw! {
    /// One of the publisher's own facets.
    RawFacet, "Facet" {
        /// Its name in addresses, of `a-z`, `0-9` and `-`.
        #[schema(regex(pattern = "^[a-z0-9][a-z0-9-]*$"))]
        pub id: Field<Text<'a>>,
        /// Its name for readers.
        #[schema(regex(pattern = r"\S"))]
        pub label: Field<Text<'a>>,
        /// Its values.
        pub values: Field<Vec<Field<RawLabelled<'a>>>>,
        /// Order in which values are shown: `count` (default) or `listed`.
        #[schema(default, extend("enum" = ["count", "listed"]))]
        pub order: Field<Text<'a>>,
    }
}

raw! {
    /// Something with a name for addresses and one for readers.
    RawLabelled, "Labelled" {
        /// Its name in addresses, of `a-z`, `0-9` and `-`.
        #[schema(regex(pattern = "^[a-z0-9][a-z0-9-]*$"))]
        pub id: Field<Text<'a>>,
        /// Its name for readers.
        #[schema(regex(pattern = r"\S"))]
        pub label: Field<Text<'a>>,
    }
}

raw! {
    /// What changed between two snapshots, by case id.
    RawChanges, "Changes" {
        /// Date of the snapshot before.
        #[schema(default, regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
        pub since: Field<Text<'a>>,
        /// Cases that are new.
        #[schema(default, inner(regex(pattern = r"\S")))]
        pub added: Field<Vec<Field<Text<'a>>>>,
        /// Cases that were edited.
        #[schema(default, inner(regex(pattern = r"\S")))]
        pub changed: Field<Vec<Field<Text<'a>>>>,
        /// Cases that were withdrawn.
        #[schema(default, inner(regex(pattern = r"\S")))]
        pub withdrawn: Field<Vec<Field<Text<'a>>>>,
    }
}

raw! {
    /// One case study.
    RawCase, "Case" {
        /// Unique and permanent, of `a-z`, `0-9` and `-`.
        #[schema(regex(pattern = "^[a-z0-9][a-z0-9-]*$"))]
        pub id: Field<Text<'a>>,
        /// Title.
        #[schema(regex(pattern = r"\S"))]
        pub title: Field<Text<'a>>,
        /// What the case is about, in a few sentences.
        pub summary: Field<Text<'a>>,
        /// ISO 3166-1 alpha-2 codes, also `EU` and `XK`, the lead first; an
        /// empty list means international.
        #[schema(inner(regex(pattern = "^[A-Z]{2}$")))]
        pub countries: Field<Vec<Field<Text<'a>>>>,
        /// Who runs it.
        #[schema(default, inner(regex(pattern = r"\S")))]
        pub organisations: Field<Vec<Field<Text<'a>>>>,
        /// The year it began.
        #[schema(default, with = "u16", range(min = 1, max = 9999))]
        pub year: Field<f64>,
        /// For each facet id, the ids of this case's values.
        #[schema(default)]
        pub facets: Field<Entries<'a>>,
        /// The parts of the template that this case fills.
        #[schema(default)]
        pub sections: Field<Vec<Field<RawSection<'a>>>>,
        /// Further reading.
        #[schema(default)]
        pub links: Field<Vec<Field<RawLink<'a>>>>,
        /// The page that the case was taken from.
        #[schema(default)]
        pub source_url: Field<Text<'a>>,
        /// A picture from the app's own folder.
        #[schema(default)]
        pub image: Field<RawImage<'a>>,
        /// When the case was last edited, as `2026-11-23`.
        #[schema(default, regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
        pub updated: Field<Text<'a>>,
        /// Former ids, which still open this case.
        #[schema(default, inner(regex(pattern = r"\S")))]
        pub aliases: Field<Vec<Field<Text<'a>>>>,
        /// Set when the publisher took the case back.
        #[schema(default)]
        pub withdrawn: Field<RawWithdrawal<'a>>,
    }
}

raw! {
    /// A filled part of the case template.
    RawSection, "Section" {
        /// Id of the kind of section.
        #[schema(regex(pattern = r"\S"))]
        pub kind: Field<Text<'a>>,
        /// The case's own heading for it.
        #[schema(default)]
        pub heading: Field<Text<'a>>,
        /// Plain text.
        #[schema(regex(pattern = r"\S"))]
        pub body: Field<Text<'a>>,
    }
}

raw! {
    /// A labelled address.
    RawLink, "Link" {
        /// What the reader sees.
        #[schema(regex(pattern = r"\S"))]
        pub label: Field<Text<'a>>,
        /// `https:`, `http:` or `mailto:`; all else is shown and not linked.
        #[schema(regex(pattern = r"\S"))]
        pub url: Field<Text<'a>>,
    }
}

raw! {
    /// A picture from the app's own folder.
    RawImage, "Image" {
        /// Path below the app's folder.
        #[schema(regex(pattern = r"\S"))]
        pub src: Field<Text<'a>>,
        /// The picture in words.
        pub alt: Field<Text<'a>>,
    }
}

raw! {
    /// Why a case is no longer in the library.
    RawWithdrawal, "Withdrawal" {
        /// Since when, as `2026-11-23`.
        #[schema(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
        pub date: Field<Text<'a>>,
        /// The publisher's words.
        #[schema(regex(pattern = r"\S"))]
        pub reason: Field<Text<'a>>,
    }
}

/// Lists of texts by name, in the order of the file.
#[derive(Debug, Default)]
pub struct Entries<'a>(pub Vec<(Text<'a>, Field<Vec<Field<Text<'a>>>>)>);

/// A type's value, or in words what stood in its place.
pub(super) type Found<T> = Result<T, String>;

/// A type that one JSON kind can become.
pub(super) trait FromJson<'a>: Sized {
    /// The kind, as in "expected a text".
    const EXPECTED: &'static str;
    /// The bytes that a value of the kind can begin with.
    const FIRST: &'static [u8];

    /// Whether the value holds nothing, so that it counts as missing.
    fn is_blank(&self) -> bool {
        false
    }

    /// Reads a value that begins as one of the kind does.
    fn read(reader: &mut Reader<'a>) -> Read<Found<Self>>;
}

impl<'a> FromJson<'a> for Text<'a> {
    const EXPECTED: &'static str = "a text";
    const FIRST: &'static [u8] = b"\"";

    fn is_blank(&self) -> bool {
        // Nearly every text begins with a letter.
        !self.starts_with(|c: char| c.is_ascii_graphic()) && self.trim().is_empty()
    }

    fn read(reader: &mut Reader<'a>) -> Read<Found<Self>> {
        Ok(Ok(reader.text()?))
    }
}

impl<'a> FromJson<'a> for f64 {
    const EXPECTED: &'static str = "a number";
    const FIRST: &'static [u8] = b"-0123456789";

    fn read(reader: &mut Reader<'a>) -> Read<Found<Self>> {
        Ok(Ok(reader.number()?))
    }
}

impl<'a> FromJson<'a> for bool {
    const EXPECTED: &'static str = "true or false";
    const FIRST: &'static [u8] = b"tf";

    fn read(reader: &mut Reader<'a>) -> Read<Found<Self>> {
        Ok(Ok(reader.value()? == Json::Bool(true)))
    }
}

impl<'a, T: FromJson<'a>> FromJson<'a> for Vec<Field<T>> {
    const EXPECTED: &'static str = "a list";
    const FIRST: &'static [u8] = b"[";

    fn read(reader: &mut Reader<'a>) -> Read<Found<Self>> {
        let mut list = Vec::new();
        let mut items = reader.enter()?;
        while reader.next_item(&mut items)? {
            list.push(read_field(reader)?);
        }
        Ok(Ok(list))
    }
}

impl<'a> FromJson<'a> for Entries<'a> {
    const EXPECTED: &'static str = "an object";
    const FIRST: &'static [u8] = b"{";

    fn read(reader: &mut Reader<'a>) -> Read<Found<Self>> {
        let mut entries = Vec::new();
        let mut items = reader.enter()?;
        while let Some(name) = reader.next_field(&mut items)? {
            entries.push((name, read_field(reader)?));
        }
        Ok(Ok(Self(entries)))
    }
}

/// Reads whatever stands there. Its own function for each type of field,
/// however many fields have it.
#[inline(never)]
fn read_field<'a, T: FromJson<'a>>(reader: &mut Reader<'a>) -> Read<Field<T>> {
    if reader.first().is_some_and(|first| T::FIRST.contains(&first)) {
        return Ok(match T::read(reader)? {
            Ok(value) => Field::Is(value),
            Err(found) => Field::Mismatch(found),
        });
    }
    Ok(match reader.value()? {
        Json::Null => Field::Absent,
        other => Field::Mismatch(other.in_words()),
    })
}

/// A field of an object that is being read.
trait Slot<'a> {
    /// Reads what stands there into the field.
    fn fill(&mut self, reader: &mut Reader<'a>) -> Read<()>;
}

impl<'a, T: FromJson<'a>> Slot<'a> for Field<T> {
    fn fill(&mut self, reader: &mut Reader<'a>) -> Read<()> {
        *self = read_field(reader)?;
        Ok(())
    }
}

/// The fields of an object that is being read, by name.
struct Slots<'s, 'f, 'a> {
    slots: &'s mut [(&'static str, &'f mut dyn Slot<'a>)],
    /// A bit for each of them that was there.
    seen: u32,
    /// The one after the last that was there: fields mostly come in order.
    next: usize,
    /// The first that was there twice.
    twice: Option<&'static str>,
}

impl<'s, 'f, 'a> Slots<'s, 'f, 'a> {
    fn of(slots: &'s mut [(&'static str, &'f mut dyn Slot<'a>)]) -> Self {
        Self { slots, seen: 0, next: 0, twice: None }
    }

    fn read(mut self, reader: &mut Reader<'a>) -> Read<Found<()>> {
        let mut items = reader.enter()?;
        while let Some(name) = reader.next_field(&mut items)? {
            match self.position(&name) {
                Some(position) => self.fill(position, reader)?,
                None => drop(reader.value()?),
            }
        }
        Ok(self.found())
    }

    fn fill(&mut self, position: usize, reader: &mut Reader<'a>) -> Read<()> {
        self.slots[position].1.fill(reader)
    }

    /// The position of a field that is there.
    fn position(&mut self, name: &str) -> Option<usize> {
        let n_slots = self.slots.len();
        let mut positions = (self.next..n_slots).chain(0..self.next.min(n_slots));
        let position = positions.find(|position| self.slots[*position].0 == name)?;
        self.next = position + 1;
        if self.seen >> position & 1 != 0 {
            self.twice.get_or_insert(self.slots[position].0);
        }
        self.seen |= 1 << position;
        Some(position)
    }

    /// What says two things says nothing: such an object is refused, like all
    /// that is no object.
    fn found(self) -> Found<()> {
        self.twice.map_or(Ok(()), |name| Err(format!("one that holds \"{name}\" twice")))
    }
}

impl Json<'_> {
    /// As in "expected a text, found …".
    fn in_words(&self) -> String {
        match self {
            Json::Null => "null".into(),
            Json::Bool(value) => value.to_string(),
            Json::Number(number) => format!("the number {}", decimal(*number)),
            Json::Text(text) => format!("the text \"{}\"", excerpt(text)),
            Json::List(_) => "a list".into(),
            Json::Object(_) => "an object".into(),
        }
    }
}

/// The first characters of a text, enough to recognise it in a message.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A finite number as messages write it: three decimals at most, fifteen digits and
/// an exponent where there are more.
///
/// By way of whole numbers: the exact printing of fractions costs the page
/// 11 KB, and no snapshot has a use for it.
pub(super) fn decimal(number: f64) -> String {
    let (mut magnitude, mut exponent) = (number.abs(), 0);
    while magnitude > 1e15 {
        magnitude /= 10.0;
        exponent += 1;
    }
    let thousandths = (magnitude * 1000.0 + 0.5) as u64;
    let sign = if number < 0.0 { "-" } else { "" };
    let text = format!("{sign}{}.{:03}", thousandths / 1000, thousandths % 1000);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if exponent == 0 { text.to_owned() } else { format!("{text}e{exponent}") }
}

/// Reads a whole file, with a rest after each case.
async fn read_json<'a>(bytes: &'a [u8], pace: &mut impl Pace) -> Read<Field<RawSnapshot<'a>>> {
    let mut reader = Reader::new(bytes);
    if reader.first() != Some(b'{') {
        let other = read_field(&mut reader)?;
        reader.end()?;
        return Ok(other);
    }
    let mut snapshot = RawSnapshot::empty();
    let mut slots = snapshot.slots();
    let mut slots = Slots::of(&mut slots);
    let mut cases = None;
    let mut file = reader.enter()?;
    while let Some(name) = reader.next_field(&mut file)? {
        match slots.position(&name) {
            Some(_) if name == "cases" && reader.first() == Some(b'[') => {
                let mut items = reader.enter()?;
                let list = cases.insert(Vec::new());
                while reader.next_item(&mut items)? {
                    list.push(read_field(&mut reader)?);
                    pace.rest(reader.n_read() as f32 / bytes.len() as f32).await;
                }
            }
            Some(position) => slots.fill(position, &mut reader)?,
            None => drop(reader.value()?),
        }
    }
    reader.end()?;
    if let Err(found) = slots.found() {
        return Ok(Field::Mismatch(found));
    }
    if let Some(cases) = cases {
        snapshot.cases = Field::Is(cases);
    }
    Ok(Field::Is(snapshot))
}

#[cfg(not(target_arch = "wasm32"))]
mod schema {
    //! The raw types as JSON Schema. A field's schema is its content's.

    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use schemars::transform::RecursiveTransform;
    use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
    use serde_json::{Value, json};

    use super::{Entries, Field, RawSnapshot};

    impl<T: JsonSchema> JsonSchema for Field<T> {
        fn inline_schema() -> bool {
            T::inline_schema()
        }

        fn schema_name() -> Cow<'static, str> {
            T::schema_name()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            T::json_schema(generator)
        }
    }

    impl JsonSchema for Entries<'_> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "Entries".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            BTreeMap::<String, Vec<String>>::json_schema(generator)
        }
    }

    /// The snapshot's JSON Schema (2020-12), as shipped in
    /// `public/schema/snapshot-v1.json`.
    pub fn json_schema() -> String {
        let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(tidy));
        let schema = settings.into_generator().into_root_schema_for::<RawSnapshot>();
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
        text.push('\n');
        text
    }

    /// Says what Rust's types do not: a field that may be missing may also be
    /// `null`. And leaves out what only Rust has: lines of a comment, widths
    /// of numbers.
    fn tidy(schema: &mut Schema) {
        let Some(schema) = schema.as_object_mut() else { return };
        schema.remove("format");
        if let Some(Value::String(description)) = schema.get_mut("description") {
            let paragraphs = description.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
            *description = paragraphs.collect::<Vec<_>>().join("\n\n");
        }
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            if let Some(property) = property.as_object_mut().filter(|_| !required.contains(&json!(name))) {
                allow_null(property);
            }
        }
    }

    fn allow_null(schema: &mut serde_json::Map<String, Value>) {
        if let Some(kind) = schema.get_mut("type") {
            *kind = json!([kind.take(), "null"]);
        }
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            values.push(Value::Null);
        }
        if let Some(reference) = schema.remove("$ref") {
            schema.insert("anyOf".into(), json!([{"$ref": reference}, {"type": "null"}]));
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use schema::json_schema;
