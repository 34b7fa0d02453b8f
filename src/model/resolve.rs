//! Names to what they designate.
