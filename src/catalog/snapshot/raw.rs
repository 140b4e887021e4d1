//! The published snapshot as it came, before anything is believed.
//!
//! The raw types accept any JSON, each [`Field`] on its own. Their doc comments
//! are also the descriptions in `public/schema/snapshot-v1.json`, which is
//! generated from them: a field without `#[schemars(default)]` is required
//! there. Reading accepts its absence, so that `validate` can say where it is
//! missing.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::MapAccess;

use super::field::{Entries, Field, Found, FromJson, Text, from_fields};

/// A snapshot of a Casebook library, version 1.
///
/// Unknown fields are ignored. Texts are plain text, never HTML: a blank
/// line parts paragraphs, lines that start with `- ` are a list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Casebook snapshot, version 1")]
pub struct RawSnapshot<'a> {
    /// `1`. Another major number is refused; `1.2` adds to version 1.
    #[schemars(extend("minimum" = 1, "exclusiveMaximum" = 2))]
    pub schema_version: Field<f64>,
    /// Date of publication, as `2026-11-23`.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
    pub generated: Field<Text<'a>>,
    /// BCP 47 tag of the language that the texts are in.
    #[schemars(regex(pattern = r"\S"))]
    pub language: Field<Text<'a>>,
    /// The library as a publication.
    pub library: Field<RawLibrary<'a>>,
    /// The publisher's own facets. Country, region, organisation and year
    /// are built in.
    #[schemars(default)]
    pub facets: Field<Vec<Field<RawFacet<'a>>>>,
    /// The case template: the kinds of section, in order.
    #[schemars(default)]
    pub sections: Field<Vec<Field<RawLabelled<'a>>>>,
    /// Groups of equal terms, each a list of words or phrases.
    #[schemars(default)]
    pub synonyms: Field<Vec<Field<Vec<Field<Text<'a>>>>>>,
    /// For each ISO 3166-1 alpha-2 code, also `EU` and `XK`, the country's
    /// name in the language of the texts, where it differs from the one that
    /// browsers know.
    #[schemars(
        default,
        extend(
            "propertyNames" = {"pattern": "^[A-Z]{2}$"},
            "additionalProperties" = {"type": "string", "pattern": r"\S"}
        )
    )]
    pub country_names: Field<Entries<'a, Text<'a>>>,
    /// What changed since the snapshot before.
    #[schemars(default)]
    pub changes: Field<RawChanges<'a>>,
    /// The cases.
    pub cases: Field<Vec<Field<RawCase<'a>>>>,
}

/// The library as a publication.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Library")]
pub struct RawLibrary<'a> {
    /// Title of the library.
    #[schemars(regex(pattern = r"\S"))]
    pub title: Field<Text<'a>>,
    /// A few sentences about what it holds.
    #[schemars(default)]
    pub description: Field<Text<'a>>,
    /// Who publishes it.
    pub publisher: Field<RawPublisher<'a>>,
    /// Where the cases come from.
    #[schemars(default)]
    pub source: Field<RawNamedLink<'a>>,
    /// On which terms the cases may be reused.
    #[schemars(default)]
    pub licence: Field<RawNamedLink<'a>>,
}

/// Who publishes a library.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Publisher")]
pub struct RawPublisher<'a> {
    /// Name of the publisher.
    #[schemars(regex(pattern = r"\S"))]
    pub name: Field<Text<'a>>,
    /// What the publisher says of itself and of this library.
    #[schemars(regex(pattern = r"\S"))]
    pub statement: Field<Text<'a>>,
    /// The publisher's own site.
    #[schemars(default)]
    pub url: Field<Text<'a>>,
    /// Whether this is an official publication; the app claims it only then.
    #[schemars(default)]
    pub official: Field<bool>,
    /// Where a reader can check that this copy is authentic.
    #[schemars(default)]
    pub authenticity_url: Field<Text<'a>>,
}

/// A name with an optional address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "NamedLink")]
pub struct RawNamedLink<'a> {
    /// The name.
    #[schemars(regex(pattern = r"\S"))]
    pub name: Field<Text<'a>>,
    /// The address: `https:`, `http:` or `mailto:`.
    #[schemars(default)]
    pub url: Field<Text<'a>>,
}

/// One of the publisher's own facets.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Facet")]
pub struct RawFacet<'a> {
    /// Its name in addresses, of `a-z`, `0-9` and `-`.
    #[schemars(regex(pattern = "^[a-z0-9][a-z0-9-]*$"))]
    pub id: Field<Text<'a>>,
    /// Its name for readers.
    #[schemars(regex(pattern = r"\S"))]
    pub label: Field<Text<'a>>,
    /// Its values.
    pub values: Field<Vec<Field<RawLabelled<'a>>>>,
    /// Order in which values are shown: `count` (default) or `listed`.
    #[schemars(default, extend("enum" = ["count", "listed"]))]
    pub order: Field<Text<'a>>,
}

/// Something with a name for addresses and one for readers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Labelled")]
pub struct RawLabelled<'a> {
    /// Its name in addresses, of `a-z`, `0-9` and `-`.
    #[schemars(regex(pattern = "^[a-z0-9][a-z0-9-]*$"))]
    pub id: Field<Text<'a>>,
    /// Its name for readers.
    #[schemars(regex(pattern = r"\S"))]
    pub label: Field<Text<'a>>,
}

