//! What the person is told.

use crate::app::state::{Message, State};
use crate::words::text;

/// Tells the person that something worked.
pub fn tell(state: &mut State, text: impl Into<String>) {
    state.message = Some(Message { text: text.into(), is_error: false });
}

/// Tells the person that something failed.
pub fn fail(state: &mut State, text: impl Into<String>) {
    state.message = Some(Message { text: text.into(), is_error: true });
}

/// Tells the person that autosave has begun to fail, or works again.
pub fn autosave(state: &mut State, result: Result<(), String>) {
    match result {
        Ok(()) => tell(state, text("autosave-works-again")),
        Err(reason) => fail(state, reason),
    }
}

/// Tells who edits shaders what is wrong with them, until nothing is.
pub fn shaders(state: &mut State, result: Result<(), String>) {
    match result {
        Ok(()) => state.message = None,
        Err(reason) => fail(state, reason),
    }
}
