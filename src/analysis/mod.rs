//! Pure functions of the model and of its texts.

pub mod authority;
pub mod awaiting;
pub mod burden;
pub mod case;
pub mod contact;
pub mod cost;
pub mod extremes;
pub mod gathering;
pub mod graph;
pub mod identity;
pub mod interview;
pub mod journey;
pub mod path;
pub mod people;
pub mod population;
pub mod prose;
pub mod roadmap;
pub mod trial;
pub mod usage;
pub mod waiting;
