//! From raw fields to a catalog: every check, and every problem with its place.
//!
//! Problems are written for the publisher, in English in every language of
//! the interface, like a compiler's: they are to be searched for, quoted and
//! handed on.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use super::case::{Case, Date, Image, Link, Section, Withdrawal, safe_url};
use super::pace::Pace;
use super::snapshot::{
    Entries, Field, FromJson, RawCase, RawFacet, RawImage, RawLabelled, RawLibrary, RawLink, RawNamedLink,
    RawPublisher, RawSection, RawSnapshot, RawWithdrawal, SnapshotError, Text, decimal, excerpt,
};
use super::{
    Catalog, Changes, Country, FacetDefinition, FacetValue, LibraryInfo, NamedLink, Publisher, SectionKind,
    ValueOrder,
};

/// Whether a text can be an id: of `a-z`, `0-9` and `-`, and not starting with
/// `-`, which would read as "exclude" in an address.
pub fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(allowed)
}

/// Facet ids that a snapshot cannot use: parameters of the address and the
/// facets that are built in.
pub const RESERVED_IDS: [&str; 24] = [
    "q",
    "country",
    "region",
    "organisation",
    "year",
    "match",
    "sort",
    "group",
    "page",
    "case",
    "view",
    "section",
    "ids",
    "rows",
    "cols",
    "lang",
    "theme",
    "embed",
    "none",
    "height",
    "hide",
    "accent",
    "font",
    "loading",
];

/// Something wrong in a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a path: `cases[17].countries[0]`.
    pub place: String,
    /// What stands there and what was expected.
    pub cause: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// What became of it.
    pub consequence: Consequence,
}

/// What a problem does to the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// The case is not in the library.
    CaseLeftOut,
    /// The field is passed over, everything else is used.
    FieldIgnored,
    /// An address is shown as text and not linked.
    NotLinked,
}

impl Problem {
    /// The problem without its place: `"UK" is not … ; did you mean "GB"?`
    pub fn message(&self) -> String {
        match &self.suggestion {
            Some(suggestion) => format!("{}; did you mean \"{suggestion}\"?", self.cause),
            None => self.cause.clone(),
        }
    }
}

/// `cases[17].countries[0]: "UK" is not … ; did you mean "GB"?`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message())
    }
}

/// Checks a snapshot and collects its problems.
///
/// # Errors
/// [`SnapshotError::NoUsableCase`] when no case is left.
pub async fn validate(raw: RawSnapshot<'_>, pace: &mut impl Pace) -> Result<Catalog, SnapshotError> {
    let mut report = Report::default();
    let generated = report.date(&Place::Snapshot.field("generated"), raw.generated, Need::Required);
    let language = report
        .required_text(&Place::Snapshot.field("language"), raw.language)
        .unwrap_or_else(|| "en".to_owned());
    let library = validate_library(&mut report, raw.library);
    let facets = validate_facets(&mut report, raw.facets);
    let section_kinds = validate_labelled(&mut report, &Place::Snapshot.field("sections"), raw.sections)
        .into_iter()
        .map(|FacetValue { id, label }| SectionKind { id, label })
        .collect();
    let synonyms = validate_synonyms(&mut report, raw.synonyms);
    let country_names = validate_country_names(&mut report, raw.country_names);
    let place = Place::Snapshot.field("changes");
    let changes = report.optional(&place, raw.changes).map(|changes| Changes {
        since: report.date(&place.field("since"), changes.since, Need::Optional),
        added: report.texts(&place.field("added"), changes.added),
        changed: report.texts(&place.field("changed"), changes.changed),
        withdrawn: report.texts(&place.field("withdrawn"), changes.withdrawn),
    });

    let template = Template::new(facets, section_kinds);
    let mut cases = Vec::new();
    let mut withdrawn = Vec::new();
    let mut ids = HashMap::new();
    let place = Place::Snapshot.field("cases");
    let raw_cases = report.list(&place, raw.cases, Need::Required);
    let n_cases = raw_cases.len() as f32;
    for (position, raw) in raw_cases.into_iter().enumerate() {
        pace.rest(position as f32 / n_cases).await;
        let Some(case) =
            validate_case(&mut report, &place.item(position), position, raw, &template, &mut ids)
        else {
            continue;
        };
        if case.withdrawn.is_some() { withdrawn.push(case) } else { cases.push(case) }
    }
    ignore_taken_aliases(&mut report, &mut cases, &ids);

    let problems = report.problems;
    if cases.is_empty() {
        return Err(SnapshotError::NoUsableCase { problems });
    }
    let Template { facets, section_kinds, .. } = template;
    Ok(Catalog {
        generated,
        language,
        library,
        facets,
        section_kinds,
        synonyms,
        country_names,
        changes,
        cases,
        withdrawn,
        problems,
    })
}

