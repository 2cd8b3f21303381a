//! What skin does to light.
