//! Pure functions of the model and of its texts.

pub mod graph;
