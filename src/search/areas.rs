//! Names of areas that people say and the UN's five regions do not: a case from
//! Norway is found by "Nordic", one from Chile by "Latin America".

use crate::catalog::Country;

/// The areas that a country is part of, in English.
pub fn areas(country: Country) -> impl Iterator<Item = &'static str> {
    let code = country.code();
    AREAS
        .iter()
        .filter(move |(_, codes)| codes.split_whitespace().any(|own| own == code))
        .map(|(name, _)| *name)
}

/// Each with the ISO codes of its countries; by custom where no treaty or list
/// of the UN says which they are.
const AREAS: [(&str, &str); 20] = [
    ("Nordic", "DK FI FO GL IS NO SE AX"),
    ("Scandinavia", "DK NO SE"),
    ("Baltic", "EE LT LV"),
    ("Benelux", "BE LU NL"),
    ("British Isles", "GB IE IM"),
    ("Iberia", "AD ES PT"),
    ("Balkans", "AL BA BG GR HR ME MK RO RS SI XK"),
    ("Caucasus", "AM AZ GE"),
    ("Latin America", "AR BO BR CL CO CR CU DO EC GT HN HT MX NI PA PE PR PY SV UY VE"),
    ("Central America", "BZ CR GT HN NI PA SV"),
    ("Caribbean", "AG BB BS CU DM DO GD HT JM KN LC PR TT VC"),
    ("Middle East", "AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE"),
    ("Gulf", "AE BH KW OM QA SA"),
    ("Maghreb", "DZ LY MA MR TN"),
    ("North Africa", "DZ EG LY MA SD TN"),
    (
        "Sub-Saharan Africa",
        "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ NA NE NG RW SC \
         SL SN SO SS ST SZ TD TG TZ UG ZA ZM ZW",
    ),
    ("South-East Asia", "BN ID KH LA MM MY PH SG TH TL VN"),
    ("South Asia", "AF BD BT IN LK MV NP PK"),
    ("Central Asia", "KG KZ TJ TM UZ"),
    (
        "Small island developing states",
        "AG BB BS BZ CU CV DM DO FJ FM GD GW GY HT JM KI KM KN LC MH MU MV NR PG PW SB SC SG SR ST TL TO TT TV VC \
         VU WS",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_an_area_is_a_country_and_stands_once() {
        for (name, codes) in AREAS {
            let codes: Vec<&str> = codes.split_whitespace().collect();
            for (at, code) in codes.iter().enumerate() {
                assert!(Country::from_code(code).is_some(), "{code} of {name}");
                assert!(!codes[..at].contains(code), "{code} twice in {name}");
            }
        }
    }

    #[test]
    fn a_country_is_in_its_areas() {
        let of = |code: &str| areas(Country::from_code(code).expect("a country")).collect::<Vec<_>>();
        assert_eq!(of("NO"), ["Nordic", "Scandinavia"]);
        assert_eq!(of("CL"), ["Latin America"]);
        assert_eq!(of("FR"), [""; 0]);
    }
}