/// What changed between two snapshots, by case id.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Changes")]
pub struct RawChanges<'a> {
    /// Date of the snapshot before.
    #[schemars(default, regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
    pub since: Field<Text<'a>>,
    /// Cases that are new.
    #[schemars(default, inner(regex(pattern = r"\S")))]
    pub added: Field<Vec<Field<Text<'a>>>>,
    /// Cases that were edited.
    #[schemars(default, inner(regex(pattern = r"\S")))]
    pub changed: Field<Vec<Field<Text<'a>>>>,
    /// Cases that were withdrawn or taken out; they may be missing from
    /// `cases`.
    #[schemars(default, inner(regex(pattern = r"\S")))]
    pub withdrawn: Field<Vec<Field<Text<'a>>>>,
}

/// One case study.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Case")]
pub struct RawCase<'a> {
    /// Unique and permanent, of `a-z`, `0-9` and `-`.
    #[schemars(regex(pattern = "^[a-z0-9][a-z0-9-]*$"))]
    pub id: Field<Text<'a>>,
    /// Title.
    #[schemars(regex(pattern = r"\S"))]
    pub title: Field<Text<'a>>,
    /// What the case is about, in a few sentences.
    pub summary: Field<Text<'a>>,
    /// ISO 3166-1 alpha-2 codes, also `EU` and `XK`, the lead first; an
    /// empty list means international.
    #[schemars(inner(regex(pattern = "^[A-Z]{2}$")))]
    pub countries: Field<Vec<Field<Text<'a>>>>,
    /// Who runs it.
    #[schemars(default, inner(regex(pattern = r"\S")))]
    pub organisations: Field<Vec<Field<Text<'a>>>>,
    /// The year it began.
    #[schemars(default, with = "u16", range(min = 1, max = 9999))]
    pub year: Field<f64>,
    /// For each facet id, the ids of this case's values.
    #[schemars(default)]
    pub facets: Field<Entries<'a, Vec<Field<Text<'a>>>>>,
    /// The parts of the template that this case fills.
    #[schemars(default)]
    pub sections: Field<Vec<Field<RawSection<'a>>>>,
    /// Further reading.
    #[schemars(default)]
    pub links: Field<Vec<Field<RawLink<'a>>>>,
    /// The page that the case was taken from.
    #[schemars(default)]
    pub source_url: Field<Text<'a>>,
    /// A picture from the app's own folder.
    #[schemars(default)]
    pub image: Field<RawImage<'a>>,
    /// When the case was last edited, as `2026-11-23`.
    #[schemars(default, regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
    pub updated: Field<Text<'a>>,
    /// Former ids, which still open this case.
    #[schemars(default, inner(regex(pattern = r"\S")))]
    pub aliases: Field<Vec<Field<Text<'a>>>>,
    /// Set when the publisher took the case back.
    #[schemars(default)]
    pub withdrawn: Field<RawWithdrawal<'a>>,
}

/// A filled part of the case template.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Section")]
pub struct RawSection<'a> {
    /// Id of the kind of section.
    #[schemars(regex(pattern = r"\S"))]
    pub kind: Field<Text<'a>>,
    /// The case's own heading for it.
    #[schemars(default)]
    pub heading: Field<Text<'a>>,
    /// Plain text.
    #[schemars(regex(pattern = r"\S"))]
    pub body: Field<Text<'a>>,
}

/// A labelled address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Link")]
pub struct RawLink<'a> {
    /// What the reader sees.
    #[schemars(regex(pattern = r"\S"))]
    pub label: Field<Text<'a>>,
    /// `https:`, `http:` or `mailto:`; all else is shown and not linked.
    #[schemars(regex(pattern = r"\S"))]
    pub url: Field<Text<'a>>,
}

/// A picture from the app's own folder.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Image")]
pub struct RawImage<'a> {
    /// Path below the app's folder.
    #[schemars(regex(pattern = r"\S"))]
    pub src: Field<Text<'a>>,
    /// The picture in words.
    pub alt: Field<Text<'a>>,
}

/// Why a case is no longer in the library.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "'de: 'a"))]
#[schemars(rename = "Withdrawal")]
pub struct RawWithdrawal<'a> {
    /// Since when, as `2026-11-23`.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T.*)?$"))]
    pub date: Field<Text<'a>>,
    /// The publisher's words.
    #[schemars(regex(pattern = r"\S"))]
    pub reason: Field<Text<'a>>,
}

macro_rules! is_object {
    ($($name:ident)*) => {$(
        impl<'de: 'a, 'a> FromJson<'de> for $name<'a> {
            const EXPECTED: &'static str = "an object";

            fn from_object<A: MapAccess<'de>>(object: A) -> Result<Found<Self>, A::Error> {
                from_fields(object)
            }
        }
    )*};
}

is_object! { RawSnapshot RawLibrary RawPublisher RawNamedLink RawFacet RawLabelled RawChanges RawCase RawSection RawLink RawImage RawWithdrawal }
