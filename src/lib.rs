//! limpide reads administrative procedures written as code and says where a person would get lost, wait without knowing,
//! prove the same thing twice, or find nobody to talk to.
//!
//! ```text
//! source → syntax → model → logic / analysis → rules → findings → output
//!  text     tree    meaning     questions       verdicts            terminal, JSON, SARIF…
//! ```
//!
//! Invariants, held by `tests/tidy.rs`:
//! - the arrow never runs back (`findings` and `values` depend on `source` only);
//! - the core does no input or output and does not fail: it gives a value *and* a list of problems;
//! - `pest` is known to `syntax` only, `miette` to `output::terminal` only, `lsp_types` to `server` only;
//! - today's date is a parameter; the same input gives the same bytes whatever the number of threads.

pub mod analysis;
pub mod cli;
pub mod export;
pub mod findings;
pub mod import;
pub mod logic;
pub mod model;
pub mod output;
pub mod project;
pub mod rules;
pub mod server;
pub mod source;
pub mod syntax;
pub mod values;