/// What a case's values and sections are checked against.
struct Template {
    facets: Vec<FacetDefinition>,
    section_kinds: Vec<SectionKind>,
    /// For each facet, its values' positions by id.
    values: Vec<HashMap<String, usize>>,
}

impl Template {
    fn new(facets: Vec<FacetDefinition>, section_kinds: Vec<SectionKind>) -> Self {
        let by_id = |facet: &FacetDefinition| {
            let positions = facet.values.iter().enumerate();
            positions.map(|(position, value)| (value.id.clone(), position)).collect()
        };
        Self { values: facets.iter().map(by_id).collect(), facets, section_kinds }
    }
}

fn validate_library(report: &mut Report, raw: Field<RawLibrary>) -> LibraryInfo {
    let place = Place::Snapshot.field("library");
    let Some(raw) = report.required(&place, raw) else {
        return LibraryInfo { title: "Case library".into(), ..LibraryInfo::default() };
    };
    let title =
        report.required_text(&place.field("title"), raw.title).unwrap_or_else(|| "Case library".into());
    let description = report.optional_text(&place.field("description"), raw.description).unwrap_or_default();
    let mut publisher = validate_publisher(report, &place.field("publisher"), raw.publisher);
    if publisher.name.is_empty() {
        publisher.name.clone_from(&title);
    }
    let source = validate_named_link(report, &place.field("source"), raw.source);
    let licence = validate_named_link(report, &place.field("licence"), raw.licence);
    LibraryInfo { title, description, publisher, source, licence }
}

fn validate_publisher(report: &mut Report, place: &Place, raw: Field<RawPublisher>) -> Publisher {
    let Some(raw) = report.required(place, raw) else { return Publisher::default() };
    Publisher {
        name: report.required_text(&place.field("name"), raw.name).unwrap_or_default(),
        statement: report.required_text(&place.field("statement"), raw.statement).unwrap_or_default(),
        url: report.url(&place.field("url"), raw.url),
        official: report.optional(&place.field("official"), raw.official).unwrap_or(false),
        authenticity_url: report.url(&place.field("authenticity_url"), raw.authenticity_url),
    }
}

fn validate_named_link(report: &mut Report, place: &Place, raw: Field<RawNamedLink>) -> Option<NamedLink> {
    let raw = report.optional(place, raw)?;
    let name = report.required_text(&place.field("name"), raw.name);
    let url = report.url(&place.field("url"), raw.url);
    name.map(|name| NamedLink { name, url })
}

fn validate_facets(report: &mut Report, raw: Field<Vec<Field<RawFacet>>>) -> Vec<FacetDefinition> {
    let mut facets: Vec<FacetDefinition> = Vec::new();
    let place = Place::Snapshot.field("facets");
    for (position, raw) in report.list(&place, raw, Need::Optional).into_iter().enumerate() {
        let place = place.item(position);
        let Some(raw) = report.required(&place, raw) else { continue };
        let id = report.id(&place.field("id"), raw.id);
        let label = report.required_text(&place.field("label"), raw.label);
        let values = validate_labelled(report, &place.field("values"), raw.values);
        let order = match report.optional(&place.field("order"), raw.order).as_deref() {
            None | Some("count") => ValueOrder::Count,
            Some("listed") => ValueOrder::Listed,
            Some(other) => {
                let cause = format!("{} is not an order: expected \"count\" or \"listed\"", quoted(other));
                let suggestion = nearest(other, &mut ["count", "listed"].into_iter());
                report.add(&place.field("order"), cause, suggestion);
                ValueOrder::Count
            }
        };
        let (Some(id), Some(label)) = (id, label) else { continue };
        if RESERVED_IDS.contains(&id.as_str()) {
            let cause = format!("{} is a word of the app's own addresses: choose another id", quoted(&id));
            report.add(&place.field("id"), cause, None);
        } else if facets.iter().any(|facet| facet.id == id) {
            report.add(&place.field("id"), format!("{} is the id of two facets", quoted(&id)), None);
        } else {
            facets.push(FacetDefinition { id, label, values, order });
        }
    }
    facets
}

