//! What a change of the state asks of the world outside it. `update` gives effects, `io` carries them out.

use super::dialog::Dialog;
use super::export::ExportJob;
use super::recovery::RecoveryFile;

/// Something to be done outside the state.
#[derive(Debug)]
pub enum Effect {
    /// Show a file dialog of the system.
    Browse(Dialog),
    /// Make pictures or pages and write them.
    Export(Box<ExportJob>),
    /// Go on with autosave in this file, which another window left behind.
    AdoptRecovery(RecoveryFile),
    /// Close the window: all is saved or given up.
    Quit,
}
