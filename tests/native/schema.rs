//! The JSON Schema that is shipped, and that it says what the checks say.

use boon::{Compiler, SchemaIndex, Schemas};
use casebook::catalog::Catalog;
use casebook::catalog::snapshot::json_schema;
use serde_json::{Value, json};

use crate::library::snapshot;

/// A schema, ready to check with.
struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&json_schema()).expect("a schema is JSON");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("snapshot-v1.json", schema).expect("the schema has a place");
    let index = compiler.compile("snapshot-v1.json", &mut schemas).expect("the schema is a schema");
    Validator { schemas, index }
}

impl Validator {
    fn accepts(&self, snapshot: &Value) -> bool {
        self.schemas.validate(snapshot, self.index).is_ok()
    }
}

fn is_clean(snapshot: &Value) -> bool {
    Catalog::read(snapshot.to_string().as_bytes()).is_ok_and(|catalog| catalog.problems.is_empty())
}

#[test]
fn the_shipped_schema_is_the_generated_one() {
    let shipped = include_str!("../../public/schema/snapshot-v1.json");
    assert!(
        shipped == json_schema(),
        "public/schema/snapshot-v1.json is not what the code says; renew it with\n  \
         cargo run --bin snapshot -- schema > public/schema/snapshot-v1.json"
    );
}

#[test]
fn the_schema_is_of_draft_2020_12_and_names_what_is_required() {
    let schema: Value = serde_json::from_str(&json_schema()).expect("a schema is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["title"], "Casebook snapshot, version 1");
    assert_eq!(schema["required"], json!(["schema_version", "generated", "language", "library", "cases"]));
    assert_eq!(schema["$defs"]["Library"]["required"], json!(["title", "publisher"]));
    assert_eq!(schema["$defs"]["Publisher"]["required"], json!(["name", "statement"]));
    assert_eq!(schema["$defs"]["Facet"]["required"], json!(["id", "label", "values"]));
    assert_eq!(schema["$defs"]["Case"]["required"], json!(["id", "title", "summary", "countries"]));
    assert_eq!(schema["$defs"]["Section"]["required"], json!(["kind", "body"]));
    assert_eq!(schema["$defs"]["Image"]["required"], json!(["src", "alt"]));
    assert_eq!(schema["$defs"]["Withdrawal"]["required"], json!(["date", "reason"]));
    let text = json_schema();
    assert!(
        !text.contains("Raw")
            && !text.contains("\"additionalProperties\": false")
            && !text.contains("format")
    );
}

#[test]
fn the_shipped_data_fits_the_schema() {
    let data = serde_json::from_str(include_str!("../../data/cases.json")).expect("the data is JSON");
    let validator = validator();
    if let Err(error) = validator.schemas.validate(&data, validator.index) {
        panic!("{error}");
    }
}

/// The schema and the checks judge a snapshot alike, with the field at
/// `pointer` replaced. What hangs together between fields, such as a value and
/// its facet, is beyond a schema.
fn check(validator: &Validator, pointer: &str, value: Value, fits: bool) {
    let mut snapshot =
        snapshot(json!([{"facets": {"topic": ["health"]}, "links": [{"label": "L", "url": "https://a.b"}],
        "sections": [{"kind": "results", "body": "More."}]}, {}]));
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
    snapshot.pointer_mut(parent).expect("the pointer leads somewhere")[name] = value;
    assert_eq!(validator.accepts(&snapshot), fits, "by the schema, {pointer}: {snapshot:#}");
    assert_eq!(is_clean(&snapshot), fits, "by the checks, {pointer}");
}

#[test]
fn the_schema_judges_as_the_checks_do() {
    let validator = validator();
    for (pointer, value, fits) in [
        ("/vendor", json!({"any": [1]}), true),
        ("/schema_version", json!(1.2), true),
        ("/schema_version", json!(2), false),
        ("/schema_version", json!("1"), false),
        ("/generated", json!(null), false),
        ("/generated", json!("2026-11-23T08:00:00Z"), true),
        ("/generated", json!("23.11.2026"), false),
        ("/language", json!(" "), false),
        ("/changes", json!({"added": [""]}), false),
        ("/cases/0/organisations", json!([" "]), false),
        ("/cases/0/aliases", json!(["old", 7]), false),
        ("/synonyms", json!(null), true),
        ("/synonyms", json!([["car", 7]]), false),
        ("/changes", json!({"added": ["a"]}), true),
        ("/country_names", json!(null), true),
        ("/country_names", json!({"KR": "Republic of Korea", "XK": "Kosovo"}), true),
        ("/country_names", json!({"KR": 7}), false),
        ("/country_names", json!({"KR": null}), false),
        ("/country_names", json!({"KR": " "}), false),
        ("/country_names", json!({"Korea": "Korea"}), false),
        ("/country_names", json!(["KR"]), false),
        ("/library/publisher/official", json!(null), true),
        ("/library/publisher/official", json!("yes"), false),
        ("/facets/0/order", json!(null), true),
        ("/facets/0/order", json!("listed"), true),
        ("/facets/0/order", json!("random"), false),
        ("/facets/0/id", json!("To pic"), false),
        ("/cases/0/id", json!("-a"), false),
        ("/cases/0/id", json!("7-a"), true),
        ("/cases/0/title", json!(""), false),
        ("/cases/0/summary", json!(""), true),
        ("/cases/0/countries", json!(null), false),
        ("/cases/0/countries", json!(["no"]), false),
        ("/cases/0/countries", json!(["NO", "XK"]), true),
        ("/cases/0/organisations", json!(null), true),
        ("/cases/0/year", json!(2019), true),
        ("/cases/0/year", json!(2019.5), false),
        ("/cases/0/year", json!(0), false),
        ("/cases/0/year", json!("2019"), false),
        ("/cases/0/facets", json!({"topic": "health"}), false),
        ("/cases/0/sections/0/heading", json!(null), true),
        ("/cases/0/sections/0/body", json!(null), false),
        ("/cases/0/links/0/label", json!(""), false),
        ("/cases/0/image", json!({"src": "a.png", "alt": ""}), true),
        ("/cases/0/image", json!({"src": "a.png"}), false),
        ("/cases/0/updated", json!("soon"), false),
        ("/cases/0/withdrawn", json!({"date": "2026-01-01", "reason": "R"}), true),
        ("/cases/0/withdrawn", json!({"date": "2026-01-01"}), false),
    ] {
        check(&validator, pointer, value, fits);
    }
}