fn validate_labelled(
    report: &mut Report,
    place: &Place,
    raw: Field<Vec<Field<RawLabelled>>>,
) -> Vec<FacetValue> {
    let mut values = Vec::new();
    let mut ids = HashSet::new();
    for (position, raw) in report.list(place, raw, Need::Optional).into_iter().enumerate() {
        let place = place.item(position);
        let Some(raw) = report.required(&place, raw) else { continue };
        let id = report.id(&place.field("id"), raw.id);
        let label = report.required_text(&place.field("label"), raw.label);
        let (Some(id), Some(label)) = (id, label) else { continue };
        if id == "none" {
            let cause = "\"none\" stands for \"not stated\" in addresses: choose another id";
            report.add(&place.field("id"), cause.into(), None);
        } else if ids.insert(id.clone()) {
            values.push(FacetValue { id, label });
        } else {
            report.add(&place.field("id"), format!("{} stands here twice", quoted(&id)), None);
        }
    }
    values
}

fn validate_synonyms(report: &mut Report, raw: Field<Vec<Field<Vec<Field<Text>>>>>) -> Vec<Vec<String>> {
    let place = Place::Snapshot.field("synonyms");
    let mut synonyms = Vec::new();
    for (position, group) in report.list(&place, raw, Need::Optional).into_iter().enumerate() {
        let group = report.texts(&place.item(position), group);
        if group.len() > 1 {
            synonyms.push(group);
        }
    }
    synonyms
}

fn validate_country_names(report: &mut Report, raw: Field<Entries<Text>>) -> BTreeMap<Country, String> {
    let place = Place::Snapshot.field("country_names");
    let mut names = BTreeMap::new();
    for (code, name) in report.optional(&place, raw).unwrap_or_default().0 {
        let place = place.field(&code);
        let country = report.country(&place, &code);
        let name = report.required_text(&place, name);
        let (Some(country), Some(name)) = (country, name) else { continue };
        match names.entry(country) {
            Entry::Vacant(entry) => {
                entry.insert(name);
            }
            Entry::Occupied(_) => report.add(&place, format!("{} stands here twice", quoted(&code)), None),
        }
    }
    names
}

fn validate_case(
    report: &mut Report,
    place: &Place,
    position: usize,
    raw: Field<RawCase>,
    template: &Template,
    ids: &mut HashMap<String, usize>,
) -> Option<Case> {
    let known_problems = report.problems.len();
    report.consequence = Consequence::CaseLeftOut;
    let case = report.required(place, raw).map(|raw| Case {
        id: report.id(&place.field("id"), raw.id).unwrap_or_default(),
        title: report.required_text(&place.field("title"), raw.title).unwrap_or_default(),
        summary: report.text(&place.field("summary"), raw.summary, Need::Required).unwrap_or_default(),
        countries: validate_countries(report, &place.field("countries"), raw.countries),
        organisations: report.texts(&place.field("organisations"), raw.organisations),
        year: validate_year(report, &place.field("year"), raw.year),
        facet_values: validate_values(report, &place.field("facets"), raw.facets, template),
        sections: validate_sections(report, &place.field("sections"), raw.sections, template),
        links: validate_links(report, &place.field("links"), raw.links),
        source_url: report.url(&place.field("source_url"), raw.source_url),
        image: validate_image(report, &place.field("image"), raw.image),
        updated: report.date(&place.field("updated"), raw.updated, Need::Optional),
        aliases: report.texts(&place.field("aliases"), raw.aliases),
        withdrawn: validate_withdrawal(report, &place.field("withdrawn"), raw.withdrawn),
    });
    if let Some(case) = case.as_ref().filter(|case| !case.id.is_empty()) {
        if let Some(first) = ids.get(&case.id) {
            let cause =
                format!("{} is already the id of cases[{first}]: ids must be unique", quoted(&case.id));
            report.add(&place.field("id"), cause, None);
        } else {
            ids.insert(case.id.clone(), position);
        }
    }
    report.consequence = Consequence::FieldIgnored;
    let left_out = |problem: &Problem| problem.consequence == Consequence::CaseLeftOut;
    case.filter(|_| !report.problems[known_problems..].iter().any(left_out))
}

