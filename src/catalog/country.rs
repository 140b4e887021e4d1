//! The countries a case can name, and the region each belongs to.
//!
//! One table holds the current alpha-2 codes of ISO 3166-1 and two that case
//! studies need besides: `EU` (the European Union) and `XK` (Kosovo). Regions
//! are the macro regions of the UN M49 standard, English names the short ones
//! of Unicode CLDR, which are what browsers show. The other names are those a
//! reader would type: former, formal and short ones.
//!
//! Left out: names in other languages (the browser has them), names of
//! people ("Swiss"), withdrawn codes, alpha-3 and numeric codes, subregions.

use std::fmt;

/// A UN M49 macro region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// M49 code 002.
    Africa,
    /// M49 code 019: both Americas and the Caribbean.
    Americas,
    /// M49 code 010: stands beside the regions in M49; here it is one.
    Antarctica,
    /// M49 code 142: with Cyprus, Türkiye and the South Caucasus.
    Asia,
    /// M49 code 150: with the whole of Russia.
    Europe,
    /// M49 code 009.
    Oceania,
}

impl Region {
    /// Every region, in the order of its [`index`](Self::index).
    pub const ALL: [Region; 6] =
        [Region::Africa, Region::Americas, Region::Antarctica, Region::Asia, Region::Europe, Region::Oceania];

    /// The name used in addresses: `africa`, `americas`, ….
    pub fn id(self) -> &'static str {
        match self {
            Region::Africa => "africa",
            Region::Americas => "americas",
            Region::Antarctica => "antarctica",
            Region::Asia => "asia",
            Region::Europe => "europe",
            Region::Oceania => "oceania",
        }
    }

    /// The three-digit M49 code, as `Intl.DisplayNames` of type `region` takes it.
    ///
    /// Browsers have no name for `010` and give the code back; they name
    /// Antarctica by its country code, `AQ`.
    pub fn m49(self) -> &'static str {
        match self {
            Region::Africa => "002",
            Region::Americas => "019",
            Region::Antarctica => "010",
            Region::Asia => "142",
            Region::Europe => "150",
            Region::Oceania => "009",
        }
    }

    /// The English name.
    pub fn english_name(self) -> &'static str {
        match self {
            Region::Africa => "Africa",
            Region::Americas => "Americas",
            Region::Antarctica => "Antarctica",
            Region::Asia => "Asia",
            Region::Europe => "Europe",
            Region::Oceania => "Oceania",
        }
    }

    /// The position in [`ALL`](Self::ALL).
    pub fn index(self) -> usize {
        self as usize
    }
}

/// A country, a territory with a code of its own, or the European Union.
///
/// Countries compare by code. A value always stands for a row of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

impl Country {
    /// Every country, ordered by code.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..N_COUNTRIES).map(Country)
    }

    /// The country with exactly this alpha-2 code, in upper case.
    pub fn from_code(code: &str) -> Option<Country> {
        let position = COUNTRIES.binary_search_by_key(&code, |(_, code, _)| *code).ok()?;
        u8::try_from(position).ok().map(Country)
    }

    /// How many countries there are.
    pub const N: usize = N_COUNTRIES as usize;

    /// The country's position in [`all`](Self::all).
    pub fn index(self) -> usize {
        self.0.into()
    }

    /// The alpha-2 code, in upper case.
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// The short English name, as browsers show it: "South Korea", "Türkiye".
    pub fn english_name(self) -> &'static str {
        self.names()[0]
    }

    /// Other English names, the most usual first.
    ///
    /// Two countries can share one: both Koreas are called "Korea".
    pub fn other_names(self) -> impl Iterator<Item = &'static str> {
        self.names()[1..].iter().copied()
    }

    /// The UN M49 region.
    pub fn region(self) -> Region {
        self.row().0
    }

    /// The country that was probably meant by `found`, which is not a code.
    ///
    /// Takes a code in lower case ("gb"), a well-known wrong one ("UK", "EL")
    /// and any name of a country in any case, with or without accents and
    /// marks, also turned round as lists do ("Korea, Rep."). Of two countries
    /// that share a name, the one that has it nearer to the front is given.
    /// Spelling mistakes are not followed.
    pub fn suggest(found: &str) -> Option<Country> {
        if let Some(country) = Country::from_code(&found.trim().to_ascii_uppercase()) {
            return Some(country);
        }
        // "Iran (Islamic Republic of)" is "Islamic Republic of Iran" in a list
        // that is ordered by the word people look for.
        let (head, tail) = found.split_once([',', '(']).unwrap_or((found, ""));
        let as_found: String = letters(found).collect();
        let turned: String = letters(tail).chain(letters(head)).collect();
        let is_meant = |name: &str| letters(name).eq(as_found.chars()) || letters(name).eq(turned.chars());

        if let Some((_, code)) = NOT_FOR_SEARCH.iter().find(|(name, _)| is_meant(name)) {
            return Country::from_code(code);
        }
        let place = |country: Country| country.names().iter().position(|name| is_meant(name));
        Country::all()
            .filter_map(|country| Some((place(country)?, country)))
            .min()
            .map(|(_, country)| country)
    }

    /// The English name, then the other names.
    fn names(self) -> &'static [&'static str] {
        self.row().2
    }

    fn row(self) -> &'static Row {
        &COUNTRIES[usize::from(self.0)]
    }
}

