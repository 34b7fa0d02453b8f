//! The integration tests, in one binary.

mod cli;
mod reading;
mod server;
mod tidy;