fn validate_countries(report: &mut Report, place: &Place, raw: Field<Vec<Field<Text>>>) -> Vec<Country> {
    let mut countries = Vec::new();
    for (position, raw) in report.list(place, raw, Need::Required).into_iter().enumerate() {
        let place = place.item(position);
        let Some(code) = report.required(&place, raw) else { continue };
        let country = report.country(&place, &code);
        countries.extend(country.filter(|country| !countries.contains(country)));
    }
    countries
}

fn validate_year(report: &mut Report, place: &Place, raw: Field<f64>) -> Option<u16> {
    let year = report.optional(place, raw)?;
    if year.fract() == 0.0 && (1.0..=9999.0).contains(&year) {
        return Some(year as u16);
    }
    report.add(
        place,
        format!("{} is not a year: expected a whole number from 1 to 9999", decimal(year)),
        None,
    );
    None
}

fn validate_values(
    report: &mut Report,
    place: &Place,
    raw: Field<Entries<Vec<Field<Text>>>>,
    template: &Template,
) -> Vec<Vec<usize>> {
    let mut facet_values = vec![Vec::new(); template.facets.len()];
    let entries = report.optional(place, raw).unwrap_or_default();
    for (facet_id, values) in entries.0 {
        let place = place.field(&facet_id);
        let Some(facet) = template.facets.iter().position(|facet| facet.id == facet_id) else {
            let mut known = template.facets.iter().map(|facet| facet.id.as_str());
            let suggestion = nearest(&facet_id, &mut known);
            report.add(&place, format!("{} is not a facet of this snapshot", quoted(&facet_id)), suggestion);
            continue;
        };
        for (position, value) in report.list(&place, values, Need::Required).into_iter().enumerate() {
            let place = place.item(position);
            let Some(value) = report.required(&place, value) else { continue };
            match template.values[facet].get(&*value) {
                Some(known) => {
                    if let Err(position) = facet_values[facet].binary_search(known) {
                        facet_values[facet].insert(position, *known);
                    }
                }
                None => {
                    let definition = &template.facets[facet];
                    let mut known = definition.values.iter().map(|value| value.id.as_str());
                    let suggestion = nearest(&value, &mut known);
                    let cause =
                        format!("{} is not a value of the facet {}", quoted(&value), quoted(&facet_id));
                    report.add(&place, cause, suggestion);
                }
            }
        }
    }
    facet_values
}

fn validate_sections(
    report: &mut Report,
    place: &Place,
    raw: Field<Vec<Field<RawSection>>>,
    template: &Template,
) -> Vec<Section> {
    let mut sections = Vec::new();
    for (position, raw) in report.list(place, raw, Need::Optional).into_iter().enumerate() {
        let place = place.item(position);
        let Some(RawSection { kind, heading, body }) = report.required(&place, raw) else { continue };
        let kind_id = report.required(&place.field("kind"), kind);
        let heading = report.optional_text(&place.field("heading"), heading);
        let body = report.required_text(&place.field("body"), body);
        let (Some(kind_id), Some(body)) = (kind_id, body) else { continue };
        let kinds = &template.section_kinds;
        match kinds.iter().position(|kind| kind.id == kind_id) {
            Some(kind) => {
                // In the template's order; two of one kind stay in the file's.
                let position = sections.partition_point(|section: &Section| section.kind <= kind);
                sections.insert(position, Section { kind, heading, body });
            }
            None => {
                let suggestion = nearest(&kind_id, &mut kinds.iter().map(|kind| kind.id.as_str()));
                let cause = format!("{} is not a kind of section of this snapshot", quoted(&kind_id));
                report.add(&place.field("kind"), cause, suggestion);
            }
        }
    }
    sections
}

