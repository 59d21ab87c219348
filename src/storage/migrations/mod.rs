//! Bringing texts of earlier versions up to date.
//!
//! When the stored shape changes:
//!
//! 1. Add one file here, named for what it does (`m1_split_applicant_columns.rs`, the number being the
//!    version it starts from), with a function `up` on JSON. It must not use the types of the program,
//!    which go on changing under it, and it must keep everything it does not know.
//! 2. Its tests are two literals, before and after.
//! 3. Append it to [`LIST`] and raise [`SCHEMA`](super::SCHEMA) by one.
//! 4. Save a draft with the new version as `tests/fixtures/drafts/schema-N.json`. Fixtures are never edited
//!    after release, and all of them load for ever.
//!
//! A released migration never changes. Migrating happens in memory: the stored text stays as it is until
//! the clerk's next change is saved over it, and for ever where migrating fails.

use super::ReadError;
use serde_json::Value;

/// One step from a version of the stored shape to the next.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The version that it starts from; it leads to the next.
    pub from: u32,
    /// What it does, in `snake_case`.
    pub name: &'static str,
    /// The step, on the whole stored object. Need not care for `schema`. The error is a short reason in
    /// Chinese.
    pub up: fn(Value) -> Result<Value, String>,
}

/// The released migrations: consecutive, the first from version 1.
pub const LIST: &[Migration] = &[];

/// The version that a list of migrations leads to.
pub const fn current(list: &[Migration]) -> u32 {
    list.len() as u32 + 1
}

/// Whether the migrations start at version 1 and follow each other without a gap.
pub fn is_consecutive(list: &[Migration]) -> bool {
    list.iter().zip(1..).all(|(migration, from)| migration.from == from)
}

/// Takes a stored object of version `schema` to the current version of a consecutive list. An object that
/// is current is returned as it is.
///
/// # Errors
///
/// [`ReadError::NoSchema`] for version 0, [`ReadError::NewerSchema`] for one that the list does not reach,
/// [`ReadError::Migration`] where a step fails.
pub fn migrate(list: &[Migration], schema: u32, mut value: Value) -> Result<Value, ReadError> {
    let Some(done) = schema.checked_sub(1) else { return Err(ReadError::NoSchema) };
    let Some(steps) = list.get(done as usize..) else {
        return Err(ReadError::NewerSchema { schema: schema.into() });
    };
    for step in steps {
        value = (step.up)(value).map_err(|reason| ReadError::Migration { name: step.name, reason })?;
        if let Some(object) = value.as_object_mut() {
            object.insert("schema".to_owned(), (step.from + 1).into());
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::SCHEMA;
    use serde_json::json;

    fn note(mut value: Value, word: &str) -> Value {
        value["steps"].as_array_mut().unwrap().push(word.into());
        value
    }

    const SAMPLES: &[Migration] = &[
        Migration { from: 1, name: "first", up: |value| Ok(note(value, "first")) },
        Migration {
            from: 2,
            name: "second",
            up: |value| {
                if value["broken"] == true { Err("坏了".to_owned()) } else { Ok(note(value, "second")) }
            },
        },
        Migration { from: 3, name: "third", up: |value| Ok(note(value, "third")) },
    ];

    #[test]
    fn the_released_list_is_consecutive_and_leads_to_the_current_version() {
        assert!(is_consecutive(LIST));
        assert_eq!(current(LIST), SCHEMA);
    }

    #[test]
    fn a_gap_a_repetition_and_a_late_start_are_noticed() {
        assert!(is_consecutive(SAMPLES));
        assert!(!is_consecutive(&SAMPLES[1..]));
        assert!(!is_consecutive(&[SAMPLES[0], SAMPLES[2]]));
        assert!(!is_consecutive(&[SAMPLES[0], SAMPLES[0]]));
    }

    #[test]
    fn steps_run_in_order_from_the_version_of_the_text() {
        let run = |schema| migrate(SAMPLES, schema, json!({ "schema": schema, "steps": [], "kept": "是" }));
        assert_eq!(run(1), Ok(json!({ "schema": 4, "steps": ["first", "second", "third"], "kept": "是" })));
        assert_eq!(run(3), Ok(json!({ "schema": 4, "steps": ["third"], "kept": "是" })));
        assert_eq!(run(4), Ok(json!({ "schema": 4, "steps": [], "kept": "是" })), "current: as it is");
    }

    #[test]
    fn versions_outside_of_the_list_and_failing_steps_are_errors() {
        let run = |schema, value| migrate(SAMPLES, schema, value);
        assert_eq!(run(5, json!({})), Err(ReadError::NewerSchema { schema: 5 }));
        assert_eq!(run(u32::MAX, json!({})), Err(ReadError::NewerSchema { schema: u32::MAX.into() }));
        assert_eq!(run(0, json!({})), Err(ReadError::NoSchema));
        let broken = json!({ "steps": [], "broken": true });
        assert_eq!(run(1, broken), Err(ReadError::Migration { name: "second", reason: "坏了".to_owned() }));
    }
}