/// Prints the code.
impl fmt::Debug for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// The letters and digits of `name` as [`Country::suggest`] compares them:
/// lower case, no accents, no word that some lists have and others have not.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.split(|character: char| !character.is_alphanumeric())
        .map(spelled_out)
        .flat_map(str::chars)
        .map(|letter| without_accent(letter.to_ascii_lowercase()))
}

/// Gives the long form of what lists shorten, and nothing for small words.
fn spelled_out(word: &str) -> &str {
    const LONG_FORMS: [(&str, &str); 6] =
        [("the", ""), ("of", ""), ("and", ""), ("st", "saint"), ("rep", "republic"), ("dem", "democratic")];
    LONG_FORMS.iter().find(|(short, _)| word.eq_ignore_ascii_case(short)).map_or(word, |(_, long)| long)
}

/// Knows the accents that the table has, on small letters and capitals, and
/// no others.
fn without_accent(letter: char) -> char {
    match letter {
        'å' | 'ã' | 'Å' | 'Ã' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'É' => 'e',
        'í' | 'Í' => 'i',
        'ô' | 'Ô' => 'o',
        'ü' | 'Ü' => 'u',
        other => other,
    }
}

/// What publishers write for a code and no reader types into a search:
/// codes of other lists, and full titles from ISO and the United Nations.
const NOT_FOR_SEARCH: [(&str, &str); 23] = [
    // The European Union's own codes, and the Union's initials in French.
    ("EL", "GR"),
    ("XI", "GB"),
    ("UE", "EU"),
    // Languages taken for countries.
    ("DA", "DK"),
    ("JA", "JP"),
    ("KO", "KR"),
    // Codes that ISO withdrew, where one country goes on.
    ("BU", "MM"),
    ("SU", "RU"),
    ("TP", "TL"),
    ("ZR", "CD"),
    // Titles.
    ("Falkland Islands (Malvinas)", "FK"),
    ("Heard Island and McDonald Islands", "HM"),
    ("Holy See (Vatican City State)", "VA"),
    ("Hong Kong, China", "HK"),
    ("Kingdom of the Netherlands", "NL"),
    ("Macao, China", "MO"),
    ("Pitcairn", "PN"),
    ("Saint Martin (French part)", "MF"),
    ("Sint Maarten (Dutch part)", "SX"),
    ("Taiwan, Province of China", "TW"),
    ("United Kingdom of Great Britain and Northern Ireland", "GB"),
    ("United States Minor Outlying Islands", "UM"),
    ("United States Virgin Islands", "VI"),
];

const N_COUNTRIES: u8 = 251;