fn validate_links(report: &mut Report, place: &Place, raw: Field<Vec<Field<RawLink>>>) -> Vec<Link> {
    let mut links = Vec::new();
    for (position, raw) in report.list(place, raw, Need::Optional).into_iter().enumerate() {
        let place = place.item(position);
        let Some(raw) = report.required(&place, raw) else { continue };
        let label = report.required_text(&place.field("label"), raw.label);
        let url_place = place.field("url");
        let url = report.required_text(&url_place, raw.url);
        let (Some(label), Some(url)) = (label, url) else { continue };
        report.check_url(&url_place, &url);
        links.push(Link { label, url });
    }
    links
}

fn validate_image(report: &mut Report, place: &Place, raw: Field<RawImage>) -> Option<Image> {
    let raw = report.optional(place, raw)?;
    let src_place = place.field("src");
    let src = report.required_text(&src_place, raw.src)?;
    // An empty text says that the picture only decorates.
    let alt = report.text(&place.field("alt"), raw.alt, Need::Required)?;
    let leads_out = src.contains([':', '\\', '?', '#'])
        || src.starts_with('/')
        || src.split('/').any(|part| part == "..");
    if leads_out {
        let cause = format!(
            "{} does not lie in the app's own folder: expected a path such as \"data/pictures/a.webp\"",
            quoted(&src)
        );
        report.add(&src_place, cause, None);
        return None;
    }
    Some(Image { src, alt })
}

fn validate_withdrawal(report: &mut Report, place: &Place, raw: Field<RawWithdrawal>) -> Option<Withdrawal> {
    let raw = report.optional(place, raw)?;
    let date = report.date(&place.field("date"), raw.date, Need::Required);
    let reason = report.required_text(&place.field("reason"), raw.reason);
    date.zip(reason).map(|(date, reason)| Withdrawal { date, reason })
}

/// An id opens one case: a former id that another case has or had is dropped.
fn ignore_taken_aliases(report: &mut Report, cases: &mut [Case], ids: &HashMap<String, usize>) {
    let mut aliases = HashMap::new();
    for case in cases {
        let position = ids[&case.id];
        case.aliases.retain(|alias| {
            let other = ids.get(alias).or_else(|| aliases.get(alias)).copied();
            match other {
                Some(other) => {
                    let cause = format!("{} already opens cases[{other}]", quoted(alias));
                    let place = Place::Snapshot.field("cases");
                    report.add(&place.item(position).field("aliases"), cause, None);
                }
                None => {
                    aliases.insert(alias.clone(), position);
                }
            }
            other.is_none()
        });
    }
}

/// Where in the snapshot something stands: put into words only for a problem,
/// since most fields have none.
enum Place<'a> {
    Snapshot,
    Field(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    fn field<'a>(&'a self, name: &'a str) -> Place<'a> {
        Place::Field(self, name)
    }

    fn item(&self, position: usize) -> Place<'_> {
        Place::Item(self, position)
    }
}

/// `cases[17].countries[0]`
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Snapshot => Ok(()),
            Self::Field(Place::Snapshot, name) => f.write_str(name),
            Self::Field(within, name) => write!(f, "{within}.{name}"),
            Self::Item(within, position) => write!(f, "{within}[{position}]"),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

/// Takes fields apart and writes down what is wrong with them.
struct Report {
    problems: Vec<Problem>,
    /// What the next problem leads to.
    consequence: Consequence,
}

impl Default for Report {
    fn default() -> Self {
        Self { problems: Vec::new(), consequence: Consequence::FieldIgnored }
    }
}

impl Report {
    fn add(&mut self, place: &Place, cause: String, suggestion: Option<String>) {
        let consequence = self.consequence;
        self.problems.push(Problem { place: place.to_string(), cause, suggestion, consequence });
    }

    fn field<'a, T: FromJson<'a>>(&mut self, place: &Place, field: Field<T>, need: Need) -> Option<T> {
        match field {
            Field::Is(value) => return Some(value),
            Field::Absent => self.is_absent(place, need, T::EXPECTED),
            Field::Mismatch(found) => self.is_mismatch(place, T::EXPECTED, &found),
        }
        None
    }

    fn optional<'a, T: FromJson<'a>>(&mut self, place: &Place, field: Field<T>) -> Option<T> {
        self.field(place, field, Need::Optional).filter(|value| !value.is_blank())
    }

