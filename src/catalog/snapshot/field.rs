//! A field that holds what was expected, or nothing, or says in words what
//! stood there instead.
//!
//! So one wrong field hides no other problem: only what is no JSON at all ends
//! the reading.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

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

/// A type's value, or in words what stood in its place.
pub type Found<T> = Result<T, String>;

/// A type that one kind of JSON can become: the one whose method it overrides.
pub trait FromJson<'de>: Sized {
    /// The kind, as in "expected a text".
    const EXPECTED: &'static str;

    /// Whether the value holds nothing, so that it counts as missing.
    fn is_blank(&self) -> bool {
        false
    }

    /// Takes `true` or `false`.
    fn from_bool(value: bool) -> Found<Self> {
        Err(value.to_string())
    }

    /// Takes a number.
    fn from_number(number: f64) -> Found<Self> {
        Err(format!("the number {}", decimal(number)))
    }

    /// Takes a text.
    fn from_text(text: Text<'de>) -> Found<Self> {
        Err(format!("the text \"{}\"", excerpt(&text)))
    }

    /// Takes a list.
    ///
    /// # Errors
    /// When it is no JSON.
    fn from_list<A: SeqAccess<'de>>(mut list: A) -> Result<Found<Self>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Err("a list".to_owned()))
    }

    /// Takes an object.
    ///
    /// # Errors
    /// When it is no JSON.
    fn from_object<A: MapAccess<'de>>(mut object: A) -> Result<Found<Self>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Err("an object".to_owned()))
    }
}

impl<'de: 'a, 'a> FromJson<'de> for Text<'a> {
    const EXPECTED: &'static str = "a text";

    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }

    fn from_text(text: Text<'de>) -> Found<Self> {
        Ok(text)
    }
}

impl FromJson<'_> for f64 {
    const EXPECTED: &'static str = "a number";

    fn from_number(number: f64) -> Found<Self> {
        Ok(number)
    }
}

impl FromJson<'_> for bool {
    const EXPECTED: &'static str = "true or false";

    fn from_bool(value: bool) -> Found<Self> {
        Ok(value)
    }
}

impl<'de, T: FromJson<'de>> FromJson<'de> for Vec<Field<T>> {
    const EXPECTED: &'static str = "a list";

    fn from_list<A: SeqAccess<'de>>(mut list: A) -> Result<Found<Self>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Ok(items))
    }
}

/// Values by name, in the order of the file.
#[derive(Debug)]
pub struct Entries<'a, T>(pub Vec<(Text<'a>, Field<T>)>);

impl<T> Default for Entries<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de: 'a, 'a, T: FromJson<'de>> FromJson<'de> for Entries<'a, T> {
    const EXPECTED: &'static str = "an object";

    fn from_object<A: MapAccess<'de>>(mut object: A) -> Result<Found<Self>, A::Error> {
        #[derive(serde::Deserialize)]
        struct Name<'a>(#[serde(borrow)] Text<'a>);

        let mut entries = Vec::new();
        while let Some((Name(name), value)) = object.next_entry()? {
            entries.push((name, value));
        }
        Ok(Ok(Self(entries)))
    }
}

impl<'de, T: FromJson<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An option is what serde lets be missing.
        deserializer.deserialize_option(FieldVisitor(PhantomData))
    }
}

struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: FromJson<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_none<E>(self) -> Result<Field<T>, E> {
        Ok(Field::Absent)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E>(self) -> Result<Field<T>, E> {
        Ok(Field::Absent)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Field<T>, E> {
        Ok(T::from_bool(value).into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Field<T>, E> {
        Ok(T::from_number(number as f64).into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Field<T>, E> {
        Ok(T::from_number(number as f64).into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Field<T>, E> {
        Ok(T::from_number(number).into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Field<T>, E> {
        Ok(T::from_text(text.to_owned().into()).into())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Field<T>, E> {
        Ok(T::from_text(text.into()).into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Field<T>, A::Error> {
        T::from_list(list).map(Into::into)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Field<T>, A::Error> {
        T::from_object(object).map(Into::into)
    }
}

impl<T> From<Found<T>> for Field<T> {
    fn from(found: Found<T>) -> Self {
        found.map_or_else(Field::Mismatch, Field::Is)
    }
}

/// Reads an object whose fields are those of `T`; others are passed over.
///
/// One that holds a field twice says two things, which is nothing: it counts
/// as something else than was expected. serde's own readers stop at the second
/// one, and with it would the whole file.
pub fn from_fields<'de, T, A>(object: A) -> Result<Found<T>, A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    let mut twice = None;
    let value = T::deserialize(Fields { object, twice: &mut twice })?;
    Ok(twice.map_or(Ok(value), |name| Err(format!("one that holds \"{name}\" twice"))))
}

/// An object, as long as nobody knows its fields.
struct Fields<'t, A> {
    object: A,
    twice: &'t mut Option<&'static str>,
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Fields<'_, A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.object)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let Self { object, twice } = self;
        visitor.visit_map(KnownFields { object, names, seen: 0, next: 0, twice })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The fields of an object that have one of `names`, each once.
struct KnownFields<'t, A> {
    object: A,
    names: &'static [&'static str],
    /// A bit for each of the names that was there.
    seen: u32,
    /// The one after the last that was there: fields mostly come in order.
    next: usize,
    /// The first that was there twice.
    twice: &'t mut Option<&'static str>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for KnownFields<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        loop {
            let position = Position { names: self.names, first: self.next };
            let Some(position) = self.object.next_key_seed(position)? else { return Ok(None) };
            if let Some(position) = position {
                self.next = position + 1;
                let bit = 1 << position;
                if self.seen & bit == 0 {
                    self.seen |= bit;
                    // serde's readers know a field by its position, too.
                    return seed.deserialize((position as u64).into_deserializer()).map(Some);
                }
                self.twice.get_or_insert(self.names[position]);
            }
            self.object.next_value::<IgnoredAny>()?;
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.object.next_value_seed(seed)
    }
}

/// Reads a name as its position among `names`, of which the one at `first` is
/// the most likely; none where it is not among them.
struct Position {
    names: &'static [&'static str],
    first: usize,
}

impl<'de> DeserializeSeed<'de> for Position {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Position {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        let Self { names, first } = self;
        let mut positions = (first..names.len()).chain(0..first.min(names.len()));
        Ok(positions.find(|position| names[*position] == name))
    }
}

/// The first characters of a text, enough to recognise it in a message.
pub fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A number as a snapshot would write it.
pub fn decimal(number: f64) -> String {
    let written = serde_json::Number::from_f64(number).map(|number| number.to_string()).unwrap_or_default();
    written.strip_suffix(".0").unwrap_or(&written).to_owned()
}
