//! The published snapshot as it came, before anything is believed.
//!
//! The raw types accept any JSON: a field holds what was expected, or nothing,
//! or notes what stood there instead. So one wrong field never hides the
//! problems of the others. Their doc comments are also the descriptions in
//! `public/schema/snapshot-v1.json`, which is generated from them.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Problem;

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
pub fn read(bytes: &[u8]) -> Result<RawSnapshot, SnapshotError> {
    let n_bytes = bytes.len();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    match bytes.first() {
        None => return Err(SnapshotError::Empty),
        Some(b'<') => return Err(SnapshotError::Html),
        Some(_) => {}
    }
    let root: Field<RawSnapshot> = serde_json::from_slice(bytes).map_err(|error| {
        if error.is_eof() {
            return SnapshotError::Truncated { bytes: n_bytes };
        }
        let reason = error.to_string();
        // The place is told apart from the reason.
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        SnapshotError::NotJson { line: error.line(), column: error.column(), reason }
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
        Field::Is(number) => version(number.to_string()),
        Field::Mismatch(found) => version(found.clone()),
        Field::Absent => Err(SnapshotError::OtherJson { found: "an object without `schema_version`".into() }),
    }
}

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

// A type, and its name in the schema.
macro_rules! raw {
    ($(#[doc = $doc:literal])* $name:ident, $title:literal { $($fields:tt)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename = $title))]
        pub struct $name { $($fields)* }

        impl<'de> Json<'de> for $name {
            const EXPECTED: &'static str = "an object";
            fn from_object<A: MapAccess<'de>>(mut map: A) -> Result<Found<Self>, A::Error> {
                match Self::deserialize(MapAccessDeserializer::new(&mut map)) {
                    Ok(value) => Ok(Ok(value)),
                    Err(error) => field_stands_twice(error, map).map(Err),
                }
            }
        }
    };
}

// A field without `#[serde(default)]` is required by the schema. Reading
// accepts its absence, so that `validate` can say where it is missing.
raw! {
    /// A snapshot of a Casebook library, version 1.
    ///
    /// Unknown fields are ignored. Texts are plain text, never HTML: a blank
    /// line parts paragraphs, lines that start with `- ` are a list.
    RawSnapshot, "Casebook snapshot, version 1" {
        /// `1`. Another major number is refused; `1.2` adds to version 1.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("minimum" = 1, "exclusiveMaximum" = 2)))]
        pub schema_version: Field<f64>,
        /// Date of publication, as `2026-11-23`.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$")))]
        pub generated: Field<String>,
        /// BCP 47 tag of the language that the texts are in.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub language: Field<String>,
        /// The library as a publication.
        pub library: Field<RawLibrary>,
        /// The publisher's own facets. Country, region, organisation and year
        /// are built in.
        #[serde(default)]
        pub facets: Field<Vec<Field<RawFacet>>>,
        /// The case template: the kinds of section, in order.
        #[serde(default)]
        pub sections: Field<Vec<Field<RawLabelled>>>,
        /// Groups of equal terms, each a list of words or phrases.
        #[serde(default)]
        pub synonyms: Field<Vec<Field<Vec<Field<String>>>>>,
        /// What changed since the snapshot before.
        #[serde(default)]
        pub changes: Field<RawChanges>,
        /// The cases.
        pub cases: Field<Vec<Field<RawCase>>>,
    }
}

raw! {
    /// The library as a publication.
    RawLibrary, "Library" {
        /// Title of the library.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub title: Field<String>,
        /// A few sentences about what it holds.
        #[serde(default)]
        pub description: Field<String>,
        /// Who publishes it.
        pub publisher: Field<RawPublisher>,
        /// Where the cases come from.
        #[serde(default)]
        pub source: Field<RawNamedLink>,
        /// On which terms the cases may be reused.
        #[serde(default)]
        pub licence: Field<RawNamedLink>,
    }
}

raw! {
    /// Who publishes a library.
    RawPublisher, "Publisher" {
        /// Name of the publisher.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub name: Field<String>,
        /// What the publisher says of itself and of this library.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub statement: Field<String>,
        /// The publisher's own site.
        #[serde(default)]
        pub url: Field<String>,
        /// Whether this is an official publication; the app claims it only then.
        #[serde(default)]
        pub official: Field<bool>,
        /// Where a reader can check that this copy is authentic.
        #[serde(default)]
        pub authenticity_url: Field<String>,
    }
}

raw! {
    /// A name with an optional address.
    RawNamedLink, "NamedLink" {
        /// The name.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub name: Field<String>,
        /// The address: `https:`, `http:` or `mailto:`.
        #[serde(default)]
        pub url: Field<String>,
    }
}

raw! {
    /// One of the publisher's own facets.
    RawFacet, "Facet" {
        /// Its name in addresses, of `a-z`, `0-9` and `-`.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = "^[a-z0-9][a-z0-9-]*$")))]
        pub id: Field<String>,
        /// Its name for readers.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub label: Field<String>,
        /// Its values.
        pub values: Field<Vec<Field<RawLabelled>>>,
        /// Order in which values are shown: `count` (default) or `listed`.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("enum" = ["count", "listed"])))]
        pub order: Field<String>,
    }
}

raw! {
    /// Something with a name for addresses and one for readers.
    RawLabelled, "Labelled" {
        /// Its name in addresses, of `a-z`, `0-9` and `-`.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = "^[a-z0-9][a-z0-9-]*$")))]
        pub id: Field<String>,
        /// Its name for readers.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub label: Field<String>,
    }
}

raw! {
    /// What changed between two snapshots, by case id.
    RawChanges, "Changes" {
        /// Date of the snapshot before.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$")))]
        pub since: Field<String>,
        /// Cases that are new.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(regex(pattern = r"\S"))))]
        pub added: Field<Vec<Field<String>>>,
        /// Cases that were edited.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(regex(pattern = r"\S"))))]
        pub changed: Field<Vec<Field<String>>>,
        /// Cases that were withdrawn.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(regex(pattern = r"\S"))))]
        pub withdrawn: Field<Vec<Field<String>>>,
    }
}

raw! {
    /// One case study.
    RawCase, "Case" {
        /// Unique and permanent, of `a-z`, `0-9` and `-`.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = "^[a-z0-9][a-z0-9-]*$")))]
        pub id: Field<String>,
        /// Title.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub title: Field<String>,
        /// What the case is about, in a few sentences.
        pub summary: Field<String>,
        /// ISO 3166-1 alpha-2 codes, also `EU` and `XK`, the lead first; an
        /// empty list means international.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(regex(pattern = "^[A-Z]{2}$"))))]
        pub countries: Field<Vec<Field<String>>>,
        /// Who runs it.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(regex(pattern = r"\S"))))]
        pub organisations: Field<Vec<Field<String>>>,
        /// The year it began.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "u16", range(min = 1, max = 9999)))]
        pub year: Field<f64>,
        /// For each facet id, the ids of this case's values.
        #[serde(default)]
        pub facets: Field<Entries>,
        /// The parts of the template that this case fills.
        #[serde(default)]
        pub sections: Field<Vec<Field<RawSection>>>,
        /// Further reading.
        #[serde(default)]
        pub links: Field<Vec<Field<RawLink>>>,
        /// The page that the case was taken from.
        #[serde(default)]
        pub source_url: Field<String>,
        /// A picture from the app's own folder.
        #[serde(default)]
        pub image: Field<RawImage>,
        /// When the case was last edited, as `2026-11-23`.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$")))]
        pub updated: Field<String>,
        /// Former ids, which still open this case.
        #[serde(default)]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(inner(regex(pattern = r"\S"))))]
        pub aliases: Field<Vec<Field<String>>>,
        /// Set when the publisher took the case back.
        #[serde(default)]
        pub withdrawn: Field<RawWithdrawal>,
    }
}

raw! {
    /// A filled part of the case template.
    RawSection, "Section" {
        /// Id of the kind of section.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub kind: Field<String>,
        /// The case's own heading for it.
        #[serde(default)]
        pub heading: Field<String>,
        /// Plain text.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub body: Field<String>,
    }
}

raw! {
    /// A labelled address.
    RawLink, "Link" {
        /// What the reader sees.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub label: Field<String>,
        /// `https:`, `http:` or `mailto:`; all else is shown and not linked.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub url: Field<String>,
    }
}

raw! {
    /// A picture from the app's own folder.
    RawImage, "Image" {
        /// Path below the app's folder.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub src: Field<String>,
        /// The picture in words.
        pub alt: Field<String>,
    }
}

raw! {
    /// Why a case is no longer in the library.
    RawWithdrawal, "Withdrawal" {
        /// Since when, as `2026-11-23`.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$")))]
        pub date: Field<String>,
        /// The publisher's words.
        #[cfg_attr(not(target_arch = "wasm32"), schemars(regex(pattern = r"\S")))]
        pub reason: Field<String>,
    }
}

/// Reads an object to its end whose field stands there twice, which is JSON
/// but says two things; gives what was found. Other errors are given back.
fn field_stands_twice<'de, A: MapAccess<'de>>(error: A::Error, mut map: A) -> Result<String, A::Error> {
    let said = error.to_string();
    let Some(field) = said.strip_prefix("duplicate field ").and_then(|rest| rest.split('`').nth(1)) else {
        return Err(error);
    };
    // The second value is still to be read.
    map.next_value::<IgnoredAny>()?;
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(format!("one that holds \"{field}\" twice"))
}

/// Lists of texts by name, in the order of the file.
#[derive(Debug, Default)]
pub struct Entries(pub Vec<(String, Field<Vec<Field<String>>>)>);

/// A type's value, or in words what stood in its place.
pub(super) type Found<T> = Result<T, String>;

/// A type that one JSON kind can become. Each method's default refuses.
pub(super) trait Json<'de>: Sized {
    /// The kind, as in "expected a text".
    const EXPECTED: &'static str;

    /// Whether the value holds nothing, so that it counts as missing.
    fn is_blank(&self) -> bool {
        false
    }

    fn from_text(text: &str) -> Found<Self> {
        Err(format!("the text \"{}\"", excerpt(text)))
    }

    fn from_number(number: f64) -> Found<Self> {
        Err(format!("the number {number}"))
    }

    fn from_bool(value: bool) -> Found<Self> {
        Err(value.to_string())
    }

    fn from_list<A: SeqAccess<'de>>(mut list: A) -> Result<Found<Self>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Err("a list".into()))
    }

    fn from_object<A: MapAccess<'de>>(mut map: A) -> Result<Found<Self>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Err("an object".into()))
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

