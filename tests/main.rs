//! The integration tests, in one binary.

mod reading;
mod tidy;