    fn required<'a, T: FromJson<'a>>(&mut self, place: &Place, field: Field<T>) -> Option<T> {
        let value = self.field(place, field, Need::Required)?;
        if value.is_blank() {
            self.add(place, format!("is empty: expected {}", T::EXPECTED), None);
            return None;
        }
        Some(value)
    }

    fn is_absent(&mut self, place: &Place, need: Need, expected: &str) {
        if need == Need::Required {
            self.add(place, format!("is missing: expected {expected}"), None);
        }
    }

    fn is_mismatch(&mut self, place: &Place, expected: &str, found: &str) {
        self.add(place, format!("expected {expected}, found {found}"), None);
    }

    fn required_text(&mut self, place: &Place, field: Field<Text>) -> Option<String> {
        self.required(place, field).map(Text::into_owned)
    }

    fn optional_text(&mut self, place: &Place, field: Field<Text>) -> Option<String> {
        self.optional(place, field).map(Text::into_owned)
    }

    /// A text that may be empty.
    fn text(&mut self, place: &Place, field: Field<Text>, need: Need) -> Option<String> {
        self.field(place, field, need).map(Text::into_owned)
    }

    fn list<'a, T: FromJson<'a>>(
        &mut self,
        place: &Place,
        field: Field<Vec<Field<T>>>,
        need: Need,
    ) -> Vec<Field<T>> {
        self.field(place, field, need).unwrap_or_default()
    }

    fn texts(&mut self, place: &Place, field: Field<Vec<Field<Text>>>) -> Vec<String> {
        let list = self.list(place, field, Need::Optional).into_iter().enumerate();
        list.filter_map(|(position, text)| self.required_text(&place.item(position), text)).collect()
    }

    fn id(&mut self, place: &Place, field: Field<Text>) -> Option<String> {
        let id = self.required(place, field)?;
        if is_id(&id) {
            return Some(id.into_owned());
        }
        let repaired = id.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let repaired = Some(repaired.trim_matches('-').to_owned()).filter(|id| !id.is_empty());
        let cause = format!("{} is not an id: expected a-z, 0-9 and -, not starting with -", quoted(&id));
        self.add(place, cause, repaired);
        None
    }

    fn country(&mut self, place: &Place, code: &str) -> Option<Country> {
        let country = Country::from_code(code);
        if country.is_none() {
            let suggestion = Country::suggest(code).map(|country| country.code().to_owned());
            self.add(place, format!("{} is not an ISO 3166-1 code", quoted(code)), suggestion);
        }
        country
    }

    fn date(&mut self, place: &Place, field: Field<Text>, need: Need) -> Option<Date> {
        let text = match need {
            Need::Required => self.required(place, field),
            Need::Optional => self.optional(place, field),
        }?;
        let date = Date::parse(&text);
        if date.is_none() {
            let cause = format!("{} is not a date: expected one such as \"2026-11-23\"", quoted(&text));
            self.add(place, cause, None);
        }
        date
    }

    fn url(&mut self, place: &Place, field: Field<Text>) -> Option<String> {
        let url = self.optional(place, field)?;
        self.check_url(place, &url);
        Some(url.into_owned())
    }

    fn check_url(&mut self, place: &Place, url: &str) {
        if safe_url(url).is_none() {
            let cause = format!("{} is not an https:, http: or mailto: address", quoted(url));
            self.add(place, cause, None);
            if let Some(problem) = self.problems.last_mut() {
                problem.consequence = Consequence::NotLinked;
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", excerpt(text))
}

/// Bytes of a word for which a suggestion is sought.
const LONGEST_GUESSED: usize = 100;

/// The known word that differs least from `found`, if by a third at most.
fn nearest(found: &str, known: &mut dyn Iterator<Item = &str>) -> Option<String> {
    // Nothing that is meant to be an id is longer, and the comparison takes
    // time for each pair of letters.
    if found.len() > LONGEST_GUESSED {
        return None;
    }
    // Ids are ASCII, so no other letter has to be lowered.
    let found: Vec<char> = found.to_ascii_lowercase().chars().collect();
    let bound = found.len().div_ceil(3);
    known
        .map(|word| (distance(&found, &word.chars().collect::<Vec<_>>()), word))
        .min()
        .filter(|(distance, _)| *distance <= bound)
        .map(|(_, word)| word.to_owned())
}

/// Levenshtein distance, by the usual table kept one row at a time.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