impl Json<'_> for String {
    const EXPECTED: &'static str = "a text";

    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }

    fn from_text(text: &str) -> Found<Self> {
        Ok(text.to_owned())
    }
}

impl Json<'_> for f64 {
    const EXPECTED: &'static str = "a number";
    fn from_number(number: f64) -> Found<Self> {
        Ok(number)
    }
}

impl Json<'_> for bool {
    const EXPECTED: &'static str = "true or false";
    fn from_bool(value: bool) -> Found<Self> {
        Ok(value)
    }
}

impl<'de, T: Deserialize<'de>> Json<'de> for Vec<T> {
    const EXPECTED: &'static str = "a list";
    fn from_list<A: SeqAccess<'de>>(mut list: A) -> Result<Found<Self>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Ok(items))
    }
}

impl<'de> Json<'de> for Entries {
    const EXPECTED: &'static str = "an object";
    fn from_object<A: MapAccess<'de>>(mut map: A) -> Result<Found<Self>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Ok(Self(entries)))
    }
}

impl<'de, T: Json<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asked for an option, serde reads a missing field as none.
        deserializer.deserialize_option(FieldVisitor(PhantomData))
    }
}

struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: Json<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_none<E>(self) -> Result<Field<T>, E> {
        Ok(Field::Absent)
    }

    fn visit_unit<E>(self) -> Result<Field<T>, E> {
        Ok(Field::Absent)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Field<T>, E> {
        Ok(T::from_bool(value).into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Field<T>, E> {
        Ok(T::from_number(value as f64).into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Field<T>, E> {
        Ok(T::from_number(value as f64).into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Field<T>, E> {
        Ok(T::from_number(value).into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Field<T>, E> {
        Ok(T::from_text(value).into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Field<T>, A::Error> {
        T::from_list(list).map(Into::into)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Field<T>, A::Error> {
        T::from_object(map).map(Into::into)
    }
}

impl<T> From<Found<T>> for Field<T> {
    fn from(found: Found<T>) -> Self {
        match found {
            Ok(value) => Self::Is(value),
            Err(found) => Self::Mismatch(found),
        }
    }
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

    impl JsonSchema for Entries {
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
