//! The integration tests, in one binary.

mod cli;
mod docs;
mod reading;
mod server;
mod tidy;