/// A country's region, its code, and its names: the English one, then others.
type Row = (Region, &'static str, &'static [&'static str]);

/// Every country, ordered by code.
///
/// An other name stands here for words that the English name lacks, or because
/// it is what people call the country. A name of two countries stands nearer
/// to the front where it is meant more often.
#[rustfmt::skip]
static COUNTRIES: [Row; N_COUNTRIES as usize] = {
    use Region::{Africa, Americas, Antarctica, Asia, Europe, Oceania};
    [
        (Europe,     "AD", &["Andorra"]),
        (Asia,       "AE", &["United Arab Emirates", "UAE", "Emirates"]),
        (Asia,       "AF", &["Afghanistan"]),
        (Americas,   "AG", &["Antigua & Barbuda"]),
        (Americas,   "AI", &["Anguilla"]),
        (Europe,     "AL", &["Albania"]),
        (Asia,       "AM", &["Armenia"]),
        (Africa,     "AO", &["Angola"]),
        (Antarctica, "AQ", &["Antarctica"]),
        (Americas,   "AR", &["Argentina"]),
        (Oceania,    "AS", &["American Samoa"]),
        (Europe,     "AT", &["Austria"]),
        (Oceania,    "AU", &["Australia"]),
        (Americas,   "AW", &["Aruba"]),
        (Europe,     "AX", &["Åland Islands"]),
        (Asia,       "AZ", &["Azerbaijan"]),
        (Europe,     "BA", &["Bosnia & Herzegovina", "Bosnia", "BiH"]),
        (Americas,   "BB", &["Barbados"]),
        (Asia,       "BD", &["Bangladesh"]),
        (Europe,     "BE", &["Belgium"]),
        (Africa,     "BF", &["Burkina Faso"]),
        (Europe,     "BG", &["Bulgaria"]),
        (Asia,       "BH", &["Bahrain"]),
        (Africa,     "BI", &["Burundi"]),
        (Africa,     "BJ", &["Benin"]),
        (Americas,   "BL", &["St. Barthélemy", "Saint Barthélemy", "St. Barts"]),
        (Americas,   "BM", &["Bermuda"]),
        (Asia,       "BN", &["Brunei", "Brunei Darussalam"]),
        (Americas,   "BO", &["Bolivia", "Plurinational State of Bolivia"]),
        (Americas,   "BQ", &["Caribbean Netherlands", "Bonaire, Sint Eustatius and Saba", "BES Islands"]),
        (Americas,   "BR", &["Brazil"]),
        (Americas,   "BS", &["Bahamas"]),
        (Asia,       "BT", &["Bhutan"]),
        (Americas,   "BV", &["Bouvet Island"]),
        (Africa,     "BW", &["Botswana"]),
        (Europe,     "BY", &["Belarus"]),
        (Americas,   "BZ", &["Belize"]),
        (Americas,   "CA", &["Canada"]),
        (Oceania,    "CC", &["Cocos (Keeling) Islands"]),
        (Africa,     "CD", &["Congo - Kinshasa", "DR Congo", "DRC", "Democratic Republic of the Congo", "Congo", "Zaire"]),
        (Africa,     "CF", &["Central African Republic", "CAR"]),
        (Africa,     "CG", &["Congo - Brazzaville", "Congo", "Republic of the Congo"]),
        (Europe,     "CH", &["Switzerland"]),
        (Africa,     "CI", &["Côte d’Ivoire", "Ivory Coast"]),
        (Oceania,    "CK", &["Cook Islands"]),
        (Americas,   "CL", &["Chile"]),
        (Africa,     "CM", &["Cameroon"]),
        (Asia,       "CN", &["China", "PRC", "People's Republic of China"]),
        (Americas,   "CO", &["Colombia"]),
        (Americas,   "CR", &["Costa Rica"]),
        (Americas,   "CU", &["Cuba"]),
        (Africa,     "CV", &["Cape Verde", "Cabo Verde"]),
        (Americas,   "CW", &["Curaçao"]),
        (Oceania,    "CX", &["Christmas Island"]),
        (Asia,       "CY", &["Cyprus"]),
        (Europe,     "CZ", &["Czechia", "Czech Republic"]),
        (Europe,     "DE", &["Germany"]),
        (Africa,     "DJ", &["Djibouti"]),
        (Europe,     "DK", &["Denmark"]),
        (Americas,   "DM", &["Dominica"]),
        (Americas,   "DO", &["Dominican Republic"]),
        (Africa,     "DZ", &["Algeria"]),
        (Americas,   "EC", &["Ecuador"]),
        (Europe,     "EE", &["Estonia"]),
        (Africa,     "EG", &["Egypt"]),
        (Africa,     "EH", &["Western Sahara"]),
        (Africa,     "ER", &["Eritrea"]),
        (Europe,     "ES", &["Spain"]),
        (Africa,     "ET", &["Ethiopia"]),
        // Not in the list of ISO 3166-1, which reserves the code; no row in M49.
        (Europe,     "EU", &["European Union", "EU"]),
        (Europe,     "FI", &["Finland"]),
        (Oceania,    "FJ", &["Fiji"]),
        (Americas,   "FK", &["Falkland Islands", "Falklands", "Malvinas"]),
        (Oceania,    "FM", &["Micronesia", "Federated States of Micronesia", "FSM"]),
        (Europe,     "FO", &["Faroe Islands", "Faroes", "Faeroe Islands"]),
        (Europe,     "FR", &["France"]),
        (Africa,     "GA", &["Gabon"]),
        (Europe,     "GB", &["United Kingdom", "UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"]),
        (Americas,   "GD", &["Grenada"]),
        (Asia,       "GE", &["Georgia"]),
        (Americas,   "GF", &["French Guiana"]),
        (Europe,     "GG", &["Guernsey"]),
        (Africa,     "GH", &["Ghana"]),
        (Europe,     "GI", &["Gibraltar"]),
        (Americas,   "GL", &["Greenland"]),
        (Africa,     "GM", &["Gambia"]),
        (Africa,     "GN", &["Guinea"]),
        (Americas,   "GP", &["Guadeloupe"]),
        (Africa,     "GQ", &["Equatorial Guinea"]),
        (Europe,     "GR", &["Greece", "Hellenic Republic"]),
        (Americas,   "GS", &["South Georgia & South Sandwich Islands"]),
        (Americas,   "GT", &["Guatemala"]),
        (Oceania,    "GU", &["Guam"]),
        (Africa,     "GW", &["Guinea-Bissau"]),
        (Americas,   "GY", &["Guyana"]),
        (Asia,       "HK", &["Hong Kong SAR China", "Hong Kong"]),
        (Oceania,    "HM", &["Heard & McDonald Islands"]),
        (Americas,   "HN", &["Honduras"]),
        (Europe,     "HR", &["Croatia"]),
        (Americas,   "HT", &["Haiti"]),
        (Europe,     "HU", &["Hungary"]),
        (Asia,       "ID", &["Indonesia"]),
        (Europe,     "IE", &["Ireland", "Republic of Ireland", "Eire"]),
        (Asia,       "IL", &["Israel"]),
        (Europe,     "IM", &["Isle of Man"]),
        (Asia,       "IN", &["India", "Bharat"]),
        (Africa,     "IO", &["British Indian Ocean Territory", "Chagos Islands"]),
        (Asia,       "IQ", &["Iraq"]),
        (Asia,       "IR", &["Iran", "Islamic Republic of Iran"]),
        (Europe,     "IS", &["Iceland"]),
        (Europe,     "IT", &["Italy"]),
        (Europe,     "JE", &["Jersey"]),
        (Americas,   "JM", &["Jamaica"]),
        (Asia,       "JO", &["Jordan"]),
        (Asia,       "JP", &["Japan"]),
        (Africa,     "KE", &["Kenya"]),
        (Asia,       "KG", &["Kyrgyzstan", "Kyrgyz Republic"]),
        (Asia,       "KH", &["Cambodia"]),
        (Oceania,    "KI", &["Kiribati"]),
        (Africa,     "KM", &["Comoros"]),
        (Americas,   "KN", &["St. Kitts & Nevis", "Saint Kitts and Nevis"]),
        (Asia,       "KP", &["North Korea", "DPRK", "Democratic People's Republic of Korea", "Korea"]),
        (Asia,       "KR", &["South Korea", "Korea", "Republic of Korea", "ROK"]),
        (Asia,       "KW", &["Kuwait"]),
        (Americas,   "KY", &["Cayman Islands"]),
        (Asia,       "KZ", &["Kazakhstan"]),
        (Asia,       "LA", &["Laos", "Lao PDR", "Lao People's Democratic Republic"]),
        (Asia,       "LB", &["Lebanon"]),
        (Americas,   "LC", &["St. Lucia", "Saint Lucia"]),
        (Europe,     "LI", &["Liechtenstein"]),
        (Asia,       "LK", &["Sri Lanka"]),
        (Africa,     "LR", &["Liberia"]),
        (Africa,     "LS", &["Lesotho"]),
        (Europe,     "LT", &["Lithuania"]),
        (Europe,     "LU", &["Luxembourg"]),
        (Europe,     "LV", &["Latvia"]),
        (Africa,     "LY", &["Libya"]),
        (Africa,     "MA", &["Morocco"]),
        (Europe,     "MC", &["Monaco"]),
        (Europe,     "MD", &["Moldova", "Republic of Moldova"]),
        (Europe,     "ME", &["Montenegro"]),
        (Americas,   "MF", &["St. Martin", "Saint Martin"]),
        (Africa,     "MG", &["Madagascar"]),
        (Oceania,    "MH", &["Marshall Islands"]),
        (Europe,     "MK", &["North Macedonia", "Macedonia", "FYROM"]),
        (Africa,     "ML", &["Mali"]),
        (Asia,       "MM", &["Myanmar (Burma)", "Myanmar", "Burma"]),
        (Asia,       "MN", &["Mongolia"]),
        (Asia,       "MO", &["Macao SAR China", "Macao", "Macau"]),
        (Oceania,    "MP", &["Northern Mariana Islands"]),
        (Americas,   "MQ", &["Martinique"]),
        (Africa,     "MR", &["Mauritania"]),
        (Americas,   "MS", &["Montserrat"]),
        (Europe,     "MT", &["Malta"]),
        (Africa,     "MU", &["Mauritius"]),
        (Asia,       "MV", &["Maldives"]),
        (Africa,     "MW", &["Malawi"]),
        (Americas,   "MX", &["Mexico"]),
        (Asia,       "MY", &["Malaysia"]),
        (Africa,     "MZ", &["Mozambique"]),
        (Africa,     "NA", &["Namibia"]),
        (Oceania,    "NC", &["New Caledonia"]),
        (Africa,     "NE", &["Niger"]),
        (Oceania,    "NF", &["Norfolk Island"]),
        (Africa,     "NG", &["Nigeria"]),
        (Americas,   "NI", &["Nicaragua"]),
        (Europe,     "NL", &["Netherlands", "Holland", "The Netherlands"]),
        (Europe,     "NO", &["Norway"]),
        (Asia,       "NP", &["Nepal"]),
        (Oceania,    "NR", &["Nauru"]),
        (Oceania,    "NU", &["Niue"]),
        (Oceania,    "NZ", &["New Zealand", "Aotearoa"]),
        (Asia,       "OM", &["Oman"]),
        (Americas,   "PA", &["Panama"]),
        (Americas,   "PE", &["Peru"]),
        (Oceania,    "PF", &["French Polynesia", "Tahiti"]),
        (Oceania,    "PG", &["Papua New Guinea", "PNG"]),
        (Asia,       "PH", &["Philippines"]),
        (Asia,       "PK", &["Pakistan"]),
        (Europe,     "PL", &["Poland"]),
        (Americas,   "PM", &["St. Pierre & Miquelon", "Saint Pierre and Miquelon"]),
        (Oceania,    "PN", &["Pitcairn Islands"]),
        (Americas,   "PR", &["Puerto Rico"]),
        (Asia,       "PS", &["Palestinian Territories", "Palestine", "State of Palestine", "West Bank and Gaza"]),
        (Europe,     "PT", &["Portugal"]),
        (Oceania,    "PW", &["Palau"]),
        (Americas,   "PY", &["Paraguay"]),
        (Asia,       "QA", &["Qatar"]),
        (Africa,     "RE", &["Réunion"]),
        (Europe,     "RO", &["Romania"]),
        (Europe,     "RS", &["Serbia"]),
        (Europe,     "RU", &["Russia", "Russian Federation"]),
        (Africa,     "RW", &["Rwanda"]),
        (Asia,       "SA", &["Saudi Arabia", "KSA"]),
        (Oceania,    "SB", &["Solomon Islands"]),
        (Africa,     "SC", &["Seychelles"]),
        (Africa,     "SD", &["Sudan"]),
        (Europe,     "SE", &["Sweden"]),
        (Asia,       "SG", &["Singapore"]),
        (Africa,     "SH", &["St. Helena", "Saint Helena, Ascension and Tristan da Cunha"]),
        (Europe,     "SI", &["Slovenia"]),
        (Europe,     "SJ", &["Svalbard & Jan Mayen"]),
        (Europe,     "SK", &["Slovakia", "Slovak Republic"]),
        (Africa,     "SL", &["Sierra Leone"]),
        (Europe,     "SM", &["San Marino"]),
        (Africa,     "SN", &["Senegal"]),
        (Africa,     "SO", &["Somalia"]),
        (Americas,   "SR", &["Suriname"]),
        (Africa,     "SS", &["South Sudan"]),
        (Africa,     "ST", &["São Tomé & Príncipe"]),
        (Americas,   "SV", &["El Salvador"]),
        (Americas,   "SX", &["Sint Maarten"]),
        (Asia,       "SY", &["Syria", "Syrian Arab Republic"]),
        (Africa,     "SZ", &["Eswatini", "Swaziland"]),
        (Americas,   "TC", &["Turks & Caicos Islands"]),
        (Africa,     "TD", &["Chad"]),
        (Africa,     "TF", &["French Southern Territories"]),
        (Africa,     "TG", &["Togo"]),
        (Asia,       "TH", &["Thailand"]),
        (Asia,       "TJ", &["Tajikistan"]),
        (Oceania,    "TK", &["Tokelau"]),
        (Asia,       "TL", &["Timor-Leste", "East Timor"]),
        (Asia,       "TM", &["Turkmenistan"]),
        (Africa,     "TN", &["Tunisia"]),
        (Oceania,    "TO", &["Tonga"]),
        (Asia,       "TR", &["Türkiye", "Turkey"]),
        (Americas,   "TT", &["Trinidad & Tobago"]),
        (Oceania,    "TV", &["Tuvalu"]),
        // ISO 3166-1 lists it; M49 has no row for it and counts it inside Asia.
        (Asia,       "TW", &["Taiwan", "Chinese Taipei"]),
        (Africa,     "TZ", &["Tanzania", "United Republic of Tanzania"]),
        (Europe,     "UA", &["Ukraine"]),
        (Africa,     "UG", &["Uganda"]),
        (Oceania,    "UM", &["U.S. Outlying Islands"]),
        (Americas,   "US", &["United States", "USA", "US", "America", "United States of America"]),
        (Americas,   "UY", &["Uruguay"]),
        (Asia,       "UZ", &["Uzbekistan"]),
        (Europe,     "VA", &["Vatican City", "Vatican", "Holy See"]),
        (Americas,   "VC", &["St. Vincent & Grenadines", "Saint Vincent and the Grenadines"]),
        (Americas,   "VE", &["Venezuela", "Bolivarian Republic of Venezuela"]),
        (Americas,   "VG", &["British Virgin Islands", "BVI"]),
        (Americas,   "VI", &["U.S. Virgin Islands", "USVI"]),
        (Asia,       "VN", &["Vietnam", "Viet Nam"]),
        (Oceania,    "VU", &["Vanuatu"]),
        (Oceania,    "WF", &["Wallis & Futuna"]),
        (Oceania,    "WS", &["Samoa", "Western Samoa"]),
        // A code that ISO 3166-1 leaves to its users, in wide use; no row in M49.
        (Europe,     "XK", &["Kosovo"]),
        (Asia,       "YE", &["Yemen"]),
        (Africa,     "YT", &["Mayotte"]),
        (Africa,     "ZA", &["South Africa", "RSA"]),
        (Africa,     "ZM", &["Zambia"]),
        (Africa,     "ZW", &["Zimbabwe"]),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn check_suggestion(found: &str, code: Option<&str>) {
        let suggested = Country::suggest(found).map(Country::code);
        assert_eq!(suggested, code, "for {found:?}");
    }

    fn check_region(region: Region, codes: &str) {
        for code in codes.split(' ') {
            let found = Country::from_code(code).map(Country::region);
            assert_eq!(found, Some(region), "for {code}");
        }
    }

    #[test]
    fn the_table_is_ordered_and_each_code_leads_to_its_row() {
        assert!(COUNTRIES.is_sorted_by(|(_, a, _), (_, b, _)| a < b));
        assert_eq!(Country::all().count(), 251);
        for country in Country::all() {
            let code = country.code();
            assert!(code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()), "{code}");
            assert_eq!(Country::from_code(code), Some(country));
            assert!(!country.names().is_empty(), "{code}");
        }
    }

    #[test]
    fn only_an_exact_code_is_a_code() {
        for found in ["", "G", "gb", "Gb", "GB ", "GBR", "UK", "ZZ", "ÅÅ"] {
            assert_eq!(Country::from_code(found), None, "for {found:?}");
        }
    }

    #[test]
    fn names_are_tidy_and_differ_inside_a_row() {
        for country in Country::all() {
            let mut seen = HashSet::new();
            for name in country.names() {
                assert!(!name.is_empty() && name.trim() == *name, "{country:?}");
                assert!(seen.insert(name), "{country:?} has {name} twice");
            }
        }
    }

    #[test]
    fn regions_have_the_numbers_of_m49() {
        // M49 has 50 rows in Asia and 51 in Europe; TW, EU and XK come on top.
        let numbers = [60, 57, 1, 50 + 1, 51 + 2, 29];
        for (region, number) in Region::ALL.into_iter().zip(numbers) {
            let found = Country::all().filter(|country| country.region() == region);
            assert_eq!(found.count(), number, "in {region:?}");
        }
    }

    #[test]
    fn countries_on_a_border_between_regions_are_where_m49_has_them() {
        check_region(Region::Africa, "EG IO MU RE SC SH TF YT");
        check_region(Region::Americas, "AW BM BV FK GF GL GS PM PR VI");
        check_region(Region::Antarctica, "AQ");
        check_region(Region::Asia, "AE AM AZ CY GE HK IL IR KZ LB MO PS SY TL TR TW UZ");
        check_region(Region::Europe, "AX BY EU FO GI IS MT RU SJ UA XK");
        check_region(Region::Oceania, "AS CC CX GU HM MP NF PG PN UM");
    }

    #[test]
    fn a_region_is_known_by_its_index_and_id() {
        for (index, region) in Region::ALL.into_iter().enumerate() {
            assert_eq!(region.index(), index);
            assert_eq!(region.english_name().to_lowercase(), region.id());
        }
    }

    #[test]
    fn a_wrong_code_leads_to_the_right_one() {
        check_suggestion("gb", Some("GB"));
        check_suggestion(" De ", Some("DE"));
        check_suggestion("UK", Some("GB"));
        check_suggestion("U.K.", Some("GB"));
        check_suggestion("EL", Some("GR"));
        check_suggestion("usa", Some("US"));
        check_suggestion("UAE", Some("AE"));
    }

    #[test]
    fn a_name_leads_to_its_code() {
        check_suggestion("Germany", Some("DE"));
        check_suggestion("viet nam", Some("VN"));
        check_suggestion("THE NETHERLANDS", Some("NL"));
        check_suggestion("Turkiye", Some("TR"));
        check_suggestion("Cote d'Ivoire", Some("CI"));
        check_suggestion("St Vincent and the Grenadines", Some("VC"));
        check_suggestion("Iran (Islamic Republic of)", Some("IR"));
    }

    #[test]
    fn a_shared_name_leads_where_it_is_meant_more_often() {
        check_suggestion("Korea", Some("KR"));
        check_suggestion("Korea, Rep.", Some("KR"));
        check_suggestion("Korea, Dem. People's Rep.", Some("KP"));
        check_suggestion("Congo", Some("CG"));
        check_suggestion("Congo, Dem. Rep.", Some("CD"));
    }

    #[test]
    fn what_is_no_country_leads_nowhere() {
        for found in ["", " ", "zz", "the", ",", "GBR", "Atlantis", "Korea Congo"] {
            check_suggestion(found, None);
        }
    }

    #[test]
    fn every_english_name_leads_to_its_country() {
        for country in Country::all() {
            check_suggestion(country.english_name(), Some(country.code()));
        }
        for (name, code) in NOT_FOR_SEARCH {
            check_suggestion(name, Some(code));
        }
    }

    #[test]
    fn no_two_countries_share_a_name_at_the_same_place() {
        let mut seen = HashSet::new();
        for country in Country::all() {
            for (place, name) in country.names().iter().enumerate() {
                let letters: String = letters(name).collect();
                assert!(letters.is_ascii(), "an accent is left in {letters}");
                assert!(seen.insert((place, letters)), "{name} is a tie");
            }
        }
    }
}
